"""The register of legal entity identifiers (LEI): GLEIF's golden copy as CSV or JSON, also zipped.

The number that an entity has in its own register makes it one with what that register tells of it:
an IČO, or court and number. Where the file of relationships (level 2) is given as well, owners are
kept by their LEI. Sole proprietors are persons and are left out.
"""

import io
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from core.records import Identifier, Kind, Organisation, Place, Skipped
from indexer.normalise import addresses, identifiers, text
from indexer.sources import archives, build, gleif_csv, gleif_json, ids
from indexer.sources.base import (
    ENDED,
    NATURAL_PERSON,
    OUTSIDE,
    SUPERSEDED,
    Context,
    Outcome,
    Row,
    RowRejected,
    Source,
    WrongFile,
    guarded,
)
from indexer.sources.gleif_entity import Address, Entity
from indexer.sources.lines import Line
from taxonomy import courts, formcodes, legalforms, places

_EXPECTED = "the golden copy of the LEI register as CSV or JSON"
_ENDINGS = frozenset({".csv", ".json", ".jsonl"})
_PROBE = 4096
_BATCH = 10_000
"""Rows that are passed over together."""
_SOLE = "SOLE_PROPRIETOR"
_KINDS: Mapping[str, Kind] = {
    "FUND": "other",
    "RESIDENT_GOVERNMENT_ENTITY": "public",
    "INTERNATIONAL_ORGANIZATION": "public",
}
"""What the category tells; for others the legal form does."""
_WITHDRAWN = frozenset({"ANNULLED", "CANCELLED", "MERGED", "RETIRED"})
"""States of a LEI whose entity is no more or never was one."""
_LAND = {"DE-SN": "DED"}
"""The only German Land of which the place tables know districts."""
_REGIONS = ("DE-SN", "CZ-41", "CZ-42", "CZ-51")
"""ISO 3166-2 of Saxony and the three Czech regions that the place tables know."""
_Owners = Mapping[str, Sequence[str]]


def _read(files: Sequence[Path], context: Context) -> Iterator[Outcome]:
    """Read who owns whom first, then the entities."""

    def parts(*, relations: bool) -> Iterator[archives.Part]:
        all_parts = archives.parts(files, _ENDINGS, _EXPECTED)
        return (part for part in all_parts if _of_relations(part) is relations)

    owners: defaultdict[str, list[str]] = defaultdict(list)
    yield from archives.each_part(
        parts(relations=True), context, partial(_relations, context=context, owners=owners)
    )
    yield from archives.each_part(
        parts(relations=False), context, partial(_entities, context=context, owners=owners)
    )


def _of_relations(part: archives.Part) -> bool:
    try:
        with part.opened() as file:
            return gleif_csv.RELATION_COLUMNS[0].encode() in file.peek(_PROBE)[:_PROBE]
    except WrongFile:
        return False  # reading it will tell


def _relations(
    file: io.BufferedReader, name: str, context: Context, owners: defaultdict[str, list[str]]
) -> Iterator[Outcome]:
    table = gleif_csv.Table(file, name, gleif_csv.RELATION_COLUMNS, "relationships of LEI")
    for line in table.rows():
        try:
            found = gleif_csv.relation(table, line)
        except RowRejected as reason:
            yield Row(context, name, line.number).rejection(reason.reason, reason.detail)
            continue
        if found and found.owner not in owners[found.owned]:
            # The direct owner stands before the one at the top.
            owners[found.owned].insert(0 if found.direct else len(owners[found.owned]), found.owner)


def _entities(
    file: io.BufferedReader, name: str, context: Context, owners: _Owners
) -> Iterator[Outcome]:
    """Read the entities; rows without the code of a wanted country are passed over together."""
    countries = sorted(context.border.countries)
    wanted = [f"{mark}{country}{mark}".encode() for country in countries for mark in '",']
    passed = 0
    for line, read in _rows(file, name):
        if any(code in line.raw for code in wanted) or not line.ended:
            row = Row(context, name, line.number)
            yield guarded(row, partial(_entity, line=line, read=read, owners=owners))
        elif line.raw.strip():
            passed += 1
            if passed == _BATCH:
                yield Skipped(reason="outside_region", count=passed)
                passed = 0
    if passed:
        yield Skipped(reason="outside_region", count=passed)


def _rows(file: io.BufferedReader, name: str) -> Iterator[tuple[Line, Callable[[Line], Entity]]]:
    """Yield each row of a file with what reads it."""
    head = file.peek(_PROBE)[:_PROBE].removeprefix(b"\xef\xbb\xbf").lstrip()
    if head.startswith((b"{", b"[")):
        return ((line, gleif_json.entity) for line in gleif_json.records(file))
    table = gleif_csv.Table(file, name, gleif_csv.COLUMNS, _EXPECTED)
    read = partial(gleif_csv.entity, table)
    return ((line, read) for line in table.rows())


def _entity(row: Row, line: Line, read: Callable[[Line], Entity], owners: _Owners) -> Outcome:
    entity = read(line)
    seat = _seat(row, entity)
    if seat is None:
        return OUTSIDE
    if entity.registration == "DUPLICATE":
        return SUPERSEDED
    if entity.registration in _WITHDRAWN:
        return ENDED  # the number is gone, which tells nothing of the organisation
    name = text.name(entity.name)
    form = formcodes.named("elf", entity.form, name, seat.country)
    natural = entity.category == _SOLE or legalforms.natural_person(form)
    if natural and not row.context.natural_persons:
        return NATURAL_PERSON
    taken = _organisation(row, entity, form, seat, owners)
    return build.ended(taken) if entity.status == "INACTIVE" else taken


def _organisation(
    row: Row, entity: Entity, form: str, seat: Place, owners: _Owners
) -> Organisation:
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
        kind=_KINDS.get(entity.category) or legalforms.kind(form),
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


SOURCE = Source(
    name="gleif",
    title="LEI register: golden copy as CSV or JSON, also zipped, with its file of relationships",
    read=_read,
    attribution="Global Legal Entity Identifier Foundation (GLEIF), CC0",
    whole=True,
)
