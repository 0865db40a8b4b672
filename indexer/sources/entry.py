"""An entry of a catalogue, and the record that it becomes. Also for formats that map to it."""

from typing import Annotated, Literal

import msgspec

from core.records import Edition, Identifier, Kind, Offer, OfferType, Organisation, Place, Sector
from indexer.normalise import dates, text
from indexer.sources import build, marks
from indexer.sources.base import OUTSIDE, Outcome, Row, RowRejected
from taxonomy import cpv, kinds, legalforms, places

EntryType = Literal["organisation", "offer", "request", "event"]


class Position(msgspec.Struct, frozen=True):
    """Where something is, by its parts."""

    street: str | None = None
    postal_code: str | int | None = None
    locality: str | None = None
    lat: float | None = None
    lon: float | None = None


class Coded(msgspec.Struct, frozen=True):
    """An activity code with the edition that it is of."""

    code: str
    edition: Edition = "NACE2.1"


class Numbers(msgspec.Struct, frozen=True):
    """Official numbers of an organisation."""

    ico: str | int | None = None
    hr: str | None = None
    lei: str | None = None
    vat: str | None = None
    other: str | None = None


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One line of a catalogue, as catalogue.schema.json describes it."""

    type: EntryType
    id: str | int
    language: str
    country: str
    title: str | None = None
    name: str | None = None
    text: str | list[str] | None = None
    date: str | None = None
    starts: str | None = None
    ends: str | None = None
    place: str | Position | None = None
    sectors: list[str | Coded] | None = None
    cpv: list[str] | None = None
    organisation: str | int | None = None
    organisation_name: str | None = None
    url: str | None = None
    kind: Kind | None = None
    former_names: list[str] | None = None
    products: list[str] | None = None
    research_fields: list[str] | None = None
    members: list[str] | None = None
    member_count: Annotated[int, msgspec.Meta(ge=0)] | None = None
    website: str | None = None
    identifiers: Numbers | None = None


KEYS = frozenset(Entry.__struct_fields__)

_LONGEST_ID = 256
_LONGEST_ID_BYTES = 512
"""OpenSearch's own limit; a letter with an accent has two bytes."""


def record(row: Row, entry: Entry) -> Outcome:
    """Return the record of an entry. Raises RowRejected where it cannot be one."""
    record_id = str(entry.id)
    too_long = len(record_id) > _LONGEST_ID or len(record_id.encode()) > _LONGEST_ID_BYTES
    if not record_id.strip() or too_long or not record_id.isprintable():
        raise RowRejected("no_key", "The entry has no id that can be kept.")
    country, language = entry.country.strip().upper(), entry.language.strip().lower()
    if not (len(country) == 2 and country.isascii() and country.isalpha()):
        raise RowRejected("bad_country", "The country is no code of two letters (ISO 3166-1).")
    if not (len(language) in (2, 3) and language.isascii() and language.isalpha()):
        raise RowRejected("bad_language", "The language is no code of two letters (ISO 639-1).")
    if entry.type == "organisation":
        return _organisation(row, entry, record_id, country, language)
    return _offer(row, entry, record_id, (country, language), entry.type)


def _organisation(row: Row, entry: Entry, record_id: str, country: str, language: str) -> Outcome:
    seat = _place(row, entry, country)
    # An organisation that does not say where it is is taken: nothing says that it is outside.
    if seat is not None and build.outside(seat, row.context.border):
        return OUTSIDE
    name = build.required_name(row, entry.name or entry.title or "")
    form = legalforms.parse(name, country).code
    row.claim(record_id)
    return Organisation(
        id=record_id,
        kind=entry.kind or kinds.kind_of(name, form, country),
        language=language,
        country=country,
        name=name,
        legal_form=form,
        identifiers=_identifiers(row, entry.identifiers or Numbers()),
        place=seat or Place(country=country),
        sectors=_sectors(row, entry),
        purpose=_text(entry),
        former_names=marks.distinct(entry.former_names or ()),
        status=legalforms.status(name, country),
        products=marks.distinct(entry.products or ()),
        website=text.clean(entry.website or entry.url or ""),
        research_fields=marks.distinct(entry.research_fields or ()),
        members=marks.members(row, entry.members or ()),
        member_count=entry.member_count or 0,
        provenance=row.provenance(record_id, build.day(row, entry.date or "", "the entry")),
    )


def _offer(
    row: Row, entry: Entry, record_id: str, where: tuple[str, str], offer_type: OfferType
) -> Outcome:
    country, language = where
    title = build.required_name(row, entry.title or entry.name or "", "title")
    row.claim(record_id, "offers")
    return Offer(
        id=record_id,
        type=offer_type,
        language=language,
        country=country,
        title=title,
        text=_text(entry),
        place=_place(row, entry, country),
        sectors=_sectors(row, entry),
        cpv=_cpv(row, entry),
        starts=_moment(row, entry.starts, "the begin"),
        ends=_moment(row, entry.ends, "the end"),
        organisation="" if entry.organisation is None else str(entry.organisation),
        organisation_name=text.clean(entry.organisation_name or ""),
        url=text.clean(entry.url or ""),
        provenance=row.provenance(record_id, build.day(row, entry.date or "", "the entry")),
    )


def _text(entry: Entry) -> str:
    parts = [entry.text] if isinstance(entry.text, str) else entry.text or []
    return "\n".join(dict.fromkeys(filter(None, map(text.clean, parts))))


def _place(row: Row, entry: Entry, country: str) -> Place | None:
    given = entry.place
    if isinstance(given, str):
        found = places.find(given) if given.strip() else None
        if found and found.country == country:
            given = Position(postal_code=found.postal_code, locality=found.name)
        else:
            given = Position(locality=given)
    if given is None or given == Position():
        return None
    return build.place(
        row,
        build.Seat(
            country=country,
            street=given.street or "",
            postal_code="" if given.postal_code is None else str(given.postal_code),
            locality=given.locality or "",
            latitude=given.lat,
            longitude=given.lon,
        ),
    )


def _sectors(row: Row, entry: Entry) -> tuple[Sector, ...]:
    coded = [Coded(one) if isinstance(one, str) else one for one in entry.sectors or ()]
    found: dict[str, Sector] = {}
    for edition in dict.fromkeys(one.edition for one in coded):
        codes = [one.code for one in coded if one.edition == edition]
        for sector in build.sectors(row, codes, edition):
            found.setdefault(sector.code, sector)
    main = coded[0] if coded else None
    return tuple(
        msgspec.structs.replace(
            sector,
            primary=main is not None
            and (sector.original, sector.edition) == (main.code.strip(), main.edition),
        )
        for sector in found.values()
    )


def _cpv(row: Row, entry: Entry) -> tuple[str, ...]:
    codes: dict[str, None] = {}
    for code in entry.cpv or ():
        known = cpv.normalised(code)
        if known:
            codes[known] = None
        else:
            row.remark("unknown_cpv", f"{build.shown(code)} is no code of CPV 2008.")
    return tuple(codes)


def _identifiers(row: Row, numbers: Numbers) -> tuple[Identifier, ...]:
    given = ((scheme, getattr(numbers, scheme)) for scheme in Numbers.__struct_fields__)
    return tuple(
        identifier
        for scheme, value in given
        if value is not None
        for identifier in build.identifier(row, scheme, str(value))
    )


def _moment(row: Row, value: str | None, what: str) -> str:
    read = dates.moment(value or "")
    if read is None:
        row.remark("bad_date", f"The date of {what} is none.")
    return read or ""
