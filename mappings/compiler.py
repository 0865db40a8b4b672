"""Compiles field descriptions and analysis chains into the body that creates an index."""

import copy
import hashlib
from importlib.resources import files
from typing import Any

import msgspec

from analyzers import overlay
from analyzers.loader import analysis
from core.errors import DataError
from core.strict import parse

COLLECTIONS = ("organisations", "offers")

_SETTINGS: dict[str, Any] = {
    "index": {
        "knn": True,
        "number_of_shards": 1,
        # One node has no place for a replica, a cluster has one.
        "auto_expand_replicas": "0-1",
        # The revision of a deleted document is remembered so long: a write that was on its way
        # before must not bring it back. Longer than any update takes, and little in memory.
        "gc_deletes": "12h",
        # Names are short: their length must hardly count.
        "similarity": {"short": {"type": "BM25", "b": 0.25}},
    }
}


class FieldType(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a field can be, and why it is so."""

    why: str
    mapping: dict[str, Any]


class Field(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A field of a document."""

    type: str
    why: str


class TypesFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``types.yaml``."""

    types: dict[str, FieldType]


class CollectionFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The fields of one collection."""

    collection: str
    fields: dict[str, Field]


def compiled(collection: str, dimension: int) -> dict[str, Any]:
    """Return the index body of ``collection`` for vectors of ``dimension`` numbers.

    Raises DataError naming the file and the key that is wrong.
    """
    return copy.deepcopy(_compiled(collection, dimension))


def schema_hash(body: dict[str, Any]) -> str:
    """Return a hash of mapping and analysis: 16 hexadecimal digits."""
    canonical = msgspec.json.encode(body, order="deterministic")
    return hashlib.sha256(canonical).hexdigest()[:16]


def parse_types(text: str, name: str) -> TypesFile:
    """Return the field types in ``text``; raises DataError naming file and key."""
    return parse(text, name, TypesFile)


def parse_collection(text: str, name: str) -> CollectionFile:
    """Return the fields in ``text``; raises DataError naming file and key."""
    return parse(text, name, CollectionFile)


@overlay.cached("compound_part", "protected_word", maxsize=len(COLLECTIONS) * overlay.AT_ONCE)
def _compiled(collection: str, dimension: int) -> dict[str, Any]:
    if collection not in COLLECTIONS:
        raise DataError(f"There is no collection {collection!r}; there are {COLLECTIONS}.")
    types = parse_types(_read("types.yaml"), "types.yaml").types
    name = f"{collection}.yaml"
    properties = {
        field: _mapping(types, described.type, f"{name}: {field}", dimension)
        for field, described in parse_collection(_read(name), name).fields.items()
    }
    return {
        "settings": {"index": {**_SETTINGS["index"], "analysis": analysis()}},
        # strict: a document that does not fit is an error of the program, never a new field.
        "mappings": {"dynamic": "strict", "properties": properties},
    }


def _mapping(types: dict[str, FieldType], name: str, where: str, dimension: int) -> dict[str, Any]:
    if name not in types:
        raise DataError(f"{where} has the type {name!r}, which types.yaml does not know.")
    mapping = copy.deepcopy(types[name].mapping)
    if mapping.get("dimension") == "{dimension}":
        mapping["dimension"] = dimension
    analyzers = analysis()["analyzer"]
    for part in (mapping, *mapping.get("fields", {}).values()):
        for key in ("analyzer", "search_analyzer"):
            if part.get(key, next(iter(analyzers))) not in analyzers:
                raise DataError(f"types.yaml: {name} uses the unknown {key} {part[key]!r}.")
    return mapping


def _read(name: str) -> str:
    return files("mappings").joinpath(name).read_text(encoding="utf-8")
