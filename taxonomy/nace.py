"""NACE Rev. 2.1 with its titles, and the ways that lead to it from older and national codes.

Four editions are known. CZ-NACE 2025 is NACE Rev. 2.1 and CZ-NACE 2008 is NACE Rev. 2; both add a
fifth digit of their own. WZ 2025 and WZ 2008 are their German counterparts, which differ from NACE
in the fifth digit only. Registers write the codes with and without dots, filled up with zeros
(``46900``), cut short (``581``) and sometimes without their leading zero.
"""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from core.records import Edition
from taxonomy import tables

LANGUAGES = ("de", "cs", "en")

_SPELLING = re.compile(r"[A-V]?\s*(\d{1,2}(?:[.\s]?\d){0,3}|\d{1,5})\.?")
_ONE_DIGIT_DIVISION = re.compile(r"[A-V]?\s*\d\.")
_TWO_DIGIT_DIVISION = re.compile(r"[A-V]?\s*\d\d[.\s]")
"""62.01 of an older edition is not 06.20 whose zero was lost: the dot says what the division is."""
_LETTER = re.compile(r"[A-V]")


@dataclass(frozen=True)
class _Tables:
    titles: Mapping[str, Mapping[str, str]]
    """Rev. 2.1 code (``25.53`` or ``C``) to titles by language."""
    sections: Mapping[str, str]
    """Division to section letter."""
    children: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class _Ways:
    known: Mapping[Edition, frozenset[str]]
    """All dotted codes and section letters of each edition."""
    targets: Mapping[Edition, Mapping[str, tuple[str, ...]]]
    """For each code of an older edition the Rev. 2.1 codes of the same level."""


def title(code: str, language: str) -> str:
    """Return the official title of a Rev. 2.1 code (``C``, ``25``, ``25.5``, ``25.53``).

    Raises KeyError for a code that Rev. 2.1 does not have and for another language than de, cs, en.
    """
    return _tables().titles[code][language]


def exists(code: str) -> bool:
    """Tell whether Rev. 2.1 has ``code`` in its dotted spelling."""
    return code in _tables().titles


def levels(code: str) -> tuple[str, ...]:
    """Return section, division, group and class down to ``code``: ``("C", "25", "25.5", "25.53")``.

    Raises KeyError for a code that Rev. 2.1 does not have.
    """
    if not exists(code):
        raise KeyError(code)
    if _LETTER.fullmatch(code):
        return (code,)
    ladder = tuple(cut for cut in (code[:2], code[:4], code[:5]) if len(cut) != 3)
    return (_tables().sections[code[:2]], *dict.fromkeys(ladder))


def children(code: str) -> tuple[str, ...]:
    """Return the codes one level below ``code`` in the order of the classification."""
    return _tables().children.get(code, ())


def sections() -> tuple[str, ...]:
    """Return the section letters in order."""
    return tuple(code for code in _tables().titles if _LETTER.fullmatch(code))


def all_codes() -> tuple[str, ...]:
    """Return all sections, divisions, groups and classes in order."""
    return tuple(_tables().titles)


def all_classes() -> tuple[str, ...]:
    """Return all four-digit classes (``01.11`` to ``99.00``) in order."""
    return tuple(code for code in _tables().titles if len(code) == 5)


def normalised(code: str, edition: Edition) -> str | None:
    """Return ``code`` as ``edition`` writes it, with dots, or None where it has no such code.

    Zeros that fill a group or division up to five digits are dropped when no such class exists
    (``25600`` is group ``25.6``); a lost leading zero is put back only where the code is written
    without dots and would mean nothing without it (``1110`` is ``01.11``).
    """
    text = code.strip().upper()
    if _LETTER.fullmatch(text):
        return text if text in _ways().known[edition] else None
    match = _SPELLING.fullmatch(text)
    if not match:
        return None
    digits = re.sub(r"\D", "", match[1])
    if _ONE_DIGIT_DIVISION.match(text):
        return _known("0" + digits, edition)
    if _TWO_DIGIT_DIVISION.match(text):
        return _known(digits, edition)
    return _known(digits, edition) or _known("0" + digits, edition)


def to_rev21(code: str, edition: Edition) -> tuple[tuple[str, ...], bool]:
    """Return the Rev. 2.1 codes that ``code`` of ``edition`` leads to, and whether that is inexact.

    Inexact means that there are several. An unknown code leads nowhere: ``((), False)``.
    The ways are those of the German statistical office from WZ 2008 to WZ 2025, whose first four
    digits are NACE's.
    """
    known = normalised(code, edition)
    if known is None:
        return (), False
    if edition in ("NACE2.1", "WZ2025"):
        return (known[:5],), False
    targets = _ways().targets[edition].get(known, ())
    return targets, len(targets) > 1


def _known(digits: str, edition: Edition) -> str | None:
    """Find the code that ``digits`` stand for, cutting filling zeros and national digits."""
    codes = _ways().known[edition]
    longest = 5 if edition.startswith("WZ") else 4
    if len(digits) > 5 or len(digits) < 2:
        return None
    digits = digits[:longest]
    while len(digits) >= 2:
        dotted = _dotted(digits)
        if dotted in codes:
            return dotted
        if not digits.endswith("0"):
            return None
        digits = digits[:-1]
    return None


def _dotted(digits: str) -> str:
    return ".".join(part for part in (digits[:2], digits[2:4], digits[4:]) if part)


@cache
def _tables() -> _Tables:
    titles: dict[str, dict[str, str]] = {}
    section_of: dict[str, str] = {}
    below: dict[str, list[str]] = defaultdict(list)
    letter = ""
    for row in tables.rows("nace/nace_rev21_de_cs_en.csv", ("code", "level", *LANGUAGES)):
        code = row["code"]
        titles[code] = {language: row[language] for language in LANGUAGES}
        if _LETTER.fullmatch(code):
            letter = code
        elif len(code) == 2:
            section_of[code] = letter
            below[letter].append(code)
        else:
            below[code[:2] if len(code) == 4 else code[:4]].append(code)
    return _Tables(titles, section_of, {code: tuple(found) for code, found in below.items()})


@cache
def _ways() -> _Ways:
    wz2008, letters2008 = _german("nace/wz2008_de.csv")
    wz2025, _ = _german("nace/wz2025_de.csv")
    rev21 = frozenset(_tables().titles)
    known: dict[Edition, frozenset[str]] = {
        "NACE2.1": rev21,
        "NACE2": frozenset(code for code in wz2008 if len(code) <= 5),
        "WZ2025": wz2025 | rev21,
        "WZ2008": wz2008,
    }
    targets: dict[str, dict[str, None]] = defaultdict(dict)
    columns = ("wz2025", "wz2008", "partial", "title_wz2008")
    for row in tables.rows("nace/wz2025_to_wz2008.csv", columns):
        old, new = row["wz2008"], row["wz2025"]
        for length in (2, 4, 5):
            targets[old[:length]][new[:length]] = None
        targets[old][new[:5]] = None
        targets[letters2008[old[:2]]][_tables().sections[new[:2]]] = None
    ways = {code: tuple(sorted(found)) for code, found in targets.items()}
    return _Ways(known, {"NACE2": ways, "WZ2008": ways})


def _german(name: str) -> tuple[frozenset[str], dict[str, str]]:
    """Return the codes of a WZ edition and the section letter of each division."""
    codes: set[str] = set()
    letters: dict[str, str] = {}
    for row in tables.rows(name, ("code", "level", "parent", "de")):
        codes.add(row["code"])
        if row["level"] == "2":
            letters[row["code"]] = row["parent"]
    return frozenset(codes), letters
