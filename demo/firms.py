"""Draws invented firms from the stock: what each is, where it sits and what it does."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate

from demo import names, numbers
from demo.shapes import LANGUAGE, Country, Form, Register, Size, Trade
from demo.stock import Stock
from demo.towns import Address, Towns

REGISTER_COPY_ENDS = date(2018, 12, 31)
"""The free copy of the German register holds nothing that is younger."""

_PURPOSE_SENTENCES = ((1, 2, 3), (30, 45, 25))
_PRODUCTS = ((1, 2, 3, 4, 5, 6), (8, 22, 28, 22, 14, 6))
_MORE_SECTORS = ((0, 1, 2, 3), (50, 30, 14, 6))
_LICENCES = ((1, 2, 3), (50, 35, 15))
_COMMON_LICENCES = ((0, 1, 2, 3), (45, 30, 17, 8))


@dataclass(frozen=True)
class Firm:
    """One invented firm, whatever files it will appear in."""

    country: Country
    number: str
    """IČO, or the number in the register."""
    register: Register
    court: str
    """Register court; empty for Czech firms."""
    trade: Trade
    name: str
    form: Form
    address: Address
    founded: date
    size: Size
    sectors: tuple[str, ...]
    """WZ 2025 codes, the main one first."""
    activities: tuple[str, ...]
    """Registered activities; Czech firms only."""
    purposes: tuple[str, ...]
    """Sentences."""
    products: tuple[str, ...]
    website: str
    listed: bool
    """Whether a member list knows it."""
    former_name: str

    @property
    def in_register_copy(self) -> bool:
        """Tell whether the copy of the register knows the firm."""
        return self.country == "CZ" or self.founded <= REGISTER_COPY_ENDS


def draw(country: Country, count: int, stock: Stock, rng: random.Random) -> Iterator[Firm]:
    """Yield ``count`` firms of one country. Equal ``rng`` states give equal firms."""
    return _Drawer(country, stock).firms(count, rng)


class _Drawer:
    def __init__(self, country: Country, stock: Stock) -> None:
        self._country: Country = country
        self._stock = stock
        self._towns = Towns(country, stock)
        self._namer = names.Namer(stock.names[LANGUAGE[country]])
        self._trades, self._trade_weights = _weighted_trades(country, stock)

    def firms(self, count: int, rng: random.Random) -> Iterator[Firm]:
        """Yield ``count`` firms with different numbers."""
        if self._country == "CZ":
            for ico in numbers.icos(count, rng):
                yield self._firm(ico, rng)
        else:
            for number in numbers.register_numbers(count, rng):
                yield self._firm(str(number), rng)

    def _firm(self, number: str, rng: random.Random) -> Firm:
        mix = self._stock.mix
        trade = rng.choices(self._trades, cum_weights=self._trade_weights)[0]
        texts = trade.texts(self._country)
        address = self._towns.draw(trade.home, rng)
        forms = mix.forms[self._country]
        form = rng.choices(forms, [form.share for form in forms])[0]
        bare = self._namer.draw(rng.choice(texts.names), address.municipality.name, rng)
        former = self._namer.draw(rng.choice(texts.names), address.municipality.name, rng)
        founded = self._founded(rng)
        listed = rng.random() < mix.listed[self._country]
        return Firm(
            country=self._country,
            number=number,
            register=form.register,
            court=mix.courts.get(address.municipality.district, ""),
            trade=trade,
            name=names.with_form(bare, form, rng),
            form=form,
            address=address,
            founded=founded,
            size=rng.choices(mix.sizes, [size.share for size in mix.sizes])[0],
            sectors=_some(trade.sectors, 1 + _number(_MORE_SECTORS, rng), rng, first=True),
            activities=self._activities(trade, rng),
            purposes=_registered_first(
                texts.purposes, _some(texts.purposes, _number(_PURPOSE_SENTENCES, rng), rng)
            ),
            products=_some(texts.products, _number(_PRODUCTS, rng), rng),
            website=names.website(bare, number, self._country, rng)
            if rng.random() < mix.with_website
            else "",
            listed=listed or (self._country == "DE" and founded > REGISTER_COPY_ENDS),
            former_name=names.with_form(former, form, rng) if rng.random() < 0.07 else "",
        )

    def _founded(self, rng: random.Random) -> date:
        spans = self._stock.mix.founded
        span = rng.choices(spans, [span.share for span in spans])[0]
        return date(rng.randint(span.first, span.last), rng.randint(1, 12), rng.randint(1, 28))

    def _activities(self, trade: Trade, rng: random.Random) -> tuple[str, ...]:
        """Return registered activities as Czech firms have them: many have the same ones."""
        if self._country != "CZ":
            return ()
        licences = self._stock.licences
        own = _some(trade.licences, _number(_LICENCES, rng), rng)
        more = _some(licences.common, _number(_COMMON_LICENCES, rng), rng)
        wordings = [licences.licences[key] for key in dict.fromkeys((*own, *more))]
        if rng.random() < 0.6:
            wordings.insert(rng.randint(0, len(wordings)), licences.unqualified)
        return tuple(wordings)


def _weighted_trades(country: Country, stock: Stock) -> tuple[list[Trade], list[float]]:
    """Return all trades and their cumulated shares in a country."""
    trades, shares = [], []
    for group, members in stock.trades.items():
        share = getattr(stock.mix.groups[group], country)
        total = sum(trade.weight for trade in members)
        for trade in members:
            trades.append(trade)
            shares.append(share * trade.weight / total)
    return trades, list(accumulate(shares))


def _registered_first(all_: Sequence[str], drawn: tuple[str, ...]) -> tuple[str, ...]:
    """Return ``drawn`` with the wording of the register, first in the stock, in front."""
    return tuple(sorted(drawn, key=lambda sentence: sentence != all_[0]))


def _number(distribution: tuple[tuple[int, ...], tuple[int, ...]], rng: random.Random) -> int:
    return rng.choices(distribution[0], distribution[1])[0]


def _some(
    of: Sequence[str], count: int, rng: random.Random, *, first: bool = False
) -> tuple[str, ...]:
    """Return ``count`` different ones in any order, with the first of all in front if asked."""
    if first:
        return (of[0], *_some(of[1:], count - 1, rng))
    return tuple(rng.sample(of, min(count, len(of))))
