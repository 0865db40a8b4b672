"""Records for tests, made up of plausible values."""

from typing import Any

from core.records import Identifier, Offer, Organisation, Place, Provenance, Sector

TURNING = "25.53"
REPAIR = "33.12"


def provenance(**changes: Any) -> Provenance:
    values = {"source": "res", "dataset": "res-2026", "key": "26168685", "date": "2026-10-01"}
    return Provenance(**{**values, "file": "res_data.csv", "line": 7, **changes})


def sector(code: str, **changes: Any) -> Sector:
    return Sector(**{"code": code, "original": code, "edition": "NACE2.1", **changes})


def organisation(**changes: Any) -> Organisation:
    values: dict[str, Any] = {
        "id": "cz-00012345",
        "language": "cs",
        "country": "CZ",
        "name": "Kovo Děčín s.r.o.",
        "legal_form": "cz-112",
        "identifiers": (Identifier("ico", "00012345"),),
        "place": Place(
            country="CZ",
            street="Dlouhá 5",
            postal_code="40502",
            locality="Děčín",
            locality_names=("Tetschen",),
            district="CZ0421",
            region="CZ042",
            latitude=50.7821,
            longitude=14.2148,
            precision="address",
        ),
        "sectors": (sector(TURNING, primary=True), sector(REPAIR)),
        "activities": ("Zámečnictví, nástrojářství", "Obráběčství"),
        "purpose": "Vyrábíme např. soustružené díly. Dodáváme do Saska.",
        "products": ("soustružené díly",),
        "website": "https://kovo.example",
        "founded": "1994-03-01",
        "former_names": ("Kovo Decin a.s.",),
        "provenance": (provenance(),),
    }
    return Organisation(**{**values, **changes})


def offer(**changes: Any) -> Offer:
    values: dict[str, Any] = {
        "id": "request-17",
        "type": "request",
        "language": "de",
        "country": "DE",
        "title": "Drehteile aus Edelstahl gesucht",
        "text": "Wir suchen Drehteile. Losgröße ca. 500 Stück.",
        "place": Place(country="DE", postal_code="09111", locality="Chemnitz"),
        "sectors": (sector(TURNING),),
        "cpv": ("44316000", "44310000"),
        "starts": "2026-11-01",
        "ends": "2026-12-31",
        "organisation": "cz-00012345",
        "organisation_name": "Kovo Děčín s.r.o.",
        "url": "https://kovo.example/17",
        "provenance": (provenance(source="catalogue", dataset="fair", key="17", demo=True),),
    }
    return Offer(**{**values, **changes})
