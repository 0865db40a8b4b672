"""Searches of one district, each narrow enough for ARES.

ARES finds by municipality, legal form and the beginning of a name (among others), but not by
district or date, and refuses more than 1,000 results. A search that is too wide is split: first by
legal form, then by the first letters of the name. What cannot be split further is told as a gap.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from indexer.remote.ares import Ares
from indexer.remote.pages import Found
from indexer.remote.refusals import TooMany
from taxonomy import legalforms, places

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789ÁČĎÉĚÍŇÓŘŠŤÚŮÝŽ"
"""What Czech names begin with. Whether ARES tells Č from C is not written down, so both are asked;
what is found twice is taken once."""
_LONGEST_BEGINNING = 2
"""Letters: more than 1,000 firms of one form and two letters are in no town of this region."""


@dataclass(frozen=True)
class Search:
    """One search: a municipality, legal forms, the beginning of a name."""

    municipality: str
    """Code of the municipality (kód obce)."""
    forms: tuple[str, ...]
    """Numbers of code list 56."""
    beginning: str = ""

    @property
    def label(self) -> str:
        """Return what tells this search from others."""
        return f"{self.municipality} {self.forms[0]}-{self.forms[-1]} {self.beginning}".rstrip()

    @property
    def filter(self) -> dict[str, Any]:
        """Return it as ARES wants it."""
        named = {"obchodniJmeno": self.beginning} if self.beginning else {}
        return {
            "sidlo": {"kodObce": int(self.municipality)},
            "pravniForma": list(self.forms),
            **named,
        }

    def narrower(self) -> "list[Search]":
        """Return searches that find the same together, or none where it cannot be split."""
        if len(self.forms) > 1:
            middle = len(self.forms) // 2
            halves = self.forms[:middle], self.forms[middle:]
            return [replace(self, forms=half) for half in halves]
        if len(self.beginning) < _LONGEST_BEGINNING:
            return [replace(self, beginning=self.beginning + letter) for letter in _LETTERS]
        return []


def of_district(district: str, *, natural_persons: bool) -> tuple[Search, ...]:
    """Return one search for each municipality of a Czech district (``CZ0421``).

    Searches for natural persons too, where they are wanted; otherwise ARES is not asked for them.
    """
    forms = tuple(
        sorted(
            form.code.removeprefix("cz-")
            for form in legalforms.forms().values()
            if form.country == "CZ" and (natural_persons or not form.natural_person)
        )
    )
    return tuple(
        Search(one.code, forms)
        for one in places.municipalities()
        if one.country == "CZ" and one.district == district
    )


def found(ares: Ares, search: Search, gap: Callable[[Search, int], None]) -> Iterator[Found]:
    """Yield what a search and, where it is too wide, the narrower ones find.

    Calls ``gap`` with a search that cannot give all, and how many are missing (0: not known).
    """
    try:
        one = ares.search(search.filter)
    except TooMany as error:
        yield from _narrower(ares, search, error.total, gap)
        return
    if one.missing:
        gap(search, one.missing)
    yield one


def _narrower(
    ares: Ares, search: Search, total: int, gap: Callable[[Search, int], None]
) -> Iterator[Found]:
    parts: Sequence[Search] = search.narrower()
    numbers: set[str] = set()
    misfits = 0
    for part in parts:
        for one in found(ares, part, gap):
            numbers.update(one.subjects)
            misfits += len(one.misfits)
            yield one
    by_name = len(search.forms) == 1 and not search.beginning
    missing = total - len(numbers) - misfits
    if not parts or (by_name and missing > 0):
        gap(search, max(missing, 0))
