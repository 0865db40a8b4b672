"""How another register's entry on a firm differs: it moved, was renamed, is spelt otherwise.

The name and number by which firms are known stay as they are, so that the demo holds the same firms
whatever deliveries it has.
"""

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from demo.firms import Firm

SHARE = 0.03
"""Share of a country's firms that a delivery holds, as much as a district's chamber asks for."""

_MOVED = 0.1
_RENAMED = 0.08
_RESPELT = 0.12
_SPELLINGS = (
    ("spol. s r.o.", "společnost s ručením omezeným"),
    ("s.r.o.", "s. r. o."),
    ("a.s.", "akciová společnost"),
)


def sample(firms: Sequence[Firm], rng: random.Random) -> list[Firm]:
    """Return the firms that a delivery holds, each with what its entry tells otherwise."""
    drawn = rng.sample(firms, max(1, round(len(firms) * SHARE)))
    return [_otherwise(firm, rng) for firm in drawn]


def moved(firm: Firm) -> Firm:
    """Return the firm some houses further."""
    return replace(firm, address=replace(firm.address, number=firm.address.number + 7))


def changed(valid: date, rng: random.Random) -> date:
    """Return the day of an entry's last change, within the two years before ``valid``."""
    return valid - timedelta(days=rng.randint(20, 700))


def _otherwise(firm: Firm, rng: random.Random) -> Firm:
    if rng.random() < _MOVED:
        firm = moved(firm)
    if not firm.former_name and rng.random() < _RENAMED:
        firm = replace(firm, former_name=_renamed(firm.name))
    # German firms have no younger register that would keep the usual spelling.
    if firm.country == "CZ" and rng.random() < _RESPELT:
        firm = replace(firm, name=_respelt(firm.name))
    return firm


def _renamed(name: str) -> str:
    """Return a name that the firm may have had before."""
    first, _, rest = name.partition(" ")
    return f"{first} & Partner {rest}" if rest else name


def _respelt(name: str) -> str:
    for usual, other in _SPELLINGS:
        if name.endswith(usual):
            return name.removesuffix(usual) + other
    return name.upper()
