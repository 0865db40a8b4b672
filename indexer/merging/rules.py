"""The written rule which source wins a field, read from ``rules.yaml``."""

from functools import cache
from importlib.resources import files
from typing import Any, Literal

import msgspec

from core.errors import DataError
from core.records import Organisation
from core.strict import parse


class _Strict(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Base of all structs read here."""


class Group(_Strict, frozen=True):
    """Sources of one kind, the best first."""

    sources: tuple[str, ...]
    why: str


class Field(_Strict, frozen=True, rename={"together": "with"}):
    """Which groups of sources win a field, in their order."""

    order: tuple[str, ...]
    why: str
    outdated: Literal["stays", "yields"] = "stays"
    """Whether a state that is much older than the newest stands behind the others."""
    unknown: tuple[Any, ...] = ()
    """Values beside the empty ones that tell nothing."""
    together: tuple[str, ...] = ()
    """Fields that are taken from the same source."""


class Language(_Strict, frozen=True):
    """The fields that are texts, and decide on the language."""

    texts: tuple[str, ...]
    why: str


class Differences(_Strict, frozen=True):
    """The fields whose other values are kept, and how many of them."""

    fields: tuple[str, ...]
    most: int
    why: str


class Rules(_Strict, frozen=True):
    """Content of ``rules.yaml``."""

    groups: dict[str, Group]
    fields: dict[str, Field]
    collected: dict[str, str]
    language: Language
    differences: Differences

    def rank(self, field: str, source: str) -> tuple[int, int]:
        """Return how far behind the best a source stands for a field: group, place in it."""
        for position, name in enumerate(self.fields[field].order):
            sources = self.groups[name].sources
            if source in sources:
                return position, sources.index(source)
        return len(self.fields[field].order), 0


DERIVED = frozenset({"aliases", "related", "differences", "inferred_sectors"})
"""Fields that no source tells."""
_GIVEN = frozenset({"id", "language", "provenance"})


@cache
def rules() -> Rules:
    """Return the rules. Raises DataError naming the key, or the field that has no rule."""
    text = files("indexer.merging").joinpath("rules.yaml").read_text(encoding="utf-8")
    read = parse(text, "rules.yaml", Rules)
    ruled = {*read.fields, *read.collected}
    ruled |= {name for field in read.fields.values() for name in field.together}
    odd = ruled ^ (set(Organisation.__struct_fields__) - DERIVED - _GIVEN)
    if odd:
        raise DataError(f"rules.yaml: fields and records differ: {', '.join(sorted(odd))}.")
    return read
