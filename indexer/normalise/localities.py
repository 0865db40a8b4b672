"""The locality of an address, apart from the part or the post office written behind it."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from taxonomy import places

_PART = re.compile(
    r"(?P<town>.+?)[\s,(–-]+(?:OT|Ortsteil|Ortsteil\s+von|Stadtteil)\b[.:]?\s+(?P<part>.+)"
)
_BESIDE_STREET = re.compile(
    r"(?:^|[\s,(])+(?:OT|Ortsteil)\b[.:]?\s+(?P<part>[^,()\d]*[^,()\d\s])(?:\)|,|\s*$)"
)
_BEHIND_NUMBER = re.compile(
    r"(?<=[\da-z]),\s*(?P<part>(?=\S)(?!(?:budova|hala|areál|objekt|vchod|patro|dům)\b)[^\d,;]{2,})$"
)
_STATUS = re.compile(r",\s*(?:GKSt|Große Kreisstadt|Kreisstadt|Hansestadt|Stadt|město|obec)$", re.I)
_OFFICE = re.compile(r"(?P<town>.*\D)\s+(?P<number>\d{1,2})")
_QUARTER = re.compile(r"(?P<town>.*\S)\s+(?P<number>[IVX]+)")
_NUMBERED_QUARTERS = frozenset({"Praha", "Plzeň"})
"""Where the number behind the name is a part of the city; elsewhere it is a post office's."""
_SEAMS = (" - ", " – ", "-", "–", ", ", " (", "/")


class Locality(NamedTuple):
    """A municipality and a part of it; empty where an address does not tell."""

    name: str = ""
    part: str = ""


@lru_cache(maxsize=65_536)
def split(text: str, country: str) -> Locality:
    """Return ``Ústí nad Labem-centrum``, ``Dresden OT Cotta`` or ``Teplice 1`` as town and part.

    A hyphen parts only where a municipality that is known stands before it and none has the whole
    name (Annaberg-Buchholz). The number of a post office is dropped.
    """
    text = _STATUS.sub("", text.strip(" ,"))
    if _known(text, country):
        return Locality(text)
    match = _PART.fullmatch(text)
    if match:
        return Locality(match["town"].strip(" ,"), match["part"].strip(" ,)"))
    for town, part in _seams(text):
        plain = _numbered(town, country).name
        if plain in _NUMBERED_QUARTERS or _known(plain, country):
            whole = text if plain != town and _QUARTER.fullmatch(town) else part
            return Locality(plain, whole)
    return _numbered(text, country)


def quarter(street: str, country: str) -> tuple[str, str]:
    """Take the part of the town off a street: ``Dorfstr. 3, OT Cunewalde``, ``Dlouhá 1, Podmokly``.

    Czech addresses write it behind the number of the house; behind a German one stands an entrance.
    """
    match = _BESIDE_STREET.search(street)
    if match is None and country == "CZ":
        match = _BEHIND_NUMBER.search(street)
    if not match:
        return street, ""
    rest = f"{street[: match.start()]} {street[match.end() :]}"
    return " ".join(rest.split()).strip(" ,"), match["part"].strip()


def _seams(text: str) -> Iterator[tuple[str, str]]:
    """Yield the ways to part ``text`` in two, the longest beginning first."""
    found = {
        text[: match.start()].strip(): text[match.end() :].strip(" )")
        for seam in _SEAMS
        for match in re.finditer(re.escape(seam), text)
    }
    yield from sorted(found.items(), key=lambda pair: -len(pair[0]))


def _numbered(text: str, country: str) -> Locality:
    """Take a Czech post office's number, or the number of a quarter, off a name."""
    if country == "CZ":
        office = _OFFICE.fullmatch(text)
        if office:
            part = text if office["town"] in _NUMBERED_QUARTERS else ""
            return Locality(office["town"], part)
        quarter = _QUARTER.fullmatch(text)
        if quarter and _known(quarter["town"], country):
            return Locality(quarter["town"], text)
    return Locality(text)


def _known(name: str, country: str) -> bool:
    return bool(name) and places.is_municipality(name, country)
