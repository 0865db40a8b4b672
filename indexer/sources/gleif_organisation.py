"""An organisation from what the LEI register tells of a legal entity."""

import re
from collections.abc import Mapping, Sequence

from core.records import Identifier, Kind, Organisation, Place
from indexer.normalise import addresses, identifiers, text
from indexer.sources import build, ids
from indexer.sources.base import (
    ENDED,
    NATURAL_PERSON,
    OUTSIDE,
    SUPERSEDED,
    Outcome,
    Row,
    RowRejected,
)
from indexer.sources.gleif_entity import Address, Entity
from taxonomy import courts, formcodes, kinds, legalforms, places

Owners = Mapping[str, Sequence[str]]
"""LEI of the owners of an entity by its own, the direct one first."""

_SOLE = "SOLE_PROPRIETOR"
_KINDS: Mapping[str, Kind] = {
    "FUND": "other",
    "RESIDENT_GOVERNMENT_ENTITY": "public",
    "INTERNATIONAL_ORGANIZATION": "public",
}
"""What the category tells; for others the legal form does."""
_OVER = frozenset({"MERGED", "RETIRED"})
"""States of the LEI of an entity that is no more."""
_VOID = frozenset({"ANNULLED", "CANCELLED"})
"""States of a LEI that was given in error, which tells nothing of the organisation."""
_LAND = {"DE-SN": "DED"}
"""The only German Land of which the place tables know districts."""
_REGIONS = ("DE-SN", "CZ-41", "CZ-42", "CZ-51")
"""ISO 3166-2 of Saxony and the three Czech regions that the place tables know."""


def outcome(row: Row, entity: Entity, owners: Owners) -> Outcome:
    """Return what becomes of an entity. Raises RowRejected."""
    seat = _seat(row, entity)
    if seat is None:
        return OUTSIDE
    if entity.registration == "DUPLICATE":
        return SUPERSEDED
    if entity.registration in _VOID:
        return ENDED
    name = text.name(entity.name)
    form = formcodes.named("elf", entity.form, name, seat.country)
    natural = entity.category == _SOLE or legalforms.natural_person(form)
    if natural and not row.context.natural_persons:
        return NATURAL_PERSON
    taken = _organisation(row, entity, form, seat, owners)
    return build.ended(taken) if _is_over(entity) else taken


def _is_over(entity: Entity) -> bool:
    return entity.status == "INACTIVE" or entity.registration in _OVER


def _organisation(row: Row, entity: Entity, form: str, seat: Place, owners: Owners) -> Organisation:
    lei = identifiers.lei(entity.lei)
    if lei is None:
        raise RowRejected("no_key", "The LEI has not 20 signs or its check digits are wrong.")
    name = build.required_name(row, entity.name)
    number = _number(row, entity)
    record_id = ids.record_id(seat.country, (number,) if number else (), "") or f"lei-{lei.lower()}"
    row.claim(record_id)
    if not form:
        row.remark("unknown_legal_form", "Neither code nor name show a legal form that is known.")
    former = (text.name(one) for one in entity.former_names)
    parents = (Identifier("lei", one) for one in map(identifiers.lei, owners.get(lei, ())) if one)
    return Organisation(
        id=record_id,
        kind=_KINDS.get(entity.category) or kinds.kind_of(name, form, seat.country),
        language="cs" if seat.country == "CZ" else "de",
        country=seat.country,
        name=name,
        legal_form=form,
        identifiers=(*((number,) if number else ()), Identifier("lei", lei)),
        place=seat,
        founded=build.day(row, entity.created, "foundation"),
        former_names=tuple(dict.fromkeys(one for one in former if one and one != name)),
        status=legalforms.parse(name, seat.country).status or "active",
        parents=tuple(parents),
        provenance=row.provenance(lei, build.day(row, entity.updated, "the last update")),
    )


def _seat(row: Row, entity: Entity) -> Place | None:
    """Return where the entity is registered, else its headquarters; None where neither is inside.

    Of all of Germany only those may pass whose place is known to be in the region.
    """
    for address in (entity.legal, entity.headquarters):
        if address.country in row.context.border.countries and _may_be_inside(address):
            seat = build.place(row, _address(address))
            if (seat.district or seat.region) and not build.outside(seat, row.context.border):
                return seat
    return None


def _may_be_inside(address: Address) -> bool:
    """Tell from region and postal code alone, as far as they tell, whether it can be inside.

    Most entities are not, and making a place of an address takes longer than this.
    """
    code = addresses.postal_code(address.postal_code, address.country)
    known = not code or bool(places.postal_points(address.country, code))
    return known or address.region.startswith(_REGIONS)


def _address(address: Address) -> build.Seat:
    czech = re.fullmatch(r"CZ-(\d\d)(\w)?", address.region)
    district = f"CZ0{czech[1]}{czech[2]}" if czech and czech[2] else ""
    return build.Seat(
        country=address.country,
        street=address.street,
        postal_code=address.postal_code,
        locality=address.town,
        district=district if places.district(district) else "",
        region=f"CZ0{czech[1]}" if czech else _LAND.get(address.region, ""),
    )


def _number(row: Row, entity: Entity) -> Identifier | None:
    """Return the number in the register of its own country, or None where it cannot be told."""
    country, found = entity.jurisdiction[:2], None
    if not entity.number or country not in ("CZ", "DE"):
        return None
    if country == "CZ":
        # Czech registers of all kinds know their subjects by the IČO.
        found = identifiers.checked("ico", entity.number)
    elif court := courts.name("gleif", entity.authority) or entity.other_authority:
        found = identifiers.checked("hr", f"{court} {entity.number}")
    if found is None:
        row.remark("bad_identifier", "The number in the register of its country is none of it.")
    return found
