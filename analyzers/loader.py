"""Reads the analysis chains strictly: an unknown or missing key names its file and itself."""

from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

import msgspec

from core.errors import DataError
from core.strict import parse

_ROOT = files("analyzers")

BUILT_IN = {
    "filter": frozenset({"lowercase", "german_normalization"}),
    "char_filter": frozenset[str](),
    "tokenizer": frozenset({"standard"}),
}
"""Parts of the engine that are used as they come."""


class Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A filter, character filter or tokenizer of the engine with its parameters."""

    why: str
    definition: dict[str, Any]


class Link(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One filter of a chain."""

    filter: str
    why: str


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


@cache
def analysis() -> dict[str, Any]:
    """Return the ``analysis`` settings of an index, all chain files compiled into one.

    Raises DataError naming file and key.
    """
    compiled: dict[str, dict[str, Any]] = {
        "analyzer": {},
        "normalizer": {},
        "filter": {},
        "char_filter": {},
        "tokenizer": {},
    }
    used: list[tuple[str, str, str]] = []
    for file in sorted(_chain_files(), key=lambda f: f.name):
        chains = parse(file.read_text(encoding="utf-8"), file.name, ChainFile)
        used += _compile(chains, file.name, compiled)
    for file_name, kind, name in used:
        if name not in compiled[kind] and name not in BUILT_IN[kind]:
            raise DataError(f"{file_name}: {kind} {name!r} is used but defined nowhere.")
    return compiled


def _chain_files() -> list[Traversable]:
    return [f for f in _ROOT.joinpath("chains").iterdir() if f.name.endswith(".yaml")]


def _compile(
    chains: ChainFile, file_name: str, compiled: dict[str, dict[str, Any]]
) -> list[tuple[str, str, str]]:
    """Add the chains of one file; return what they use as (file, kind, name)."""
    used = []
    kinds = {
        "filter": chains.filters,
        "char_filter": chains.char_filters,
        "tokenizer": chains.tokenizers,
    }
    for kind, parts in kinds.items():
        for name, part in parts.items():
            _add(compiled[kind], name, _with_word_list(part.definition), file_name)
    for name, analyzer in chains.analyzers.items():
        body: dict[str, Any] = {
            "type": "custom",
            "tokenizer": analyzer.tokenizer,
            "filter": [link.filter for link in analyzer.chain],
        }
        if analyzer.char_filters:
            body["char_filter"] = list(analyzer.char_filters)
        _add(compiled["analyzer"], name, body, file_name)
        used.append((file_name, "tokenizer", analyzer.tokenizer))
        used += [(file_name, "filter", link.filter) for link in analyzer.chain]
        used += [(file_name, "char_filter", name) for name in analyzer.char_filters]
    for name, normalizer in chains.normalizers.items():
        body = {"type": "custom", "filter": [link.filter for link in normalizer.chain]}
        _add(compiled["normalizer"], name, body, file_name)
        used += [(file_name, "filter", link.filter) for link in normalizer.chain]
    return used


def _add(into: dict[str, Any], name: str, body: dict[str, Any], file_name: str) -> None:
    if name in into:
        raise DataError(f"{file_name}: {name!r} is defined a second time.")
    into[name] = body


def _with_word_list(definition: dict[str, Any]) -> dict[str, Any]:
    """Return ``definition`` with the lines of the file that its ``word_list`` names."""
    source = definition.get("word_list")
    if not isinstance(source, dict):
        return definition
    lines = _ROOT.joinpath(source["file"]).read_text(encoding="utf-8").splitlines()
    return {**definition, "word_list": [w for w in lines if w and not w.startswith("#")]}
