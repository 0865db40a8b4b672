"""Addresses in real municipalities, drawn by population."""

import random
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate

from demo.shapes import LANGUAGE, Country
from demo.stock import Stock
from taxonomy.gazetteer import Municipality, gazetteer

_COMMON_STREETS = 3
"""The first streets of the list are found in every town and are drawn more often."""

_AT_HOME = 0.5
"""Share of the firms of a trade that sit where it is at home."""
_Weighted = tuple[list[Municipality], list[int]]
"""Towns and their cumulated populations."""


@dataclass(frozen=True)
class Address:
    """Where a firm sits."""

    municipality: Municipality
    postal_code: str
    street: str
    number: int
    orientation: int
    """Czech orientation number (číslo orientační), 0 where the house has none."""


class Towns:
    """The municipalities of one country's part of the region, to draw addresses from."""

    def __init__(self, country: Country, stock: Stock) -> None:
        mix = stock.mix
        self._streets = stock.names[LANGUAGE[country]].streets
        self._towns = [
            town
            for town in gazetteer().municipalities.values()
            if town.country == country and (country == "CZ" or town.district in mix.courts)
        ]
        self._village = mix.village
        self._codes = _postal_codes(self._towns)
        self._within: dict[tuple[str, ...], _Weighted] = {(): self._weighted(self._towns)}

    def draw(self, home: tuple[str, ...], rng: random.Random) -> Address:
        """Return an address in a town that is drawn by population.

        Half of them lie in the districts ``home``, if some of those are of the country.
        """
        within = home if home and rng.random() < _AT_HOME else ()
        towns, weights = self._known(within)
        town = rng.choices(towns, cum_weights=weights)[0]
        common = rng.random() < 0.15
        streets = self._streets[:_COMMON_STREETS] if common else self._streets
        return Address(
            municipality=town,
            postal_code=rng.choice(self._codes[town.code]),
            street=rng.choice(streets),
            number=1 + int(rng.expovariate(1 / 140 if town.country == "CZ" else 1 / 30)),
            orientation=rng.randint(1, 60) if rng.random() < 0.35 else 0,
        )

    def _known(self, districts: tuple[str, ...]) -> _Weighted:
        """Return the towns of ``districts``, or all where none is of the country."""
        if districts not in self._within:
            inside = [town for town in self._towns if town.district in districts]
            self._within[districts] = self._weighted(inside or self._towns)
        return self._within[districts]

    def _weighted(self, towns: list[Municipality]) -> _Weighted:
        return towns, list(accumulate(town.population or self._village for town in towns))


def _postal_codes(towns: Iterable[Municipality]) -> dict[str, list[str]]:
    """Return each town's postal codes: those whose place has the town's name, or its own."""
    wanted = {(town.district, town.name): town.code for town in towns}
    codes = defaultdict(set, {town.code: {town.postal_code} for town in towns})
    for points in gazetteer().points.values():
        for point in points:
            code = wanted.get((point.district, point.place))
            if code:
                codes[code].add(point.postal_code)
    return {code: sorted(found) for code, found in codes.items()}
