"""The Common Procurement Vocabulary (CPV 2008) with its titles in German, Czech and English.

Codes have eight digits and are kept without the check digit that notices write behind a hyphen.
Trailing zeros tell the level: division 2, group 3, class 4, category 5, then finer.
"""

import re
from collections.abc import Mapping
from functools import cache

from taxonomy import tables

LANGUAGES = ("de", "cs", "en")
PREFIX_LENGTHS = (2, 3, 4, 5, 8)
"""Digits of the prefixes that documents carry."""

_SPELLING = re.compile(r"(\d{8})(?:-\d)?")


def title(code: str, language: str) -> str:
    """Return the official title of an eight-digit code.

    Raises KeyError for an unknown code and for another language than de, cs, en.
    """
    return _titles()[code][language]


def exists(code: str) -> bool:
    """Tell whether CPV 2008 has the eight-digit ``code``."""
    return code in _titles()


def normalised(code: str) -> str | None:
    """Return the eight digits of ``44316000`` or ``44316000-8``.

    None where CPV has no such code. A lost leading zero (``3000000``) is put back.
    """
    text = code.strip()
    if re.fullmatch(r"\d{7}(-\d)?", text):
        text = "0" + text
    match = _SPELLING.fullmatch(text)
    return match[1] if match and exists(match[1]) else None


def prefixes(code: str) -> tuple[str, ...]:
    """Return the prefixes of ``code`` that say something: zeros at the end are no level.

    ``44316000`` gives ``44``, ``443``, ``4431``, ``44316`` and ``44316000``.
    """
    meaning = max(2, len(code.rstrip("0")))
    shorter = tuple(code[:length] for length in PREFIX_LENGTHS[:-1] if length <= meaning)
    return (*shorter, code)


def all_codes() -> tuple[str, ...]:
    """Return all codes in the order of the vocabulary."""
    return tuple(_titles())


@cache
def _titles() -> Mapping[str, Mapping[str, str]]:
    columns = ("code", "level", "parent", *LANGUAGES)
    return {
        row["code"]: {language: row[language] for language in LANGUAGES}
        for row in tables.rows("cpv/cpv2008_de_cs_en.csv", columns)
    }
