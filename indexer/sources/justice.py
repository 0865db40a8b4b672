"""The public registers of the Czech courts as open data: XML files for each form, court and year.

A file of the kind ``full`` holds what was deleted too, which is history: former names are kept,
former seats and activities are not. A subject is in the file of every year in which it existed,
so the newest file that has it decides, and older ones only tell of subjects that no newer one has.
Persons are not read; see ``justice_subject``.
"""

import io
import re
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from indexer.sources import archives, xml
from indexer.sources.base import SUPERSEDED, Context, Outcome, Row, Source, guarded
from indexer.sources.justice_organisation import outcome
from indexer.sources.justice_subject import Subject, own

_EXPECTED = "open data of the Czech public registers (XML)"
_ENDINGS = frozenset({".xml"})
_DIGITS = 8
"""Of an IČO; leading zeros may be lost."""
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


class _Rank(NamedTuple):
    """What tells the newer of two files."""

    year: str
    """Of the file's name, empty where it has none."""
    full: bool
    """With history, which a file of the same year without it does not add to."""


def _read(files: Sequence[Path], context: Context) -> Iterator[Outcome]:
    """Read the files by their years, the newest first."""

    def parts() -> Iterator[archives.Part]:
        return archives.parts(files, _ENDINGS, _EXPECTED)

    ranks = sorted({_rank(part.name) for part in parts()}, reverse=True)
    newer: set[int] = set()
    for rank in ranks:
        here: set[int] = set()
        read = partial(_subjects, context=context, year=rank.year, newer=newer, here=here)
        ranked = (part for part in parts() if _rank(part.name) == rank)
        yield from archives.each_part(ranked, context, read)
        newer |= here


def _rank(name: str) -> _Rank:
    stem = PurePosixPath(name).name.lower()
    years = _YEAR.findall(stem)
    return _Rank(years[-1] if years else "", "full" in stem)


def _subjects(
    file: io.BufferedReader,
    name: str,
    context: Context,
    year: str,
    newer: set[int],
    here: set[int],
) -> Iterator[Outcome]:
    for element in xml.elements(file, name, "Subjekt", _EXPECTED, frame="xml"):
        key = _key(own(element, "ico"))
        if key in newer:
            yield SUPERSEDED
            continue
        if key:
            here.add(key)
        row = Row(context, name, element.sourceline or 0)
        yield guarded(row, partial(_outcome, element=element, year=year))


def _key(ico: str) -> int:
    """Return an IČO as a number, which a million of takes less memory; 0 where it is none."""
    is_one = ico.isascii() and ico.isdigit() and len(ico) <= _DIGITS
    return int(ico) if is_one else 0


def _outcome(row: Row, element: xml.Element, year: str) -> Outcome:
    return outcome(row, Subject(element), year)


SOURCE = Source(
    name="justice",
    title="Czech public registers as open data of the courts: XML, plain, .gz, .zip or a folder",
    read=_read,
    attribution="Ministerstvo spravedlnosti ČR, Veřejný rejstřík, otevřená data",
)
