"""Where an event is, from the line that a calendar or a page writes for people."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from babel import Locale

from indexer.normalise import text
from indexer.sources.entry import Position
from taxonomy import places
from taxonomy.folding import fold

_SEPARATORS = re.compile(r"[\n;|,–]|\s-\s|\s/\s")
_CODE = re.compile(r"(?:(?P<land>D|DE|CZ)[\s-])?(?P<code>\d{3} ?\d{2})\s+(?P<town>\D.*)")
_VIRTUAL = re.compile(
    r"https?://|\b(?:online|virtuell\w*|virtu[aá]ln\w*|zoom|teams|webex|webinar|livestream)\b", re.I
)
_OFFICIAL = {
    "bundesrepublik deutschland": "DE",
    "ceska republika": "CZ",
    "cr": "CZ",
    "czech republic": "CZ",
    "tschechische republik": "CZ",
}
"""Long names, which tables of countries do not have."""


class Spot(NamedTuple):
    """Where something is; empty and None where nothing is known."""

    country: str = ""
    position: Position | None = None


def spot(line: str, country: str = "") -> Spot:
    """Return the place that a line such as ``Messe, Messering 6, 01067 Dresden`` names.

    ``country`` is where it is probably. Only a place that the tables know is taken from a line
    without postal code, since the rest may be the name of a house. What is online is nowhere.
    """
    if _VIRTUAL.search(line):
        return Spot()
    parts = [text.clean(part) for part in _SEPARATORS.split(line)]
    parts = [part for part in parts if part]
    stated = next((code for part in parts[1:] if (code := country_code(part))), "")
    for at, part in enumerate(parts):
        found = _coded(part, stated or country)
        if found:
            street = parts[at - 1] if at and re.search(r"\d", parts[at - 1]) else ""
            return Spot(found.country, Position(street, found.postal_code, found.locality))
    named = next(_named(parts, stated or country), None)
    if named:
        return Spot(named.country, Position(locality=named.name))
    town = parts[-2] if stated and country_code(parts[-1]) else ""
    return Spot(stated, Position(locality=town) if town.isalpha() else None)


def country_code(name: str) -> str:
    """Return the code of a country by its code or its German, Czech or English name, else ""."""
    written = name.strip()
    if len(written) == 2 and written.isalpha():
        return written.upper() if written.upper() in _codes() else ""
    return _OFFICIAL.get(fold(written)) or _countries().get(fold(written), "")


class _Coded(NamedTuple):
    country: str
    postal_code: str
    locality: str


def _coded(part: str, country: str) -> _Coded | None:
    match = _CODE.fullmatch(part)
    if match is None:
        return None
    code, town = match["code"].replace(" ", ""), match["town"].strip()
    land = {"D": "DE", "DE": "DE", "CZ": "CZ"}.get(match["land"] or "", "")
    # Only Czechs write a blank; else the tables tell which country has the code at that town.
    land = land or ("CZ" if " " in match["code"] else "") or _having(code, town) or country
    return _Coded(land, code, town)


def _having(code: str, town: str) -> str:
    lands = [land for land in ("DE", "CZ") if places.postal_points(land, code)]
    if len(lands) == 1:
        return lands[0]
    named = next(_named([town], ""), None)
    return named.country if named else ""


def _named(parts: list[str], country: str) -> Iterator[places.Found]:
    """Yield the known places that a part is called exactly, the last part first."""
    for part in reversed(parts):
        key = fold(part)
        for found in places.find_all(part) if key else ():
            same = key in {fold(name) for name in (found.name, *found.names)}
            if same and (not country or found.country == country):
                yield found


@cache
def _countries() -> dict[str, str]:
    return {
        fold(name): code
        for language in ("en", "cs", "de")
        for code, name in Locale(language).territories.items()
        if len(code) == 2
    }


@cache
def _codes() -> frozenset[str]:
    return frozenset(_countries().values())
