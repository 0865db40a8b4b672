"""The tables behind :mod:`taxonomy.places`, read once."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

import msgspec

from taxonomy import tables
from taxonomy.folding import fold, german_fold


class Region(msgspec.Struct, frozen=True):
    """A Land or kraj."""

    code: str
    """``DED`` or a NUTS 3 code (``CZ042``)."""
    ares: str
    """The region's number in ARES (kodKraje), empty for Saxony."""
    country: str
    titles: Mapping[str, str]
    """By language: de, cs, en."""


class District(msgspec.Struct, frozen=True):
    """A Landkreis, a kreisfreie Stadt or an okres."""

    code: str
    """Five digits of the AGS (``14524``) or a LAU 1 code (``CZ0421``)."""
    region: str
    nuts3: str
    country: str
    titles: Mapping[str, str]
    """By language: de, cs, en."""


class Municipality(msgspec.Struct, frozen=True):
    """A Gemeinde or obec with the coordinates (WGS 84) of its centre."""

    country: str
    code: str
    """AGS or kód obce."""
    name: str
    district: str
    postal_code: str
    latitude: float
    longitude: float
    population: int
    """0 where not known."""
    names: tuple[str, ...]
    """Names in the other language."""


class PostalPoint(msgspec.Struct, frozen=True):
    """A place with its postal code; several places may share one code."""

    country: str
    postal_code: str
    place: str
    district: str
    latitude: float
    longitude: float


@cache
def kraje() -> Mapping[str, str]:
    """Return the NUTS 3 codes of all Czech regions by their number in ARES."""
    columns = ("nuts3", "ares_kodKraje", "nazev")
    return {row["ares_kodKraje"]: row["nuts3"] for row in tables.rows("places/kraje.csv", columns)}


@dataclass(frozen=True)
class Gazetteer:
    """All tables with the ways into them. Keys of names are folded."""

    regions: Mapping[str, Region]
    districts: Mapping[str, District]
    municipalities: Mapping[str, Municipality]
    points: Mapping[tuple[str, str], tuple[PostalPoint, ...]]
    """By country and postal code."""
    by_name: Mapping[str, tuple[Municipality, ...]]
    parts: Mapping[str, tuple[PostalPoint, ...]]
    """Places of the postal code table by name."""

    def beginning_with(self, key: str) -> tuple[Municipality, ...]:
        """Return municipalities whose name goes on after ``key``: usti for Ústí nad Labem."""
        if len(key) < _SHORTEST_BEGINNING:
            return ()
        found = {
            one.code: one
            for name, several in self.by_name.items()
            if name.startswith(key + " ")
            for one in several
        }
        return tuple(sorted(found.values(), key=lambda one: -one.population))


_SHORTEST_BEGINNING = 3
_SUFFIX = re.compile(r"/.*$")
"""Official suffixes that nobody types: Frankenberg/Sa., Seiffen/Erzgeb."""
_RIVER = re.compile(r"\b(nad|pod) (\w)\w*")
"""Czech names are often shortened: Ústí n. L., Jablonec n. N."""


@cache
def gazetteer() -> Gazetteer:
    """Read the tables. Raises DataError naming the file that is wrong."""
    municipalities = _municipalities()
    points: dict[tuple[str, str], list[PostalPoint]] = defaultdict(list)
    parts: dict[str, list[PostalPoint]] = defaultdict(list)
    for point in _points():
        points[point.country, point.postal_code].append(point)
        for key in _keys(point.place):
            parts[key].append(point)
    return Gazetteer(
        regions={one.code: one for one in _regions()},
        districts={one.code: one for one in _districts()},
        municipalities=municipalities,
        points={key: tuple(found) for key, found in points.items()},
        by_name=_by_name(municipalities),
        parts={key: tuple(found) for key, found in parts.items()},
    )


def _by_name(municipalities: Mapping[str, Municipality]) -> dict[str, tuple[Municipality, ...]]:
    own: dict[str, dict[str, Municipality]] = defaultdict(dict)
    foreign: dict[str, dict[str, Municipality]] = defaultdict(dict)
    for one in sorted(municipalities.values(), key=lambda one: (-one.population, one.code)):
        for key in _keys(one.name):
            own[key][one.code] = one
        for name in one.names:
            for key in _keys(name):
                foreign[key][one.code] = one
    return {
        key: tuple({**own.get(key, {}), **foreign.get(key, {})}.values())
        for key in (*own, *foreign)
    }


def _keys(name: str) -> set[str]:
    """Return all folded spellings that a place is looked up by."""
    spellings = {name, _SUFFIX.sub("", name), _RIVER.sub(r"\1 \2", name)}
    spellings |= {re.sub(r"\b(n|p)(?:ad|od)\b", r"\1", spelling) for spelling in spellings}
    return {folded for one in spellings for folded in (fold(one), german_fold(one))}


def _regions() -> Iterator[Region]:
    for row in tables.rows("places/regions.csv", ("code", "ares", "country", "de", "cs", "en")):
        yield Region(row["code"], row["ares"], row["country"], _titles(row))


def _districts() -> Iterator[District]:
    columns = ("code", "region", "nuts3", "country", "de", "cs", "en")
    for row in tables.rows("places/districts.csv", columns):
        yield District(row["code"], row["region"], row["nuts3"], row["country"], _titles(row))


def _municipalities() -> dict[str, Municipality]:
    names: dict[str, list[str]] = defaultdict(list)
    for row in tables.rows(
        "places/names.csv", ("country", "municipality", "language", "name", "evidence")
    ):
        names[row["municipality"]].append(row["name"])
    position = ("district", "postal_code", "latitude", "longitude", "population")
    return {
        row["code"]: Municipality(
            row["country"],
            row["code"],
            row["name"],
            row["district"],
            row["postal_code"],
            float(row["latitude"]),
            float(row["longitude"]),
            int(row["population"] or 0),
            tuple(names[row["code"]]),
        )
        for row in tables.rows("places/municipalities.csv", ("country", "code", "name", *position))
    }


def _points() -> Iterator[PostalPoint]:
    columns = ("country", "postal_code", "place", "district", "latitude", "longitude")
    for row in tables.rows("places/postal_codes.csv", columns):
        yield PostalPoint(
            row["country"],
            row["postal_code"],
            row["place"],
            row["district"],
            float(row["latitude"]),
            float(row["longitude"]),
        )


def _titles(row: Mapping[str, str]) -> dict[str, str]:
    return {language: row[language] for language in ("de", "cs", "en")}
