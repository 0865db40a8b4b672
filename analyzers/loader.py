"""Reads the analysis chains strictly: an unknown or missing key names its file and itself."""

from collections.abc import Mapping, Set
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

import msgspec

from analyzers import chain_lists, overlay
from core.errors import DataError
from core.strict import parse

_ROOT = files("analyzers")

BUILT_IN = {
    "filter": frozenset({"lowercase", "german_normalization"}),
    "char_filter": frozenset[str](),
    "tokenizer": frozenset({"standard"}),
}
"""Parts of the engine that are used as they come."""

_UNMARKED = "token.keyword == false"


class Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A filter, character filter or tokenizer of the engine with its parameters."""

    why: str
    definition: dict[str, Any]


class Link(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One filter of a chain."""

    filter: str
    why: str
    spares: str = ""
    """The filter before it that marks the words which this one must leave alone. Stemmers look for
    such marks by themselves, other filters do not."""


class Analyzer(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How a text becomes words."""

    why: str
    tokenizer: str
    chain: tuple[Link, ...]
    char_filters: tuple[str, ...] = ()


class Normalizer(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How a whole value becomes one key."""

    why: str
    chain: tuple[Link, ...]


class ChainFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One file of ``analyzers/chains``."""

    analyzers: dict[str, Analyzer] = {}
    filters: dict[str, Part] = {}
    char_filters: dict[str, Part] = {}
    tokenizers: dict[str, Part] = {}
    normalizers: dict[str, Normalizer] = {}


@overlay.cached("compound_part", "protected_word", maxsize=overlay.AT_ONCE)
def analysis() -> dict[str, Any]:
    """Return the ``analysis`` settings of an index, all chain files compiled into one.

    A filter whose list has no words, and its places in the chains, are left out: the engine takes
    none without. Raises DataError naming file and key.
    """
    compiled: dict[str, dict[str, Any]] = {
        "analyzer": {},
        "normalizer": {},
        "filter": {},
        "char_filter": {},
        "tokenizer": {},
    }
    used: list[tuple[str, str, str]] = []
    for file_name, chains in _chain_files().items():
        used += _compile(chains, file_name, compiled)
    for file_name, kind, name in used:
        if name not in compiled[kind] and name not in BUILT_IN[kind]:
            raise DataError(f"{file_name}: {kind} {name!r} is used but defined nowhere.")
    return compiled


@cache
def _chain_files() -> Mapping[str, ChainFile]:
    """Return what the chain files say, by their names in order."""
    found: list[Traversable] = [
        file for file in _ROOT.joinpath("chains").iterdir() if file.name.endswith(".yaml")
    ]
    return {
        file.name: parse(file.read_text(encoding="utf-8"), file.name, ChainFile)
        for file in sorted(found, key=lambda file: file.name)
    }


def _compile(
    chains: ChainFile, file_name: str, compiled: dict[str, dict[str, Any]]
) -> list[tuple[str, str, str]]:
    """Add the chains of one file; return what they use as (file, kind, name)."""
    used = []
    idle = set()
    kinds = {
        "filter": chains.filters,
        "char_filter": chains.char_filters,
        "tokenizer": chains.tokenizers,
    }
    for kind, parts in kinds.items():
        for name, part in parts.items():
            definition = chain_lists.filled(part.definition, f"{file_name}: {name}")
            if definition is None:
                idle.add(name)
            else:
                _add(compiled[kind], name, definition, file_name)
    for name, analyzer in chains.analyzers.items():
        chain = [link for link in analyzer.chain if link.filter not in idle]
        body: dict[str, Any] = {
            "type": "custom",
            "tokenizer": analyzer.tokenizer,
            "filter": [_link(link, idle, compiled["filter"]) for link in chain],
        }
        if analyzer.char_filters:
            body["char_filter"] = list(analyzer.char_filters)
        _add(compiled["analyzer"], name, body, file_name)
        used.append((file_name, "tokenizer", analyzer.tokenizer))
        used += [(file_name, "filter", link.filter) for link in chain]
        used += [(file_name, "char_filter", name) for name in analyzer.char_filters]
    for name, normalizer in chains.normalizers.items():
        body = {"type": "custom", "filter": [link.filter for link in normalizer.chain]}
        _add(compiled["normalizer"], name, body, file_name)
        used += [(file_name, "filter", link.filter) for link in normalizer.chain]
    return used


def _link(link: Link, idle: Set[str], filters: dict[str, Any]) -> str:
    """Return the name of the filter that does what ``link`` says; one that spares is added."""
    if link.spares in {"", *idle}:
        return link.filter
    name = f"{link.filter}_sparing"
    filters[name] = {"type": "condition", "filter": [link.filter], "script": {"source": _UNMARKED}}
    return name


def _add(into: dict[str, Any], name: str, body: dict[str, Any], file_name: str) -> None:
    if name in into:
        raise DataError(f"{file_name}: {name!r} is defined a second time.")
    into[name] = body
