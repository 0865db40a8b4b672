"""The golden queries as ``data/golden_queries.yaml`` states them."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Literal

import msgspec

from core.errors import DataError
from core.strict import parse
from matching.request import Collection, SearchRequest

FILE = "golden_queries.yaml"
FIRST = 10
"""Hits that are looked at: the first page."""
By = Literal["name", "folded_name", "identifier"]

_EXACT = ("country", "kind", "language", "type")


class Expected(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Properties that a document bears, all of those that are told."""

    country: str | None = None
    kind: str | None = None
    language: str | None = None
    type: str | None = None
    sectors: tuple[str, ...] = ()
    """NACE Rev. 2.1 at any level; one of them is registered."""

    def filters(self) -> list[dict[str, Any]]:
        """Return the clauses that such documents match."""
        told: list[dict[str, Any]] = [{"term": {name: value}} for name, value in self._exact()]
        return [*told, {"terms": {"sectors": list(self.sectors)}}] if self.sectors else told

    def fits(self, document: Mapping[str, Any]) -> bool:
        """Tell whether ``document``, as it was indexed, bears them."""
        exact = all(document.get(name) == value for name, value in self._exact())
        held = document.get("sectors", ())
        return exact and (not self.sectors or any(code in held for code in self.sectors))

    def __str__(self) -> str:
        """Return them in one line: ``country CZ, sectors 25.40 or 25.53``."""
        told = [f"{name} {value}" for name, value in self._exact()]
        return ", ".join([*told, f"sectors {' or '.join(self.sectors)}"] if self.sectors else told)

    def _exact(self) -> list[tuple[str, str]]:
        values = ((name, getattr(self, name)) for name in _EXACT)
        return [(name, value) for name, value in values if value is not None]


class Golden(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A query, and what must be among its first hits."""

    text: str
    language: Literal["de", "cs", "en"]
    expect: Expected
    among: int
    """So many of the first ten bear it, at least."""
    start: int = msgspec.field(name="from")
    """Documents with these properties in the index from which on that holds."""
    why: str
    collection: Collection = "organisations"

    @property
    def request(self) -> SearchRequest:
        """What is searched for."""
        return SearchRequest(
            collection=self.collection, text=self.text, language=self.language, size=FIRST
        )


class Drawn(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Queries that are made of organisations of the index."""

    by: By
    """What is typed: the name, the name without accents, or an official number."""
    country: str
    draw: int
    """Organisations that are drawn."""
    within: int
    """Among so many first hits stands one that bears the same."""
    why: str


class GoldenFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``golden_queries.yaml``."""

    queries: tuple[Golden, ...]
    drawn: tuple[Drawn, ...]


def parse_golden(text: str, name: str = FILE) -> GoldenFile:
    """Return the golden queries in ``text``; raises DataError naming file and query."""
    parsed = parse(text, name, GoldenFile)
    for query in parsed.queries:
        if not query.expect.filters():
            raise DataError(f"{name}: {query.text!r} expects nothing.")
        if not 1 <= query.among <= min(FIRST, query.start):
            raise DataError(f"{name}: {query.text!r} expects more of ten than there may be.")
    for drawn in parsed.drawn:
        if not 1 <= drawn.within <= FIRST:
            raise DataError(f"{name}: only the first {FIRST} hits of a drawn query are looked at.")
    return parsed


@cache
def golden() -> GoldenFile:
    """Return the golden queries of the program."""
    return parse_golden(files("evaluation").joinpath("data", FILE).read_text(encoding="utf-8"))
