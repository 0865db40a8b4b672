"""Municipalities, postal codes and districts of Saxony and the three Czech regions beside it.

Names are found in both languages, with or without accents. Sources: taxonomy/data/places/SOURCE.md.
"""

import re
from collections import Counter
from functools import lru_cache

import msgspec

from core.records import Precision
from taxonomy.folding import fold
from taxonomy.gazetteer import District, Municipality, PostalPoint, Region, gazetteer

__all__ = [
    "District",
    "Found",
    "Located",
    "Municipality",
    "PostalPoint",
    "Region",
    "district",
    "districts",
    "find",
    "find_all",
    "is_municipality",
    "locate",
    "municipalities",
    "postal_points",
    "region",
    "regions",
]

_POSTAL_CODE = re.compile(
    r"(?:(?:D|DE|CZ)[\s-]+)?(\d{3} ?\d{2}|\d{4})(?!\d)[\s,]*(.*)", re.I | re.S
)


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """A place that somebody named: a municipality, a part of one, or a postal code."""

    name: str
    country: str
    district: str
    postal_code: str
    latitude: float
    longitude: float
    names: tuple[str, ...] = ()
    """Names in the other language."""


class Located(msgspec.Struct, frozen=True, kw_only=True):
    """What an address tells of a position. Empty and None where it tells nothing."""

    district: str = ""
    region: str = ""
    latitude: float | None = None
    longitude: float | None = None
    precision: Precision = "none"
    names: tuple[str, ...] = ()
    """Names of the municipality in the other language."""


def districts() -> tuple[District, ...]:
    """Return all districts of Saxony and the three Czech regions, taken or not."""
    return tuple(gazetteer().districts.values())


def district(code: str) -> District | None:
    """Return the district with ``code`` (``14524``, ``CZ0421``)."""
    return gazetteer().districts.get(code)


def regions() -> tuple[Region, ...]:
    """Return Saxony and the three Czech regions."""
    return tuple(gazetteer().regions.values())


def region(code: str) -> Region | None:
    """Return the region with ``code`` (``DED``, ``CZ042``)."""
    return gazetteer().regions.get(code)


def municipalities() -> tuple[Municipality, ...]:
    """Return all municipalities."""
    return tuple(gazetteer().municipalities.values())


def is_municipality(name: str, country: str) -> bool:
    """Tell whether a municipality of ``country`` has this name, in either language."""
    return any(one.country == country for one in gazetteer().by_name.get(fold(name), ()))


def postal_points(country: str, postal_code: str) -> tuple[PostalPoint, ...]:
    """Return the places that share a postal code."""
    return gazetteer().points.get((country, postal_code), ())


def find(text: str) -> Found | None:
    """Return the place that ``text`` names most likely, or None.

    Takes a name in either language, a postal code with or without blank, or both
    (``01067 Dresden``). Of several places with one name the more populous comes first, and a
    place's own name goes before the foreign name of another.
    """
    found = find_all(text)
    return found[0] if found else None


def find_all(text: str) -> tuple[Found, ...]:
    """Return all places that ``text`` can name, the most likely first."""
    text = text.strip()
    match = _POSTAL_CODE.match(text)
    if match:
        by_code = _by_postal_code(match[1].replace(" ", "").zfill(5), fold(match[2]))
        if by_code:
            return by_code
        text = match[2]
    for candidate in dict.fromkeys((text, text.split(",")[0], text.split("(")[0])):
        key = fold(candidate)
        found = gazetteer().by_name.get(key, ()) or gazetteer().beginning_with(key)
        if found:
            return tuple(_of_municipality(one) for one in found)
        parts = gazetteer().parts.get(key, ())
        if parts:
            return tuple(_of_point(part) for part in parts)
    return ()


