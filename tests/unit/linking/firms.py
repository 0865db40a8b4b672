"""Records of firms for linking, as registers and lists tell of them."""

from collections.abc import Iterable
from typing import Any

from core.progress import Silent
from core.records import Identifier, Organisation, Place
from indexer.linking import Decision, Links, Pair, link
from indexer.normalise.identifiers import slug
from taxonomy import legalforms
from tests.unit.indexer.records import provenance

ZITTAU = {"street": "Hauptstraße", "number": "5", "postal_code": "02763", "locality": "Zittau"}
PLAUEN = {"street": "Am Bahnhof", "number": "1", "postal_code": "08523", "locality": "Plauen"}


def firm(id_: str, name: str = "Alvobis Metallbau GmbH", **changes: Any) -> Organisation:
    """Return a German firm; ``place`` takes parts, ``hr`` and the like take numbers."""
    country = changes.pop("country", "DE")
    place = Place(country=country, **{"district": "14626", **changes.pop("place", ZITTAU)})
    numbers = tuple(
        Identifier(scheme, changes.pop(scheme))
        for scheme in ("ico", "hr", "lei", "vat")
        if scheme in changes
    )
    source = {name: changes.pop(name) for name in ("demo", "visibility") if name in changes}
    return Organisation(
        id=id_,
        language="cs" if country == "CZ" else "de",
        country=country,
        name=name,
        legal_form=legalforms.parse(name, country).code,
        identifiers=numbers,
        place=place,
        provenance=(provenance(source="catalogue", key=id_, **source),),
        **changes,
    )


def czech(id_: str, name: str = "Alvobis kovo s.r.o.", **changes: Any) -> Organisation:
    """Return a Czech firm in Děčín."""
    place = {"postal_code": "40502", "locality": "Děčín", "district": "CZ0421"}
    place |= {"street": "Dlouhá", "number": "1134/8", **changes.pop("place", {})}
    return firm(id_, name, country="CZ", place=place, **changes)


def registered(number: int, name: str = "Alvobis Metallbau GmbH", **changes: Any) -> Organisation:
    """Return a firm with a number of the court of Dresden, known by it."""
    hr = changes.pop("hr", f"Dresden HRB {number}")
    return firm(f"de-{slug(hr)}", name, hr=hr, **changes)


def linked(records: Iterable[Organisation], *decisions: Decision) -> Links:
    """Return the links between ``records``."""
    return link(records, decisions, Silent())


def pair_to_check(links: Links) -> Pair:
    """Return the one pair that a person should decide."""
    (pair,) = links.to_check
    return pair


def together(links: Links, *ids: str) -> bool:
    """Tell whether records are one organisation."""
    return len({links.organisation_of.get(id_, id_) for id_ in ids}) == 1
