"""Streets and numbers of houses: told apart, and in one spelling for comparing."""

import csv
import re
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from indexer.normalise.text import word_key

_ONE = r"\d{1,5}(?:\s?[a-zA-Z](?![\w.]))?(?:\s?½|\s1/2)?"
_SEVERAL = rf"{_ONE}(?:\s?(?:[-–/+&,]|u\.|und|bis|až)\s?(?:{_ONE}|[a-zA-Z](?!\w)))*"
_IN_HOUSE = (
    r"(?:,?\s+(?:Haus|Gebäude|Geb\.|Halle|Block|Aufgang|Etage|Stock|EG|OG|budova|hala|areál"
    r"|\d\.\s?(?:OG|UG|Stock|Etage|patro))\b.*)?"
)
_NUMBERED = r"(?:Haus)?Nr\.?|No\.?|č\.?\s?p\.?|č\.?|čís\.?|číslo(?:\s+popisné)?"
_BY_LIST = r"č\.?\s?ev\.?|č\.?\s?e\.?|ev\.\s?č\.?|e\.\s?č\.?|evid\.\s?č\.?"
_LINE = re.compile(
    rf"(?P<street>.*?)[\s,]*(?:\b(?:(?P<listed>{_BY_LIST})|{_NUMBERED})\s*|(?<![\d\s/.-])\s*"
    rf"|(?<=\.)|(?<=\.)\s+|(?<=\d)[\s,]+|^)(?P<number>{_SEVERAL}{_IN_HOUSE})",
    re.IGNORECASE,
)
_SQUARE = re.compile(rf"(?P<street>[A-U]\s?[1-9]\d?),?\s+(?P<number>{_SEVERAL})")
"""Streets of Mannheim have no names, but blocks: Q 7, 24."""
_NO_STREET = re.compile(
    r"(?:Postfach|PF|P\.\s?O\.\s?Box|poste restante)\b.*|.*\b[A-Z]\s?\d{1,3}|.*\bkm\s?\d[\d.,]*",
    re.IGNORECASE,
)
"""A post office box, a motorway (An der B 96) or a distance ends with a number that is no house."""

_LONGEST = 200
"""Characters; what is longer is no street."""


class Street(NamedTuple):
    """A street and the number of a house; empty where an address does not tell."""

    name: str = ""
    number: str = ""


def split(line: str) -> Street:
    """Return ``Hauptstr. 5 a`` as street and number, also ``Masarykova 1134/8`` and ``č.p. 15``.

    Numbers that belong to a name stay there: Straße des 17. Juni, 28. října. A Czech number of the
    second list (evidenční) keeps its mark, since both lists count from one: ``č. ev. 15``.
    """
    line = line.strip(" ,;")
    if len(line) > _LONGEST:
        return Street(line)
    match = _SQUARE.fullmatch(line) or (None if _boxed(line) else _LINE.fullmatch(line))
    if not match:
        return Street(line)
    number = " ".join(match["number"].split())
    if match.groupdict().get("listed"):
        number = f"č. ev. {number}"
    return Street(match["street"].strip(" ,;"), number)


def _boxed(line: str) -> bool:
    return bool(_NO_STREET.fullmatch(line)) and not line[:1].isdigit()


@lru_cache(maxsize=65_536)
def comparison(street: str) -> str:
    """Return a street as it is compared: one spelling, no blanks, abbreviations alike.

    ``Bahnhofstraße``, ``Bahnhof-Str.`` and ``BAHNHOFSTRASSE`` give ``bahnhofstr``; ``nám. Míru``
    and ``náměstí Míru`` give ``nammiru``.
    """
    words = [_shortened(word) for word in word_key(street).split()]
    return "".join(words)


def number_comparison(number: str) -> str:
    """Return the number of a house as it is compared: ``12 A`` is ``12a``."""
    return re.sub(r"\s+", "", number.casefold().replace("–", "-"))


def _shortened(word: str) -> str:
    """Return a folded word as the list has it, and the last part of a compound (Hauptstraße)."""
    short = _list().get(word)
    if short is not None:
        return short
    for ending in _ENDINGS:
        if word.endswith(ending):
            return word.removesuffix(ending) + _list()[ending]
    return word


_ENDINGS = ("strasse", "platz")
"""What German streets end with in one word."""


@cache
def _list() -> dict[str, str]:
    """Return the words that are shortened, or left out, for comparing streets."""
    file = files("indexer").joinpath("normalise", "data", "streets.csv")
    with file.open(encoding="utf-8") as rows:
        return {row["written"]: row["compared"] for row in csv.DictReader(rows)}
