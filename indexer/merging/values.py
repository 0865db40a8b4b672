"""When two sources tell the same, though they write it in two ways; and a value in one line."""

from collections.abc import Callable, Mapping
from typing import Any

from core.records import Identifier, Place
from indexer.normalise import names, streets
from indexer.normalise.text import word_key
from taxonomy import sizes


def same(field: str, first: Any, second: Any, country: str) -> bool:
    """Tell whether two known values of a field say the same of an organisation of ``country``."""
    if first == second:
        return True
    compare = _COMPARED.get(field)
    return compare is not None and compare(first, second, country)


def shown(field: str, value: Any) -> str:
    """Return a value in one line: ``Hauptstraße 5, 02763 Zittau``."""
    if isinstance(value, Place):
        street = " ".join(filter(None, (value.street, value.number)))
        town = " ".join(filter(None, (value.postal_code, value.locality)))
        return ", ".join(filter(None, (street, town)))
    if isinstance(value, Identifier):
        return value.value
    return size(value) if field == "size_class" else str(value)


def size(value: str) -> str:
    """Return a size class as a range, whatever words it came in: ``25-49``."""
    return sizes.employees(value) or value.replace("–", "-").replace(" ", "")


def host(website: str) -> str:
    """Return the part of a web address by which two are told apart."""
    rest = website.casefold().partition("://")[2] or website.casefold()
    return rest.removeprefix("www.").rstrip("/")


def _same_name(first: str, second: str, country: str) -> bool:
    return names.comparison(first, country) == names.comparison(second, country)


def _same_place(first: Place, second: Place, _country: str) -> bool:
    """Tell whether two addresses agree in all that both tell."""
    if first.country != second.country:
        return False
    pairs = ((first.postal_code, second.postal_code), (_street(first), _street(second)))
    if any(one and other and one != other for one, other in pairs):
        return False
    return _share(_localities(first), _localities(second)) and _share(
        _numbers(first), _numbers(second)
    )


def _share(first: set[str], second: set[str]) -> bool:
    return not (first and second) or not first.isdisjoint(second)


def _localities(place: Place) -> set[str]:
    return {word_key(name) for name in (place.locality, *place.locality_names) if name}


def _parts(place: Place) -> streets.Street:
    if place.number:
        return streets.Street(place.street, place.number)
    return streets.split(place.street)


def _street(place: Place) -> str:
    return streets.comparison(_parts(place).name)


def _numbers(place: Place) -> set[str]:
    """Return the numbers of the house; of ``1134/8`` sources tell one or both."""
    return set(filter(None, streets.number_comparison(_parts(place).number).split("/")))


def _same_beginning(first: str, second: str, _country: str) -> bool:
    """Tell whether one date is the other, less exact: 1994 and 1994-03-01."""
    return first.startswith(second) or second.startswith(first)


_COMPARED: Mapping[str, Callable[[Any, Any, str], bool]] = {
    "name": _same_name,
    "place": _same_place,
    "founded": _same_beginning,
    "website": lambda first, second, _: host(first) == host(second),
    "size_class": lambda first, second, _: size(first) == size(second),
}
