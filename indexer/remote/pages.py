"""The pages of a search, put together."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from indexer.remote.contract import Misfit
from indexer.remote.refusals import Json

PAGE = 500
"""Subjects asked for at once: the largest search, of 1,000, has two pages."""
_TWICE = 2
"""Times that a search is read whose pages shift while they are turned."""


@dataclass
class Found:
    """What a search gave."""

    subjects: dict[str, Json] = field(default_factory=dict)
    """Basic answers by number."""
    misfits: list[Misfit] = field(default_factory=list)
    """Of subjects whose answer does not fit the contract."""
    missing: int = 0
    """Subjects that were counted but not given."""


@dataclass(frozen=True)
class Page:
    """One page as it came."""

    total: int
    """Subjects that the whole search is said to have."""
    subjects: list[Any]


def together(turn: Callable[[int], Page], check: Callable[[Any], Json]) -> Found:
    """Return all subjects of a search.

    ``turn`` gives the page that begins at a position, ``check`` a subject that fits the contract;
    each is checked alone, so that one that does not fit leaves the others. Pages that repeat what
    was there before are the last.
    """
    found = Found()
    for _ in range(_TWICE):
        total, numberless = _read(turn, check, found)
        given = len(found.subjects) + len(found.misfits) + numberless
        found.missing = max(0, total - given)
        if not found.missing:
            break
    return found


def _read(
    turn: Callable[[int], Page], check: Callable[[Any], Json], found: Found
) -> tuple[int, int]:
    """Turn all pages once; return the total that is told, and how many have no number."""
    start, total, numberless = 0, 1, 0
    seen: set[str] = set()
    found.misfits = []
    while start < total:
        page = turn(start)
        total, before = page.total, len(seen) + numberless + len(found.misfits)
        for item in page.subjects:
            try:
                subject = check(item)
            except Misfit as misfit:
                found.misfits.append(misfit)
                continue
            number = subject.get("ico")
            if number:
                seen.add(number)
                found.subjects[number] = subject
            else:
                numberless += 1
        if len(seen) + numberless + len(found.misfits) == before:
            break
        start += len(page.subjects)
    return total, numberless
