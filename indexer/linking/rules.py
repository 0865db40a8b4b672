"""The weights, bands and words of linking, read from the files beside this one."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import msgspec

from core.strict import parse
from indexer.normalise.text import word_key


class _Strict(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Base of all structs read here."""


class Weight(_Strict, frozen=True):
    """How much something says, in bits, and why."""

    weight: float
    why: str
    conflict: bool = False
    """True where no machine may link against it: at most a person does."""
    doubt: bool = False
    """True where only an official number that agrees makes it sure."""


class Bound(_Strict, frozen=True):
    """Lowest probability of a band, and why."""

    probability: float
    why: str


class Bands(_Strict, frozen=True):
    """Bounds of the bands; what is below both is no link."""

    sure: Bound
    check: Bound


class Weights(_Strict, frozen=True):
    """Content of ``weights.yaml``."""

    prior: Weight
    rarity: Weight
    bands: Bands
    features: dict[str, dict[str, Weight]]
    """What each feature may find, by its code."""


class _List(_Strict, frozen=True):
    why: str
    words: tuple[str, ...]


class _Words(_Strict, frozen=True):
    roles: _List
    fillers: _List
    territory: _List
    common_hosts: _List
    changes: _List


class Words(msgspec.Struct, frozen=True):
    """Content of ``words.yaml``: words of names and hosts, pairs of legal forms."""

    roles: frozenset[str]
    fillers: frozenset[str]
    territory: frozenset[str]
    common_hosts: frozenset[str]
    changes: frozenset[frozenset[str]]


@cache
def weights() -> Weights:
    """Return the weights. Raises DataError naming file and key that is wrong."""
    return parse(_text("weights.yaml"), "weights.yaml", Weights)


@cache
def finding_weights() -> Mapping[str, Weight]:
    """Return the weights of all findings by their codes."""
    return {code: one for found in weights().features.values() for code, one in found.items()}


@cache
def words() -> Words:
    """Return the words. Raises DataError naming file and key that is wrong."""
    read = parse(_text("words.yaml"), "words.yaml", _Words)
    return Words(
        roles=frozenset(map(word_key, read.roles.words)),
        fillers=frozenset(map(word_key, read.fillers.words)),
        territory=frozenset(map(word_key, read.territory.words)),
        common_hosts=frozenset(read.common_hosts.words),
        changes=frozenset(frozenset(pair.split()) for pair in read.changes.words),
    )


def _text(name: str) -> str:
    return files("indexer.linking").joinpath(name).read_text(encoding="utf-8")
