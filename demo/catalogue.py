"""Writes institutions, offers, requests and events in the project's own catalogue format."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Literal

import msgspec

from core.files import replacing
from demo import offers
from demo.firms import Firm
from demo.shapes import LANGUAGE, Country
from demo.stock import read
from demo.words import capital


class Institution(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An invented university, institute, chamber or association."""

    id: str
    kind: Literal["university", "institute", "chamber", "association"]
    country: Country
    name: str
    locality: str
    postal_code: str
    text: str
    fields: tuple[str, ...]
    """Fields of research or of service."""
    sectors: tuple[str, ...]
    """NACE Rev. 2.1 codes."""


class Event(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An invented meeting."""

    country: Country
    locality: str
    postal_code: str
    title: str
    text: str
    days: int
    """Begin, counted from the fixed day of the demo."""
    length: int
    """Days that it lasts."""
    by: str
    """Id of the institution that invites."""


@dataclass(frozen=True)
class Size:
    """How many of each."""

    institutions: int
    offers: int
    events: int


def write(path: Path, firms: Sequence[Firm], size: Size, today: date, rng: random.Random) -> None:
    """Write the catalogue as JSON lines to ``path``; dates are counted from ``today``.

    Institutions and events are those of demo/data in their order, offers are drawn.
    """
    institutions = read("institutions.yaml", tuple[Institution, ...])[: size.institutions]
    known = {one.id for one in institutions}
    events = [one for one in read("events.yaml", tuple[Event, ...]) if one.by in known]
    able = [firm for firm in firms if firm.listed]
    with replacing(path) as file:
        for record in (
            *map(_institution, institutions),
            *offers.draw(able, size.offers, today, rng),
            *(_event(n, one, today) for n, one in enumerate(events[: size.events], 1)),
        ):
            file.write(msgspec.json.encode(record) + b"\n")


def _institution(one: Institution) -> dict[str, Any]:
    return {
        "type": "organisation",
        "id": one.id,
        "kind": one.kind,
        "language": LANGUAGE[one.country],
        "country": one.country,
        "name": one.name,
        "text": one.text,
        "products": list(map(capital, one.fields)),
        "sectors": [{"code": code, "edition": "NACE2.1"} for code in one.sectors],
        "place": {"locality": one.locality, "postal_code": one.postal_code},
        "website": f"https://{one.id}.example",
    }


def _event(number: int, one: Event, today: date) -> dict[str, Any]:
    starts = today + timedelta(days=one.days)
    return {
        "type": "event",
        "id": f"demo-event-{number:03}",
        "language": LANGUAGE[one.country],
        "country": one.country,
        "title": one.title,
        "text": one.text,
        "place": {"locality": one.locality, "postal_code": one.postal_code},
        "starts": starts.isoformat(),
        "ends": (starts + timedelta(days=one.length - 1)).isoformat(),
        "organisation": one.by,
    }
