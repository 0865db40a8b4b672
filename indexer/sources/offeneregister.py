"""OffeneRegister: a free copy of the German register of companies, as JSON lines.

About five million records, plain or packed. Officers are persons and are not read: the structs
below do not know them, so the decoder passes over them.
"""

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

import msgspec

from core.records import Identifier, Organisation, Place, Skipped
from indexer.normalise import addresses, identifiers, text
from indexer.sources import build, objects
from indexer.sources.base import (
    NATURAL_PERSON,
    OUTSIDE,
    Context,
    Outcome,
    Row,
    RowRejected,
    Source,
    WrongFile,
    each_file,
    guarded,
)
from indexer.sources.lines import Line
from taxonomy import kinds, legalforms

_EXPECTED = "JSON lines of OffeneRegister (plain, .bz2 or .gz)"
_STATE = "Saxony"
"""The only Land of which the place tables know districts; the source writes Länder in English."""
_SAXON_COURTS = frozenset({"Chemnitz", "Dresden", "Leipzig"})
_ACTIVE = frozenset({"currently registered", ""})
_SOLE_TRADERS = "HRA"
"""Register of partnerships and of sole traders."""


class _Attributes(msgspec.Struct):
    native_company_number: str | None = None
    registrar: str | None = None
    registered_office: str | None = None
    federal_state: str | None = None
    register: str | None = msgspec.field(name="_registerArt", default=None)


class _Previous(msgspec.Struct):
    company_name: str | None = None


class _Company(msgspec.Struct):
    company_number: str | None = None
    name: str | None = None
    current_status: str | None = None
    registered_address: str | None = None
    retrieved_at: str | None = None
    previous_names: list[_Previous] | None = None
    all_attributes: _Attributes = msgspec.field(default_factory=_Attributes)


class _Land(msgspec.Struct):
    federal_state: str | None = None


class _Located(msgspec.Struct):
    """As much of a company as tells that it is in another Land."""

    all_attributes: _Land


_DECODER = msgspec.json.Decoder(_Company)
_LOCATED = msgspec.json.Decoder(_Located)


def _read(files: Sequence[Path], context: Context) -> Iterator[Outcome]:
    return each_file(files, context, _companies)


def _companies(file: Path, context: Context) -> Iterator[Outcome]:
    elsewhere = 0
    try:
        for line in objects.objects(file, _EXPECTED):
            if _elsewhere(line):
                elsewhere += 1
                continue
            if elsewhere:
                yield Skipped(reason=OUTSIDE.reason, count=elsewhere)
                elsewhere = 0
            yield guarded(context.at(file, line.number), partial(_company, line=line))
    except WrongFile:
        if elsewhere:
            yield Skipped(reason=OUTSIDE.reason, count=elsewhere)
        raise
    if elsewhere:
        yield Skipped(reason=OUTSIDE.reason, count=elsewhere)


def _elsewhere(line: Line) -> bool:
    """Tell whether a line is whole, and of a company in another Land."""
    try:
        land = _LOCATED.decode(line.raw).all_attributes.federal_state
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return False
    return bool(land) and land != _STATE


def _company(row: Row, line: Line) -> Outcome:
    company = objects.decoded(line, _DECODER)
    attributes = company.all_attributes
    name = text.name(company.name or "")
    form = legalforms.parse(name, "DE").code
    seat = build.place(row, _seat(company))
    if _outside(row, seat, attributes):
        return OUTSIDE
    if _natural_person(form, attributes) and not row.context.natural_persons:
        return NATURAL_PERSON
    taken = _organisation(row, company, build.required_name(row, name), seat)
    active = (company.current_status or "") in _ACTIVE
    return taken if active else build.ended(taken)


def _organisation(row: Row, company: _Company, name: str, seat: Place) -> Organisation:
    number = identifiers.hr(company.all_attributes.native_company_number or "")
    key = identifiers.slug(number or company.company_number or "")
    if not key:
        raise RowRejected("no_key", "The row has neither a register number nor a company number.")
    record_id = f"de-{key}"
    row.claim(record_id)
    form = build.named_form(row, name, "DE")
    former = (text.name(one.company_name or "") for one in company.previous_names or ())
    retrieved = build.day(row, company.retrieved_at or "", "retrieval")
    return Organisation(
        id=record_id,
        kind=kinds.kind_of(name, form, "DE"),
        language="de",
        country="DE",
        name=name,
        legal_form=form,
        identifiers=(Identifier("hr", number),) if number else (),
        place=seat,
        former_names=tuple(dict.fromkeys(one for one in former if one and one != name)),
        status=legalforms.parse(name, "DE").status or "active",
        provenance=row.provenance(company.company_number or key, retrieved),
    )


def _seat(company: _Company) -> build.Seat:
    address = addresses.parsed(company.registered_address or "", "DE")
    return build.Seat(
        country="DE",
        street=address.street,
        postal_code=address.postal_code,
        locality=address.locality or company.all_attributes.registered_office or "",
        region="DED" if company.all_attributes.federal_state == _STATE else "",
    )


def _outside(row: Row, seat: Place, attributes: _Attributes) -> bool:
    """Tell whether a company is outside, or nothing says that it is in Saxony.

    Of all Germany five million records must not pass because their place could not be read.
    """
    in_saxony = seat.region == "DED" or attributes.registrar in _SAXON_COURTS
    return not in_saxony or build.outside(seat, row.context.border)


def _natural_person(form: str, attributes: _Attributes) -> bool:
    """Tell whether a company is a sole trader.

    Partnerships must write their form in their name, so who stands in the same register without
    one is taken for a sole trader of the time before ``e. K.`` had to be written.
    """
    return legalforms.natural_person(form) or (not form and attributes.register == _SOLE_TRADERS)


SOURCE = Source(
    name="offeneregister",
    title="German register of companies as JSON lines, plain, .bz2 or .gz",
    read=_read,
    attribution="OffeneRegister / from OpenCorporates, CC BY 4.0",
    whole=True,
)
