"""The bilingual glossary of the trade: German, Czech and English terms that mean the same.

Each file of ``glossary/`` is one field of trade, written for this project; :mod:`analyzers.entry`
describes its columns. People who know the trade change it by an overlay (:mod:`analyzers.overlay`).
"""

import csv
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from analyzers import overlay
from analyzers.entry import COLUMNS, LANGUAGES, Direction, Entry, of_row
from core.errors import DataError

__all__ = ["FOLDER", "LANGUAGES", "Direction", "Entry", "collisions", "entries", "load", "of_files"]

FOLDER = Path(__file__).parent / "glossary"


@overlay.cached("term", maxsize=overlay.AT_ONCE)
def entries() -> tuple[Entry, ...]:
    """Return the entries that hold: those of the files, by file name and line, as far as the
    current overlay leaves them, then those that it adds."""
    changes = overlay.current()
    own = {entry.id: entry for entry in changes.entries}
    gone = frozenset(changes.removed)
    kept = [own.pop(one.id, one) for one in of_files() if one.id not in gone]
    return (*kept, *own.values())


@cache
def of_files() -> tuple[Entry, ...]:
    """Return the entries of the product's own glossary, by file name and line."""
    return load(FOLDER)


def load(folder: Path) -> tuple[Entry, ...]:
    """Read every ``*.csv`` of ``folder``.

    Raises DataError naming file, line and column of the first thing that is wrong: a column
    that is missing or unknown, a value outside the allowed ones, an id that comes twice, or
    a term that stands in two entries of which none has a note.
    """
    found: list[Entry] = []
    places: dict[str, str] = {}
    owners: dict[tuple[str, str], Entry] = {}
    for path in sorted(folder.glob("*.csv")):
        for place, entry in _rows(path):
            if entry.id in places:
                raise DataError(f"{place}: id {entry.id!r} stands at {places[entry.id]} already.")
            places[entry.id] = place
            for language, term, other in _shared(entry, owners):
                raise DataError(
                    f"{place}: {language} {term!r} stands at {places[other.id]} already; "
                    "remove it from one of the two, or tell them apart in a note."
                )
            found.append(entry)
    return tuple(found)


def collisions(entry: Entry, others: Iterable[Entry]) -> Iterator[tuple[str, str, Entry]]:
    """Yield language, term and other entry where ``entry`` shares a term and no note tells them
    apart."""
    owners: dict[tuple[str, str], Entry] = {}
    for other in others:
        for language in LANGUAGES:
            for term in other.terms(language):
                owners.setdefault((language, term.casefold()), other)
    yield from _shared(entry, owners)


def _shared(entry: Entry, owners: dict[tuple[str, str], Entry]) -> Iterator[tuple[str, str, Entry]]:
    for language in LANGUAGES:
        for term in entry.terms(language):
            other = owners.setdefault((language, term.casefold()), entry)
            if other is not entry and not (entry.note or other.note):
                yield language, term, other


def _rows(path: Path) -> Iterator[tuple[str, Entry]]:
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file, strict=True)
        if reader.fieldnames != list(COLUMNS):
            raise DataError(f"{path.name}: the columns must be {', '.join(COLUMNS)}.")
        for row in reader:
            place = f"{path.name} line {reader.line_num}"
            if None in row or None in row.values():
                raise DataError(f"{place}: a row has {len(COLUMNS)} columns.")
            yield place, of_row(row, place)
