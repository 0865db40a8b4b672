"""Writes institutions, offers, requests and events in the project's own catalogue format."""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import cycle
from pathlib import Path
from typing import Any, Literal

import msgspec

from core.files import replacing
from demo.firms import Firm
from demo.stock import LANGUAGE, Country, Trade, read
from demo.towns import Address
from demo.words import capital

Kind = Literal["request", "offer"]


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


class Phrases(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What titles and texts of one kind are made of in one language."""

    titles: tuple[str, ...]
    """With ``{product}`` in the nominative, after a colon or a dash."""
    closings: tuple[str, ...]
    """Whole sentences that end a text."""


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
    phrases = read("offers.yaml", dict[str, dict[Kind, Phrases]])
    able = [firm for firm in firms if firm.listed]
    with replacing(path) as file:
        for record in (
            *map(_institution, institutions),
            *_offers(able, size.offers, phrases, today, rng),
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
        "products": list(one.fields),
        "sectors": _sectors(one.sectors),
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


def _offers(
    firms: Sequence[Firm],
    count: int,
    phrases: Mapping[str, Mapping[Kind, Phrases]],
    today: date,
    rng: random.Random,
) -> Iterator[dict[str, Any]]:
    """Yield ``count`` offers and requests, about as many of a small trade as of a large one."""
    by_trade = _by_trade(firms)
    tellers: dict[tuple[Country, str, Kind], Iterator[tuple[str, str]]] = {}
    for number in range(1, count + 1):
        country, name = rng.choice(list(by_trade))
        firm = rng.choice(by_trade[country, name])
        kind: Kind = rng.choice(("request", "offer"))
        if (country, name, kind) not in tellers:
            wording = phrases[LANGUAGE[country]][kind]
            tellers[country, name, kind] = _texts(firm.trade, country, kind, wording, rng)
        title, text = next(tellers[country, name, kind])
        yield {
            "type": kind,
            "id": f"demo-{kind}-{number:05}",
            "language": LANGUAGE[country],
            "country": country,
            "title": title,
            "text": text,
            "place": _place(firm.address),
            "sectors": _sectors([firm.trade.sectors[0][:5]]),
            "cpv": list(firm.trade.cpv),
            "starts": (today - timedelta(days=rng.randint(0, 90))).isoformat(),
            "ends": (today + timedelta(days=rng.randint(14, 180))).isoformat(),
            "organisation": _id(firm),
            "organisation_name": firm.name,
        }


def _by_trade(firms: Sequence[Firm]) -> dict[tuple[Country, str], list[Firm]]:
    found: dict[tuple[Country, str], list[Firm]] = {}
    for firm in firms:
        found.setdefault((firm.country, firm.trade.trade), []).append(firm)
    return found


def _texts(
    trade: Trade, country: Country, kind: Kind, phrases: Phrases, rng: random.Random
) -> Iterator[tuple[str, str]]:
    """Yield titles and texts of the offers or of the requests that firms of a trade make.

    Some have a title and a text of their own: few, since each has to be embedded and the trades
    are many. The others say in short what other records say too, in ever new pairs.
    """
    texts = trade.texts(country)
    own = cycle(_own(trade, country, kind, phrases))
    sentences = phrases.closings if kind == "request" else texts.purposes[1:]
    while True:
        if rng.random() < _SHORT[kind]:
            yield capital(rng.choice(texts.products)), rng.choice(sentences)
        else:
            yield next(own)


_SHORT: Mapping[Kind, float] = {"request": 0.4, "offer": 0.6}
"""Share of the short ones."""


def _own(trade: Trade, country: Country, kind: Kind, phrases: Phrases) -> list[tuple[str, str]]:
    texts = trade.texts(country)
    if kind == "request":
        subjects = list(texts.asks.items())
    else:
        # The first purpose is the wording of the register, so not that.
        subjects = list(zip(texts.products[:_OFFERED], texts.purposes[1:], strict=False))
    shift = sum(trade.trade.encode())
    return [
        (
            phrases.titles[place % len(phrases.titles)].format(product=product),
            f"{opening} {phrases.closings[place % len(phrases.closings)]}",
        )
        for place, (product, opening) in enumerate(subjects, shift)
    ]


_OFFERED = 2
"""How many of a trade's products are offered with a text of their own."""


def _sectors(codes: Sequence[str]) -> list[dict[str, str]]:
    return [{"code": code, "edition": "NACE2.1"} for code in codes]


def _place(address: Address) -> dict[str, str]:
    return {
        "locality": address.municipality.name,
        "postal_code": address.postal_code,
    }


def _id(firm: Firm) -> str:
    if firm.country == "CZ":
        return f"cz-{firm.number}"
    return f"de-{firm.court.lower()}-{firm.register.lower()}-{firm.number}"
