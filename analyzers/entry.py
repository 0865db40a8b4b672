"""One entry of the glossary, and the rules that a row of it keeps, wherever it was written down.

Columns of a row, in a file as in a form:

``id``         stable name of the entry, seen in links as ``g:ID``
``de cs en``   terms, separated by ``; ``; the first is the headword, the others are its synonyms
``pos``        noun, phrase, adjective or verb
``direction``  both, de-cs or cs-de: between German and Czech, which way the entry is taken
``sector``     NACE Rev. 2.1 code that the entry speaks of, or empty
``whole``      yes: too general to be found as the last part of a longer German compound
               (Maschinen in Textilmaschinen)
``note``       what a reader must know; a term that stands in two entries needs one
"""

import re
from collections.abc import Iterator, Mapping
from typing import Literal, cast

import msgspec

from analyzers.faults import Fault
from core.errors import DataError

LANGUAGES = ("de", "cs", "en")
COLUMNS = ("id", "de", "cs", "en", "pos", "direction", "sector", "whole", "note")
ALLOWED = {
    "pos": ("noun", "phrase", "adjective", "verb"),
    "direction": ("both", "de-cs", "cs-de"),
    "whole": ("", "yes"),
}

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_SECTOR = re.compile(r"[A-V]|\d\d(\.\d\d?)?|")
_UNWRITABLE = re.compile("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\ufeff\ud800-\udfff]")
"""Control characters, marks that nobody sees, and halves of characters."""
_LONGEST = {"id": 60, "note": 300}
_LONGEST_TERM = 80
_MOST_TERMS = 20
"""About twice what the longest in the files have: enough for any trade, too little for a text that
was pasted by mistake. Each term is a clause of the searches that name its entry."""

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


def of_row(row: Mapping[str, str], place: str) -> Entry:
    """Return the entry of a row. Raises DataError, which begins with ``place``, where it is wrong:
    see :func:`faults`."""
    for fault in faults(row):
        raise DataError(f"{place}: {fault.sentence()}")
    return Entry(
        id=row["id"],
        de=_terms(row["de"]),
        cs=_terms(row["cs"]),
        en=_terms(row["en"]),
        pos=row["pos"],
        direction=cast("Direction", row["direction"]),
        sector=row["sector"],
        whole=row["whole"] == "yes",
        note=row["note"],
    )


def faults(row: Mapping[str, str]) -> Iterator[Fault]:
    """Yield what is wrong with a row: values outside the allowed ones, terms that are empty, come
    twice or cannot be written, and what is longer than a person reads."""
    for column, allowed in ALLOWED.items():
        if row[column] not in allowed:
            values = {"value": row[column], "allowed": ", ".join(allowed)}
            yield Fault("choice", column, values)
    if not _ID.fullmatch(row["id"]):
        yield Fault("id", "id", {"value": row["id"]})
    if not _SECTOR.fullmatch(row["sector"]):
        yield Fault("sector", "sector", {"value": row["sector"]})
    for column in ("id", "note"):
        if len(row[column]) > _LONGEST[column]:
            yield Fault("long", column, {"most": str(_LONGEST[column])})
    for column in COLUMNS:
        if _UNWRITABLE.search(row[column]):
            yield Fault("characters", column)
    for language in LANGUAGES:
        yield from _faults_of_terms(row[language], language)


def to_row(entry: Entry) -> dict[str, str]:
    """Return the row of ``entry``: the way back from :func:`of_row`."""
    return {
        "id": entry.id,
        **{language: "; ".join(entry.terms(language)) for language in LANGUAGES},
        "pos": entry.pos,
        "direction": entry.direction,
        "sector": entry.sector,
        "whole": "yes" if entry.whole else "",
        "note": entry.note,
    }


def _faults_of_terms(cell: str, language: str) -> Iterator[Fault]:
    terms = _terms(cell)
    if not all(term and term == " ".join(term.split()) and ";" not in term for term in terms):
        yield Fault("separated", language)
    if len({term.casefold() for term in terms}) < len(terms):
        yield Fault("twice", language)
    if len(terms) > _MOST_TERMS:
        yield Fault("many", language, {"most": str(_MOST_TERMS)})
    if max(map(len, terms)) > _LONGEST_TERM:
        yield Fault("long", language, {"most": str(_LONGEST_TERM)})


def _terms(cell: str) -> tuple[str, ...]:
    return tuple(cell.split("; "))
