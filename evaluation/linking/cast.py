"""What stories and likenesses draw from: other firms, free names, free numbers."""

import random
from collections.abc import Sequence

from core.records import Identifier
from demo import numbers
from evaluation.linking.facts import Facts
from taxonomy.folding import fold


class Cast:
    """Firms, and what none of them has."""

    def __init__(self, rng: random.Random, firms: Sequence[Facts]) -> None:
        self.rng = rng
        self._by_country = {
            country: [one for one in firms if one.country == country] for country in ("DE", "CZ")
        }
        self._taken = {(fold(one.stem), one.town.code) for one in firms}
        given = {one.number.value for one in firms}
        drawn = numbers.icos(2 * len(firms), random.Random(f"{rng.random()}"))
        self._icos = (ico for ico in drawn if ico not in given)
        self._hrs = iter(range(700_000, 999_999))

    def other(self, firm: Facts) -> Facts:
        """Return another firm of the country."""
        return self.rng.choice(self._by_country[firm.country])

    def elsewhere(self, firm: Facts) -> Facts:
        """Return ``firm`` with an address in another district, where nobody has its name."""
        while True:
            other = self.other(firm)
            moved = firm.but(
                street=other.street,
                house=other.house,
                postal_code=other.postal_code,
                town=other.town,
            )
            if other.town.district != firm.town.district and self.free(moved):
                return moved

    def renamed(self, firm: Facts) -> Facts:
        """Return ``firm`` with the name of another one, which nobody has in its town."""
        while True:
            renamed = firm.but(stem=self.other(firm).stem)
            if self.free(renamed):
                return renamed

    def free(self, firm: Facts) -> bool:
        """Take a name in a town if nobody has it; registers let nobody take another's."""
        key = (fold(firm.stem), firm.town.code)
        free = key not in self._taken
        self._taken.add(key)
        return free

    def number(self, firm: Facts) -> Identifier:
        """Return a number that no firm has, of the court of ``firm``."""
        if firm.country == "CZ":
            return Identifier("ico", next(self._icos))
        court, register, _ = firm.number.value.split()
        return Identifier("hr", f"{court} {register} {next(self._hrs)}")
