"""The bilingual glossary of the trade: German, Czech and English terms that mean the same.

Each file of ``glossary/`` is one field of trade, written for this project. Columns:

``id``         stable name of the entry, seen in links as ``g:ID``
``de cs en``   terms, separated by ``; ``; the first is the headword
``pos``        noun, phrase, adjective or verb
``direction``  both, de-cs or cs-de: between German and Czech, which way the entry is taken
``sector``     NACE Rev. 2.1 code that the entry speaks of, or empty
``whole``      yes: too general to be found as the last part of a longer German compound
               (Maschinen in Textilmaschinen)
``note``       what a reader must know; a term that stands in two entries needs one
"""

import csv
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Literal, cast

import msgspec

from core.errors import DataError

FOLDER = Path(__file__).parent / "glossary"
LANGUAGES = ("de", "cs", "en")

_COLUMNS = ["id", "de", "cs", "en", "pos", "direction", "sector", "whole", "note"]
_ALLOWED = {
    "pos": ("noun", "phrase", "adjective", "verb"),
    "direction": ("both", "de-cs", "cs-de"),
    "whole": ("", "yes"),
}
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_SECTOR = re.compile(r"[A-V]|\d\d(\.\d\d?)?|")

Direction = Literal["both", "de-cs", "cs-de"]


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """Terms of one meaning. ``de[0]``, ``cs[0]`` and ``en[0]`` are the headwords."""

    id: str
    de: tuple[str, ...]
    cs: tuple[str, ...]
    en: tuple[str, ...]
    pos: str
    direction: Direction
    sector: str
    whole: bool
    note: str

    def terms(self, language: str) -> tuple[str, ...]:
        """Return the terms in ``language`` (de, cs or en), headword first."""
        return cast("tuple[str, ...]", getattr(self, language))

    def leads(self, source: str, target: str) -> bool:
        """Tell whether a term of ``source`` may be replaced by those of ``target``."""
        return source != target and (
            self.direction == "both"
            or "en" in (source, target)
            or self.direction == f"{source}-{target}"
        )


@lru_cache(maxsize=1)
def entries() -> tuple[Entry, ...]:
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
            for language in LANGUAGES:
                for term in entry.terms(language):
                    other = owners.setdefault((language, term.casefold()), entry)
                    if other is not entry and not (entry.note or other.note):
                        raise DataError(
                            f"{place}: {language} {term!r} stands at {places[other.id]} already; "
                            "remove it from one of the two, or tell them apart in a note."
                        )
            found.append(entry)
    return tuple(found)


def _rows(path: Path) -> Iterator[tuple[str, Entry]]:
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file, strict=True)
        if reader.fieldnames != _COLUMNS:
            raise DataError(f"{path.name}: the columns must be {', '.join(_COLUMNS)}.")
        for row in reader:
            place = f"{path.name} line {reader.line_num}"
            if None in row or None in row.values():
                raise DataError(f"{place}: a row has {len(_COLUMNS)} columns.")
            yield place, _entry(row, place)


def _entry(row: dict[str, str], place: str) -> Entry:
    for column, allowed in _ALLOWED.items():
        if row[column] not in allowed:
            raise DataError(
                f"{place}: {column} is {row[column]!r}, it must be one of {', '.join(allowed)}."
            )
    if not _ID.fullmatch(row["id"]):
        raise DataError(f"{place}: id {row['id']!r} must be lower-case words joined by hyphens.")
    if not _SECTOR.fullmatch(row["sector"]):
        raise DataError(f"{place}: sector {row['sector']!r} is no NACE Rev. 2.1 code.")
    return Entry(
        id=row["id"],
        de=_terms(row["de"], "de", place),
        cs=_terms(row["cs"], "cs", place),
        en=_terms(row["en"], "en", place),
        pos=row["pos"],
        direction=cast("Direction", row["direction"]),
        sector=row["sector"],
        whole=row["whole"] == "yes",
        note=row["note"],
    )


def _terms(cell: str, language: str, place: str) -> tuple[str, ...]:
    terms = tuple(cell.split("; "))
    if not all(term and term == " ".join(term.split()) and ";" not in term for term in terms):
        raise DataError(f"{place}: {language} must be terms separated by '; '.")
    if len({term.casefold() for term in terms}) < len(terms):
        raise DataError(f"{place}: {language} names a term twice.")
    return terms
