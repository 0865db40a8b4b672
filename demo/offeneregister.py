"""Writes Saxon firms as JSON lines of OffeneRegister, the free copy of the German register.

It says nothing about what a firm does. Officers are left out.
"""

import bz2
import random
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import msgspec

from core.files import replacing
from demo.firms import REGISTER_COPY_ENDS, Firm

_COURTS = {"Chemnitz": "U1206", "Dresden": "U1104"}
"""XJustiz codes of the courts, which the copy's own numbers begin with."""

_COPIED_FROM = date(2017, 6, 1)


def write(path: Path, firms: Sequence[Firm], rng: random.Random) -> None:
    """Write all firms that the copy knows to ``path``, compressed with bz2."""
    encode = msgspec.json.Encoder(order="sorted").encode
    with replacing(path) as file, bz2.open(file, "wb", compresslevel=6) as lines:
        for record in _with_dirt([_record(one, rng) for one in firms if one.in_register_copy], rng):
            lines.write(encode(record) + b"\n")


def _record(firm: Firm, rng: random.Random) -> dict[str, Any]:
    address, town = firm.address, firm.address.municipality.name
    native = f"{firm.court} {firm.register} {firm.number}"
    seen = max(_COPIED_FROM, firm.founded)
    retrieved = seen + timedelta(days=rng.randint(0, (REGISTER_COPY_ENDS - seen).days))
    clock = f"{rng.randint(0, 23):02}:{rng.randint(0, 59):02}:00"
    record: dict[str, Any] = {
        "all_attributes": {
            "_registerArt": firm.register,
            "_registerNummer": firm.number,
            "federal_state": "Saxony",
            "native_company_number": native,
            "registered_office": town,
            "registrar": firm.court,
        },
        "company_number": f"{_COURTS[firm.court]}_{firm.register}{firm.number}",
        "current_status": "currently registered",
        "jurisdiction_code": "de",
        "name": firm.name,
        "retrieved_at": f"{retrieved.isoformat()}T{clock}Z",
    }
    if rng.random() < 0.97:
        record["registered_address"] = (
            f"{address.street} {address.number}, {address.postal_code} {town}."
        )
    if firm.former_name:
        record["previous_names"] = [{"company_name": firm.former_name}]
    return record


def _with_dirt(records: Sequence[dict[str, Any]], rng: random.Random) -> Iterator[dict[str, Any]]:
    """Yield the records and, one in a thousand, one that comes twice or has no name.

    Four in a thousand are followed by one to leave out: no longer registered, or a sole trader.
    """
    for record in records:
        yield record
        chance = rng.random()
        if chance < 0.0005:
            yield record
        elif chance < 0.001:
            yield {**_other(record, "HRB"), "name": ""}
        elif chance < 0.003:
            yield {**_other(record, "HRB"), "current_status": "removed"}
        elif chance < 0.005:
            yield {**_other(record, "HRA"), "name": "Handel zum Weglassen e. K."}


def _other(record: dict[str, Any], register: str) -> dict[str, Any]:
    """Return ``record`` as another firm, whose number is beyond those that firms are given."""
    attributes = record["all_attributes"]
    court = attributes["registrar"]
    number = str(int(attributes["_registerNummer"]) + 500_000)
    return {
        **record,
        "company_number": f"{_COURTS[court]}_{register}{number}",
        "all_attributes": {
            **attributes,
            "_registerArt": register,
            "_registerNummer": number,
            "native_company_number": f"{court} {register} {number}",
        },
    }
