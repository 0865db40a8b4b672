"""The organisations that names are asked of, and which of their names belong to them alone."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec

from core.records import Country, Identifier
from indexer.normalise.names import comparison
from taxonomy import legalforms, places


class Known(msgspec.Struct, frozen=True, kw_only=True):
    """An organisation as far as a name asks for it."""

    id: str
    language: str
    country: Country
    name: str
    demo: bool = False
    """True for an invented one."""
    former_names: tuple[str, ...] = ()
    identifiers: tuple[Identifier, ...] = ()
    district: str = ""
    places: Mapping[str, str] = {}
    """Name of its place by language (de, cs), as far as it has one in it."""

    @property
    def stem(self) -> str:
        """The name without legal form and state of dissolution."""
        return legalforms.parse(self.name, self.country).stem

    def key(self, name: str) -> str:
        """Return what is compared of one of its names: words in any order, without legal form."""
        return " ".join(sorted(comparison(name, self.country).split()))


def known(documents: Iterable[Mapping[str, Any]]) -> list[Known]:
    """Return the organisations of ``documents`` as they were indexed, in order of id."""
    found = [_known(document) for document in documents]
    return sorted(found, key=lambda one: one.id)


def _known(document: Mapping[str, Any]) -> Known:
    record = document["record"]
    return Known(
        id=document["id"],
        language=document["language"],
        country=document["country"],
        name=document["name"],
        demo=document["demo"],
        former_names=tuple(document.get("former_names", ())),
        identifiers=msgspec.convert(record.get("identifiers", ()), tuple[Identifier, ...]),
        district=document.get("district") or "",
        places=_places(document),
    )


def _places(document: Mapping[str, Any]) -> dict[str, str]:
    """Return the names of a municipality by language, without official suffix (Frankenberg/Sa.).

    Its own name is in the language of its country, one of the gazetteer in the other.
    """
    locality = document.get("locality") or ""
    if not places.is_municipality(locality, document["country"]):
        return {}
    own, other = ("de", "cs") if document["country"] == "DE" else ("cs", "de")
    names = {own: locality.partition("/")[0]}
    foreign = [name for name in document.get("localities", ()) if name != locality]
    if foreign:
        names[other] = foreign[0]
    return names


class Shared:
    """How many organisations of a district, and of all, go by a name.

    A former name counts, too. Names are compared without legal form and in any order of words, so
    what is unique here is unique however it is asked for.
    """

    def __init__(self, everybody: Sequence[Known]) -> None:
        self._everywhere: Counter[str] = Counter()
        self._in_district: Counter[tuple[str, str]] = Counter()
        for one in everybody:
            for key in _all_keys(one):
                self._everywhere[key] += 1
                self._in_district[one.district, key] += 1

    def count(self, key: str, district: str | None) -> int:
        """Return how many organisations go by ``key``, in ``district`` or, for None, in all."""
        return self._everywhere[key] if district is None else self._in_district[district, key]

    def names(self, district: str | None) -> Sequence[str]:
        """Return the distinct names, of one district or of all."""
        if district is None:
            return list(self._everywhere)
        return [key for of, key in self._in_district if of == district]


def _all_keys(one: Known) -> set[str]:
    """Return its names, with and without each name of its place, as they are compared."""
    keys = {one.key(name) for name in (one.name, *one.former_names)}
    return keys | {one.key(f"{one.stem} {place}") for place in one.places.values()}
