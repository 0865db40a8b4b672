"""Structured register content (SI) of the German registers: one XJustiz message for each company.

A delivery is one file, a folder or a ZIP archive of them. Persons are not read; see
``xjustiz_message``.
"""

import io
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from core.records import Identifier, Organisation, Place, Status
from indexer.normalise import identifiers, text
from indexer.sources import archives, build, standing, xml
from indexer.sources.base import (
    NATURAL_PERSON,
    OUTSIDE,
    SUPERSEDED,
    Context,
    Outcome,
    Row,
    RowRejected,
    Source,
    guarded,
)
from indexer.sources.xjustiz_message import TAG, Address, Message
from taxonomy import courts, formcodes, kinds, legalforms

VERSION = "3.5.1"
"""The XJustiz version that is read; messages of others are read as far as they are built alike."""

_EXPECTED = f"a register extract in XJustiz {VERSION} (nachricht.reg.0400003)"
_ENDINGS = frozenset({".xml"})
_GERMANY = frozenset({"", "000", "DE", "DEU"})
"""In the code list bfj.staat, and in ISO 3166, which other versions use."""
_SOLE_TRADERS = "HRA"
"""Register of partnerships and of sole traders."""


def _read(files: Sequence[Path], context: Context) -> Iterator[Outcome]:
    parts = archives.parts(files, _ENDINGS, _EXPECTED)
    drawn: dict[tuple[str, str], str] = {}
    return archives.each_part(parts, context, partial(_messages, context=context, drawn=drawn))


def _messages(
    file: io.BufferedReader, name: str, context: Context, drawn: dict[tuple[str, str], str]
) -> Iterator[Outcome]:
    """Read the one message of a file, unless a newer one of the same company was there before."""
    for root in xml.elements(file, name, TAG, _EXPECTED):
        message = Message(root)
        key = (message.court, message.number)
        if all(key) and key in drawn and message.drawn <= drawn[key]:
            yield SUPERSEDED
            continue
        drawn[key] = message.drawn
        yield guarded(Row(context, name, 0), partial(_company, message=message))


def _company(row: Row, message: Message) -> Outcome:
    if not message.fits:
        raise RowRejected(
            "wrong_schema",
            f"The message has no basic data of a legal person. What is read is XJustiz {VERSION}, "
            f"this one says {message.version or 'nothing of its version'}.",
        )
    if message.version != VERSION:
        row.remark(
            "other_version",
            f"The message is of version {message.version or 'unknown'}, read like {VERSION}.",
        )
    court = courts.name("xjustiz", message.court)
    seat = _place(row, message.address)
    if seat is None or _outside(row, seat, court):
        return OUTSIDE
    name = text.name(message.name)
    form = formcodes.named("xjustiz", message.form, name, "DE")
    natural = legalforms.natural_person(form) or (not form and message.register == _SOLE_TRADERS)
    if natural and not row.context.natural_persons:
        return NATURAL_PERSON
    taken = _organisation(row, message, form, seat, court)
    return build.ended(taken) if taken.status == "ended" else taken


def _organisation(row: Row, message: Message, form: str, seat: Place, court: str) -> Organisation:
    if not court:
        row.remark("unknown_court", "The code of the court is in no list that is known.")
    number = identifiers.hr(f"{court or message.court} {message.number}")
    if not number:
        raise RowRejected("no_key", "The message has no register number.")
    record_id = f"de-{identifiers.slug(number)}"
    name = build.required_name(row, message.name)
    row.claim(record_id)
    if not form:
        row.remark("unknown_legal_form", "Neither code nor name show a legal form that is known.")
    former = (text.name(one) for one in message.former_names)
    return Organisation(
        id=record_id,
        kind=kinds.kind_of(name, form, "DE"),
        language="de",
        country="DE",
        name=name,
        legal_form=form,
        identifiers=(Identifier("hr", number),) if court else (),
        place=seat,
        purpose=message.purpose,
        former_names=tuple(dict.fromkeys(one for one in former if one and one != name)),
        status=_status(message, name),
        provenance=row.provenance(number, build.day(row, message.drawn, "the extract")),
    )


def _status(message: Message, name: str) -> Status:
    told = standing.of_texts(message.entries)
    if told in ("", "active"):
        return legalforms.parse(name, "DE").status or "active"
    return told


def _place(row: Row, address: Address) -> Place | None:
    """Return the place of business; None where it is abroad."""
    if address.state not in _GERMANY:
        return None
    return build.place(
        row,
        build.Seat(
            country="DE",
            street=address.street,
            number=address.house,
            postal_code=address.postal_code,
            locality=address.town,
            part=address.part,
        ),
    )


def _outside(row: Row, seat: Place, court: str) -> bool:
    """Tell whether a company is outside, or nothing says that it is in Saxony."""
    in_saxony = bool(seat.district or seat.region) or court in courts.SAXON
    return not in_saxony or build.outside(seat, row.context.border)


SOURCE = Source(
    name="xjustiz",
    title=f"German register extracts in XJustiz {VERSION}: one file, a folder or a ZIP of them",
    read=_read,
    attribution="Registergerichte der Länder, strukturierter Registerinhalt",
    conditions=(
        "The German register portal allows 60 look-ups an hour and no copy of the register, so "
        "extracts may only be imported from a delivery with a legal basis of its own."
    ),
)
