"""Names as they are compared: one spelling for all ways to write the same name."""

import csv
import re
from functools import cache, lru_cache
from importlib.resources import files

from indexer.normalise.text import word_key
from taxonomy import legalforms

_WORD = re.compile(r"[^\W_]+(?:['’`´][^\W_]+)*\.?|[&+]")
_APOSTROPHES = str.maketrans("", "", "'’`´.")
_AND = frozenset({"&", "+", "und", "u", "and", "et"})
_CZECH_AND = "a"
_FIRM = frozenset({"firma", "fa"})
"""What some write before a name (Fa. Müller), and others do not."""


@lru_cache(maxsize=65_536)
def comparison(name: str, country: str) -> str:
    """Return the form of ``name`` that is compared, empty where nothing of it is a word.

    Without legal form and state of dissolution, case, accents, punctuation and quotation marks; ä,
    ae and a are one, and so are "&", "und" and "a"; abbreviations are written out
    (``indexer/normalise/data/abbreviations.csv``); initials are joined (``A. B. C.`` is ``abc``).
    Numbers and Roman numerals stay. ``country`` is that of the organisation.
    """
    stem = legalforms.parse(name, country).stem
    written = _WORD.findall(stem)
    words = [_word(one, country) for one in written if not _joins(one, country)]
    if len(words) > 1 and words[0] in _FIRM:
        del words[0]
    return " ".join(_initials_joined(words)) or " ".join(filter(None, map(word_key, written)))


def _joins(word: str, country: str) -> bool:
    """Tell whether a word says no more than "and"."""
    low = word.lower().removesuffix(".")
    return low in _AND or (country == "CZ" and low == _CZECH_AND and not word.endswith("."))


def _word(word: str, country: str) -> str:
    dotted = word.endswith(".")
    plain = word_key(word.translate(_APOSTROPHES))
    known = _abbreviations(country)
    whole = known.get(plain) if dotted else None
    if whole is not None:
        return whole
    ending = next((end for end in _ENDINGS if dotted and plain.endswith(end)), "")
    return plain.removesuffix(ending) + known[ending] if ending in known else plain


def _initials_joined(words: list[str]) -> list[str]:
    """Return the words with single letters in a row made one."""
    found: list[str] = []
    single = False
    for word in words:
        letter = len(word) == 1 and word.isalpha()
        if letter and single:
            found[-1] += word
        else:
            found.append(word)
        single = letter
    return found


_ENDINGS = ("ges",)
"""Abbreviations that also close compounds: Handelsges."""


@cache
def _abbreviations(country: str) -> dict[str, str]:
    """Return the words that abbreviations with a dot stand for."""
    file = files("indexer").joinpath("normalise", "data", "abbreviations.csv")
    with file.open(encoding="utf-8") as rows:
        return {
            row["abbreviation"]: word_key(row["word"])
            for row in csv.DictReader(rows)
            if row["country"] == country
        }
