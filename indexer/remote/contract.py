"""The contract with ARES: what is kept of an answer, and whether it fits.

The description in ``contract/`` is an allow-list: what it does not describe is dropped before
anything is checked, logged or written, so that no person gets in with a key nobody knew. A
compiled validator (``jsonschema-rs``) then compares the rest with it, in microseconds.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema_rs

from core.errors import DataError
from indexer.sources.ares_schema import VERSION

_FILE = Path(__file__).parent / "contract" / "ares-1.3.0.json"
_SCHEMAS = "#/components/schemas/"
_KEY = re.compile(r"[A-Za-z][A-Za-z0-9]{0,39}")


class Misfit(DataError):
    """An answer does not fit the contract; the sentence names path, key and version."""


@dataclass
class Kept:
    """What is kept of an answer."""

    value: Any
    unknown: set[str] = field(default_factory=set)
    """Keys that the contract does not know, as ``zaznamy.novyKlic``: a sign of a newer version."""


@dataclass(frozen=True)
class _Shape:
    """The keys of one schema, with those that ``allOf`` adds."""

    properties: Mapping[str, Mapping[str, Any]]
    left_out: frozenset[str]


def kept(schema: str, answer: Any, path: str) -> Kept:
    """Return what the contract keeps of ``answer``, which ``path`` gave, and has checked.

    A key without a value is as good as none. Raises Misfit where the rest does not fit ``schema``.
    The sentence never repeats a value, which may be personal.
    """
    kept = Kept(None)
    kept.value = _pruned({"$ref": _SCHEMAS + schema}, answer, "", kept.unknown)
    error = next(iter(_validator(schema).iter_errors(kept.value)), None)
    if error:
        raise Misfit(
            f"{path} answered otherwise than {VERSION}, which is what is read: {_said(error)}."
        )
    return kept


def _said(error: jsonschema_rs.ValidationError) -> str:
    place, kind, told = _place(error.instance_path), error.kind.name, error.kind.as_dict()
    if kind == "anyOf":
        return f"{place} has no {' and no '.join(_needed(error))}"
    if kind == "type":
        return f"{place} is no {' or '.join(told['types'])}"
    if kind == "format":
        return f"{place} is no {told['format']}"
    wish = ", ".join(f"{key} {value}" for key, value in told.items() if key != "value")
    return f"{place} does not keep to {wish or kind}"


def _needed(error: jsonschema_rs.ValidationError) -> list[str]:
    schema: Any = _document()
    for step in error.schema_path:
        schema = schema[step]
    return sorted(key for way in schema for key in way["required"])


def _place(path: list[str | int]) -> str:
    return ".".join(str(step) for step in path if not isinstance(step, int)) or "the answer"


def _pruned(schema: Mapping[str, Any], value: Any, where: str, unknown: set[str]) -> Any:
    """Return ``value`` without what ``schema`` does not describe."""
    if isinstance(value, list):
        items = schema.get("items")
        return value if items is None else [_pruned(items, one, where, unknown) for one in value]
    if not isinstance(value, dict):
        return value
    name = str(schema.get("$ref", "")).removeprefix(_SCHEMAS)
    if not name:
        # Where a plain value is wanted, an object cannot fit; the validator says so.
        return {}
    shape = _shape(name)
    result = {}
    for key, one in value.items():
        inner = f"{where}.{key}" if where else key
        wanted = shape.properties.get(key)
        if wanted is not None:
            if one is not None:
                result[key] = _pruned(wanted, one, inner, unknown)
        elif key not in shape.left_out and _KEY.fullmatch(key):
            unknown.add(inner)
    return result


@cache
def _document() -> dict[str, Any]:
    """Return the description, with ``x-needed`` turned into words of JSON Schema."""
    document: dict[str, Any] = json.loads(_FILE.read_text("utf-8"))
    for schema in document["components"]["schemas"].values():
        for keys in schema.get("x-needed", ()):
            ways = [{"required": [key]} for key in keys]
            schema.setdefault("allOf", []).append({"anyOf": ways})
    return document


@cache
def _shape(name: str) -> _Shape:
    parts = list(_parts(_document()["components"]["schemas"][name]))
    return _Shape(
        {key: one for part in parts for key, one in part.get("properties", {}).items()},
        frozenset(key for part in parts for key in part.get("x-left-out", ())),
    )


def _parts(schema: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    yield schema
    for part in schema.get("allOf", ()):
        name = part.get("$ref", "").removeprefix(_SCHEMAS)
        yield from _parts(_document()["components"]["schemas"][name] if name else part)


@cache
def _validator(schema: str) -> jsonschema_rs.Draft4Validator:
    # OpenAPI 3.0 describes values with an early draft of JSON Schema.
    return jsonschema_rs.Draft4Validator(
        {"$ref": _SCHEMAS + schema, "components": _document()["components"]},
        validate_formats=True,
    )
