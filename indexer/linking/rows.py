"""What linking keeps of a record: a few short strings instead of the whole."""

import re
from collections.abc import Iterable
from functools import lru_cache
from sys import intern
from typing import NamedTuple

import msgspec

from core.records import PUBLIC, Identifier, Organisation, Place
from indexer.linking.rules import words
from indexer.normalise import identifiers, names, streets
from indexer.normalise.text import word_key

SCHEMES = ("ico", "hr", "lei", "vat")
"""Schemes of official numbers, the strongest first."""
_DOTTED = re.compile(r"([^\W\d_]+)\.")
_CZECH_VAT = "CZ"
_ICO_DIGITS = 8


class Spot(msgspec.Struct, frozen=True, gc=False):
    """An address in its form for comparison."""

    postal_code: str
    localities: tuple[str, ...]
    """Folded names in all languages, the source's own first."""
    district: str
    street: str
    numbers: tuple[str, ...]
    """Numbers of the house; of ``1134/8`` registers tell one or both."""

    def __str__(self) -> str:
        """Return the address in one line."""
        parts = (self.street, "/".join(self.numbers), self.postal_code, *self.localities[:1])
        return " ".join(filter(None, parts))


class Realm(NamedTuple):
    """Rows of different realms are kept apart."""

    demo: bool
    """Whether it is invented."""
    visibility: str
    """``public``, or the house that alone may see it."""

    @classmethod
    def everybody(cls, demo: bool) -> "Realm":
        """Return the realm of what everybody may see."""
        return cls(demo, PUBLIC)

    @property
    def public(self) -> bool:
        """Whether everybody may see it."""
        return self.visibility == PUBLIC


class Row(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """All that the records of one id tell that linking compares. Tuples are sorted sets."""

    id: str
    countries: tuple[str, ...]
    titles: tuple[str, ...]
    """Names as they are shown."""
    names: tuple[str, ...]
    """Names in their form for comparison."""
    former: tuple[str, ...]
    cut: tuple[str, ...]
    """Words of names that were written with a dot behind them."""
    forms: tuple[str, ...]
    numbers: tuple[str, ...]
    """Official numbers as ``scheme:value``."""
    spots: tuple[Spot, ...]
    hosts: tuple[str, ...]
    founded: tuple[str, ...]
    parents: tuple[str, ...]
    """Official numbers of owners."""


def of(record: Organisation) -> Row:
    """Return the row of a record."""
    title = record.name
    compared = names.comparison(title, record.country)
    former = {names.comparison(name, record.country) for name in record.former_names}
    return Row(
        id=record.id,
        countries=_one(record.country),
        titles=(title,),
        names=(compared,),
        former=tuple(sorted(former - {compared, ""})),
        cut=_cut((title, *record.former_names)),
        forms=_one(record.legal_form),
        numbers=_numbers(record.identifiers),
        spots=_spots(record.place),
        hosts=_hosts(record.website),
        founded=_one(record.founded),
        parents=_numbers(record.parents),
    )


def united(first: Row, second: Row) -> Row:
    """Return what two rows of one organisation tell together, under the smaller id."""
    a, b = sorted((first, second), key=lambda row: row.id)
    return Row(
        id=a.id,
        countries=_both(a.countries, b.countries),
        titles=_both(a.titles, b.titles),
        names=_both(a.names, b.names),
        former=_both(a.former, b.former),
        cut=_both(a.cut, b.cut),
        forms=_both(a.forms, b.forms),
        numbers=_both(a.numbers, b.numbers),
        spots=tuple(sorted({*a.spots, *b.spots}, key=_spot_order)),
        hosts=_both(a.hosts, b.hosts),
        founded=_both(a.founded, b.founded),
        parents=_both(a.parents, b.parents),
    )


def realm(record: Organisation) -> Realm:
    """Return the realm of a record. What one of its rows keeps to a house, it all keeps."""
    demo = any(source.demo for source in record.provenance)
    houses = {source.visibility for source in record.provenance} - {PUBLIC}
    return Realm(demo, intern(min(houses, default=PUBLIC)))


def key(identifier: Identifier) -> str:
    """Return an official number as rows hold it; empty for a scheme that does not identify."""
    scheme, value = identifier.scheme, identifier.value
    if scheme not in SCHEMES:
        return ""
    plain = value.isascii() and value.isalnum()  # all but German register numbers
    return f"{scheme}:{value.lower() if plain else identifiers.slug(value)}"


def _cut(several: Iterable[str]) -> tuple[str, ...]:
    found = {word_key(word) for name in several if "." in name for word in _DOTTED.findall(name)}
    return tuple(sorted(found))


def _numbers(given: Iterable[Identifier]) -> tuple[str, ...]:
    found = set()
    for one in given:
        found.add(key(one))
        if one.scheme == "vat" and one.value.startswith(_CZECH_VAT):
            # The tax number of a Czech firm is CZ and its IČO.
            digits = one.value.removeprefix(_CZECH_VAT)
            found.add(f"ico:{digits}" if len(digits) == _ICO_DIGITS else "")
    return tuple(sorted(found - {""}))


def _spots(place: Place) -> tuple[Spot, ...]:
    written = streets.Street(place.street, place.number)
    street, number = written if place.number else streets.split(place.street)
    numbers = streets.number_comparison(number).split("/") if number else ()
    street = streets.comparison(street)
    localities = _localities((place.locality, *place.locality_names))
    if not (localities or place.postal_code or street):
        return ()
    return (
        Spot(
            intern(place.postal_code),
            localities,
            intern(place.district),
            intern(street),
            tuple(map(intern, numbers)),
        ),
    )


@lru_cache(maxsize=65_536)
def _localities(names_: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, map(word_key, names_))))


@lru_cache(maxsize=65_536)
def _one(value: str) -> tuple[str, ...]:
    """Return a set of one, the same object for each row that has it; empty for the empty."""
    return (value,) if value else ()


def _hosts(website: str) -> tuple[str, ...]:
    """Return the host without ``www.``; nothing for a host that many share."""
    rest = website.casefold().partition("://")[2] or website.casefold()
    host = rest.partition("/")[0].partition(":")[0].removeprefix("www.").strip()
    return (host,) if "." in host and host not in words().common_hosts else ()


def _both(first: tuple[str, ...], second: tuple[str, ...]) -> tuple[str, ...]:
    return first if first == second else tuple(sorted({*first, *second}))


def _spot_order(spot: Spot) -> tuple[object, ...]:
    return (
        spot.postal_code,
        spot.localities,
        spot.district,
        spot.street,
        spot.numbers,
    )
