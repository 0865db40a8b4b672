"""German compounds: their parts by the same list that the engine's chain splits with."""

from functools import cache, lru_cache
from importlib.resources import files

from analyzers.spelling import normalise

__all__ = ["normalise", "parts", "split"]

LIST = "compound_parts_de.txt"
SHORTEST_PART = 3
LONGEST_PART = 25

_LINKS = ("", "s", "n", "en", "es", "e", "er")
"""What may stand between two parts and belongs to neither."""
_ENDINGS = ("", "e", "n", "s", "en", "er", "es", "ern", "em")
"""Inflection of the last part."""
_COST_OF_PART = 10
_COST_OF_LINK = 3
_SHORT = 4
_COST_OF_SHORT = 4


@cache
def parts() -> frozenset[str]:
    """Return the normalised parts that the engine splits with."""
    lines = files("analyzers").joinpath("data", LIST).read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


def split(word: str) -> tuple[str, ...]:
    """Return the normalised parts of a compound, at least two, or none.

    Parts cover the word from end to end but for linking letters and the inflection of the last
    part. Of several ways the one with the fewest and longest parts is taken:
    ``Werkzeugmaschinenbau`` gives ``werkzeug, maschinen, bau``.
    """
    return segment(normalise(word), parts())


@lru_cache(maxsize=65_536)
def segment(word: str, known: frozenset[str]) -> tuple[str, ...]:
    """Return the cheapest cover of the normalised ``word`` by ``known`` parts; see split."""
    best: list[tuple[int, tuple[str, ...]] | None] = [None] * (len(word) + 1)
    best[0] = (0, ())
    for begin in range(len(word)):
        here = best[begin]
        if here is None:
            continue
        for end in range(begin + SHORTEST_PART, min(len(word), begin + LONGEST_PART) + 1):
            part = word[begin:end]
            if part not in known:
                continue
            cost = here[0] + _COST_OF_PART + (_COST_OF_SHORT if len(part) < _SHORT else 0)
            for tail in _tails(word, end):
                reached = end + len(tail)
                price = cost + (_COST_OF_LINK if tail else 0)
                found = best[reached]
                if found is None or price < found[0]:
                    best[reached] = (price, (*here[1], part))
    whole = best[len(word)]
    return whole[1] if whole and len(whole[1]) > 1 else ()


def _tails(word: str, end: int) -> tuple[str, ...]:
    """Return what may follow a part that ends at ``end``: links, or an ending of the word."""
    rest = word[end:]
    if rest in _ENDINGS:
        return (rest,)
    return tuple(link for link in _LINKS if rest.startswith(link))
