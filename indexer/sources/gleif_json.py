"""The golden copy of the LEI register as JSON: one record a line, or spread over lines.

The file that GLEIF publishes is one document of 13 GB with the records in a list, each begun by a
brace at the begin of a line and ended by one. Files of one record a line are read alike.
"""

import io
from collections.abc import Iterator
from functools import partial

import msgspec

from indexer.sources import objects
from indexer.sources.base import RowRejected
from indexer.sources.gleif_entity import FORMER, Address, Entity
from indexer.sources.lines import LONGEST_LINE, Line

_FRAME = frozenset(b'[]{}:," \t\r\n' + b"records")
"""Signs of the lines around the records."""
_FRAME_LENGTH = 40
_LARGEST = 1024 * 1024
"""Bytes of a record that is spread over lines; usual are 5,000."""


class _Value(msgspec.Struct):
    text: str | None = msgspec.field(name="$", default=None)


class _OtherName(_Value):
    type: str | None = msgspec.field(name="@type", default=None)


class _OtherNames(msgspec.Struct, rename="pascal"):
    other_entity_name: list[_OtherName] | None = None


class _Address(msgspec.Struct, rename="pascal"):
    first_address_line: _Value | None = None
    city: _Value | None = None
    region: _Value | None = None
    country: _Value | None = None
    postal_code: _Value | None = None


class _Authority(msgspec.Struct):
    code: _Value | None = msgspec.field(name="RegistrationAuthorityID", default=None)
    other: _Value | None = msgspec.field(name="OtherRegistrationAuthorityID", default=None)
    number: _Value | None = msgspec.field(name="RegistrationAuthorityEntityID", default=None)


class _Form(msgspec.Struct, rename="pascal"):
    entity_legal_form_code: _Value | None = None


class _Entity(msgspec.Struct, rename="pascal"):
    legal_name: _Value | None = None
    other_entity_names: _OtherNames | None = None
    legal_address: _Address | None = None
    headquarters_address: _Address | None = None
    registration_authority: _Authority | None = None
    legal_jurisdiction: _Value | None = None
    entity_category: _Value | None = None
    legal_form: _Form | None = None
    entity_status: _Value | None = None
    entity_creation_date: _Value | None = None


class _Registration(msgspec.Struct, rename="pascal"):
    last_update_date: _Value | None = None
    registration_status: _Value | None = None


class _Record(msgspec.Struct):
    lei: _Value = msgspec.field(name="LEI")
    entity: _Entity = msgspec.field(name="Entity")
    registration: _Registration = msgspec.field(name="Registration", default_factory=_Registration)


_DECODER = msgspec.json.Decoder(_Record)


def records(file: io.BufferedReader) -> Iterator[Line]:
    """Yield each record of a file under the number of the line where it begins.

    A record that breaks off or is too large comes as far as it goes.
    """
    chunks = iter(partial(file.readline, LONGEST_LINE), b"")
    begun: list[bytes] = []
    first = size = 0
    for number, chunk in enumerate(chunks, start=1):
        if begun:
            begun.append(chunk)
            size += len(chunk)
            if chunk.startswith(b"}") or size > _LARGEST:
                yield Line(first, _bare(b"".join(begun)), chunk.endswith(b"\n"))
                begun, size = [], 0
        elif chunk.strip() == b"{":
            begun, first = [chunk], number
        elif len(chunk) > _FRAME_LENGTH or not _FRAME.issuperset(chunk):
            yield Line(number, _bare(chunk), chunk.endswith(b"\n"))
    if begun:
        yield Line(first, b"".join(begun), False)


def entity(line: Line) -> Entity:
    """Return the legal entity of a record. Raises RowRejected."""
    record = objects.decoded(line, _DECODER)
    told, form = record.entity, record.entity.legal_form or _Form()
    authority = told.registration_authority or _Authority()
    others = told.other_entity_names or _OtherNames()
    lei = _text(record.lei)
    if not lei:
        raise RowRejected("no_key", "The record has no LEI.")
    return Entity(
        lei=lei,
        name=_text(told.legal_name),
        former_names=tuple(
            _text(one) for one in others.other_entity_name or () if one.type == FORMER
        ),
        legal=_address(told.legal_address),
        headquarters=_address(told.headquarters_address),
        authority=_text(authority.code),
        other_authority=_text(authority.other),
        number=_text(authority.number),
        jurisdiction=_text(told.legal_jurisdiction),
        category=_text(told.entity_category),
        form=_text(form.entity_legal_form_code),
        status=_text(told.entity_status),
        created=_text(told.entity_creation_date),
        registration=_text(record.registration.registration_status),
        updated=_text(record.registration.last_update_date),
    )


def _address(told: _Address | None) -> Address:
    if told is None:
        return Address()
    return Address(
        street=_text(told.first_address_line),
        town=_text(told.city),
        region=_text(told.region),
        country=_text(told.country),
        postal_code=_text(told.postal_code),
    )


def _text(value: _Value | None) -> str:
    return (value.text or "").strip() if value else ""


def _bare(record: bytes) -> bytes:
    """Return a record without the comma that parts it from the next."""
    return record.strip().removesuffix(b",")
