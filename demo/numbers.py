"""Official numbers that look right and belong to nobody."""

import random
from collections.abc import Iterator

_ICO_WEIGHTS = (8, 7, 6, 5, 4, 3, 2)
_ICO_STEMS = range(8_000_000, 8_500_000)
"""First seven digits. Of the numbers that begin with 80 to 84 none is known to be given out."""

_REGISTER_NUMBERS = range(60_000, 200_000)
"""The courts of Dresden and Chemnitz have not come near these numbers."""


def check_digit(stem: str) -> str:
    """Return the check digit of an IČO for its first seven digits.

    The weighted sum modulo 11, taken from 11, modulo 10 (as ARES and python-stdnum check it).
    """
    total = sum(int(digit) * weight for digit, weight in zip(stem, _ICO_WEIGHTS, strict=True))
    return str((11 - total % 11) % 10)


def icos(count: int, rng: random.Random) -> list[str]:
    """Return ``count`` different IČO with valid check digits."""
    return [f"{stem}{check_digit(str(stem))}" for stem in rng.sample(_ICO_STEMS, count)]


def register_numbers(count: int, rng: random.Random) -> Iterator[int]:
    """Yield ``count`` different numbers; each register of each court uses a part of them."""
    yield from rng.sample(_REGISTER_NUMBERS, count)
