"""Draws offers and requests of firms, as entries of the catalogue."""

import random
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import cycle
from typing import Any, Literal

import msgspec

from demo.firms import Firm
from demo.shapes import LANGUAGE, Country, Some, Trade
from demo.stock import read
from demo.towns import Address
from demo.words import capital

Kind = Literal["request", "offer"]


class Wording(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What titles and texts are made of."""

    titles: Some
    """With ``{product}`` in the nominative, after a colon or a dash."""
    closings: Some
    """Whole sentences that end a text."""


class Phrases(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The wordings of one kind in one language."""

    any: Wording
    goods: Wording
    """For trades that make things; fits no service."""
    alone: tuple[str, ...] = ()
    """Whole sentences that are a text by themselves."""

    def of(self, trade: Trade) -> tuple[Sequence[str], Sequence[str]]:
        """Return titles and closings for firms of ``trade``."""
        if int(trade.sectors[0][:2]) > _LAST_OF_GOODS:
            return self.any.titles, self.any.closings
        return self.any.titles + self.goods.titles, self.any.closings + self.goods.closings


_LAST_OF_GOODS = 32
"""The divisions of NACE up to this one grow, dig or make things; the next one repairs them."""


def draw(
    firms: Sequence[Firm],
    count: int,
    today: date,
    rng: random.Random,
) -> Iterator[dict[str, Any]]:
    """Yield ``count`` offers and requests, about as many of a small trade as of a large one."""
    phrases = read("offers.yaml", dict[str, dict[Kind, Phrases]])
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
            "sectors": [{"code": firm.trade.sectors[0][:5], "edition": "NACE2.1"}],
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
    own = _own(trade, country, kind, phrases)
    next_own = cycle(own)
    sentences = phrases.alone or texts.purposes[1:]
    while True:
        if not own or rng.random() < _SHORT[kind]:
            yield capital(rng.choice(texts.products)), rng.choice(sentences)
        else:
            yield next(next_own)


_SHORT: Mapping[Kind, float] = {"request": 0.4, "offer": 0.6}
"""Share of the short ones."""


def _own(trade: Trade, country: Country, kind: Kind, phrases: Phrases) -> list[tuple[str, str]]:
    texts = trade.texts(country)
    if kind == "request":
        subjects = list(texts.asks.items())
    elif trade.weight >= _LARGE:
        # The first purpose is the wording of the register, so not that.
        subjects = list(zip(texts.products[:_OFFERED], texts.purposes[1:], strict=False))
    else:
        subjects = []
    titles, closings = phrases.of(trade)
    shift = sum(trade.trade.encode())
    return [
        (
            titles[place % len(titles)].format(product=product),
            f"{opening} {closings[place % len(closings)]}",
        )
        for place, (product, opening) in enumerate(subjects, shift)
    ]


_LARGE = 8
"""Weight of the trades that also offer something with a text of their own."""
_OFFERED = 2
"""How many products they offer so."""


def _place(address: Address) -> dict[str, str]:
    return {
        "locality": address.municipality.name,
        "postal_code": address.postal_code,
    }


def _id(firm: Firm) -> str:
    if firm.country == "CZ":
        return f"cz-{firm.number}"
    return f"de-{firm.court.lower()}-{firm.register.lower()}-{firm.number}"
