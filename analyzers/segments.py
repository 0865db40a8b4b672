"""Covers a German compound with known parts."""

from collections.abc import Set

SHORTEST_PART = 3
LONGEST_PART = 25

LINKS = ("", "s", "n", "en", "es", "e", "er")
"""What may stand between two parts and belongs to neither."""
ENDINGS = ("", "e", "n", "s", "en", "er", "es", "ern", "em")
"""Inflection of the last part."""

_COST_OF_PART = 10
_COST_OF_LINK = 3
_COST_OF_SHORT = {3: 12, 4: 4}
"""Short parts fit anywhere by chance; three letters cost more than a second part."""


def segment(word: str, known: Set[str]) -> tuple[str, ...]:
    """Return the parts of the normalised ``word``, at least two, or none.

    Parts cover the word from end to end but for linking letters and the inflection of the last.
    Of several ways the cheapest is taken: few parts, few links, no short parts.
    """
    best: list[tuple[int, tuple[str, ...]] | None] = [None] * (len(word) + 1)
    best[0] = (0, ())
    for begin in range(len(word)):
        here = best[begin]
        if here is None:
            continue
        for end in range(begin + SHORTEST_PART, min(len(word), begin + LONGEST_PART) + 1):
            part = word[begin:end]
            if part not in known or len(part) == len(word):
                continue
            cost = here[0] + _COST_OF_PART + _COST_OF_SHORT.get(len(part), 0)
            for tail in _tails(word, begin, end):
                reached = end + len(tail)
                price = cost + (_COST_OF_LINK if tail else 0)
                found = best[reached]
                if found is None or price < found[0]:
                    best[reached] = (price, (*here[1], part))
    whole = best[len(word)]
    return whole[1] if whole else ()


def _tails(word: str, begin: int, end: int) -> tuple[str, ...]:
    """Return what may follow the part from ``begin`` to ``end``: links, or an ending.

    The first part is never the last one too.
    """
    rest = word[end:]
    if begin and rest in ENDINGS:
        return (rest,)
    return tuple(
        link for link in LINKS if rest.startswith(link) and len(rest) - len(link) >= SHORTEST_PART
    )