@lru_cache(maxsize=65_536)
def locate(
    country: str,
    postal_code: str = "",
    locality: str = "",
    municipality_code: str = "",
    part: str = "",
) -> Located:
    """Return district, region and coordinates of an address, as far as its parts tell them.

    ``municipality_code`` is an AGS or a Czech kód obce, ``part`` a part of the municipality,
    ``postal_code`` five digits. A postal code's point is taken where its place has the name of
    the part or the municipality; otherwise the municipality's own.
    """
    town = _town(country, postal_code, locality, municipality_code)
    points = postal_points(country, postal_code)
    named = _named(points, part) or _named(points, town.name if town else locality)
    if named:
        return _at_points(named, town)
    if town:
        return _at(town.district, town.latitude, town.longitude, "municipality", town.names)
    if points:
        return _at_points(list(points), None)
    if postal_code:
        # Not of the tables, so a place of the same name is another one.
        return Located()
    parts = [p for p in gazetteer().parts.get(fold(locality), ()) if p.country == country]
    if parts and len({p.district for p in parts}) == 1:
        return _at_points(parts, None)
    return Located()


def _town(country: str, postal_code: str, locality: str, code: str) -> Municipality | None:
    """Return the municipality of an address, or None where several could be meant."""
    known = gazetteer().municipalities.get(code)
    if known and known.country == country:
        return known
    candidates = [
        one for one in gazetteer().by_name.get(fold(locality), ()) if one.country == country
    ]
    if postal_code:
        near = {point.district for point in postal_points(country, postal_code)}
        exact = [one for one in candidates if one.postal_code == postal_code]
        candidates = exact or [
            one
            for one in candidates
            if one.district in near or (not near and one.postal_code[:2] == postal_code[:2])
        ]
    return candidates[0] if len(candidates) == 1 else None


def _named(points: tuple[PostalPoint, ...], name: str) -> list[PostalPoint]:
    """Return the points of a place, in German cities also those of its quarters.

    A German postal code is a quarter of a city; a Czech one mixes the centre with villages around.
    """
    key = fold(name)
    if not key:
        return []
    return [
        point
        for point in points
        if fold(point.place) == key
        or (point.country == "DE" and fold(point.place).startswith(key + " "))
    ]


def _at_points(points: list[PostalPoint], town: Municipality | None) -> Located:
    code = town.district if town else Counter(p.district for p in points).most_common(1)[0][0]
    inside = [p for p in points if p.district == code] or points
    latitude = round(sum(p.latitude for p in inside) / len(inside), 5)
    longitude = round(sum(p.longitude for p in inside) / len(inside), 5)
    return _at(code, latitude, longitude, "postal_code", town.names if town else ())


def _at(
    code: str, latitude: float, longitude: float, precision: Precision, names: tuple[str, ...]
) -> Located:
    found = district(code)
    return Located(
        district=code,
        region=found.region if found else "",
        latitude=latitude,
        longitude=longitude,
        precision=precision,
        names=names,
    )


def _by_postal_code(postal_code: str, name: str) -> tuple[Found, ...]:
    points = postal_points("DE", postal_code) or postal_points("CZ", postal_code)
    seats = [one for one in gazetteer().municipalities.values() if one.postal_code == postal_code]
    seats = [one for one in seats if not name or fold(one.name) == name] or seats
    if seats:
        best = max(seats, key=lambda one: one.population)
        return (_of_municipality(best),)
    named = [point for point in points if fold(point.place) == name] or list(points)
    return tuple(_of_point(point) for point in named)


def _of_municipality(one: Municipality) -> Found:
    return Found(
        name=one.name,
        country=one.country,
        district=one.district,
        postal_code=one.postal_code,
        latitude=one.latitude,
        longitude=one.longitude,
        names=one.names,
    )


def _of_point(point: PostalPoint) -> Found:
    return Found(
        name=point.place,
        country=point.country,
        district=point.district,
        postal_code=point.postal_code,
        latitude=point.latitude,
        longitude=point.longitude,
    )
