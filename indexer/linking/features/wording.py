"""How alike two names are, in their form for comparison."""

import re
from collections.abc import Callable
from operator import eq

from rapidfuzz.distance import OSA

from indexer.linking.rules import words

_NUMBER = re.compile(r"\d|^(?:i{1,3}|i?v|vi{1,3}|i?x|xi{1,3})$")
"""Arabic and Roman: they count companies of one owner."""
_ONE_SLIP, _TWO_SLIPS = 4, 7
"""Letters of the longer of two words from which one slip and two are slips: shorter words that
differ are other words (Bau, Tau)."""
_SHORTEST_BEGINNING = 1
"""Letters of the shortest abbreviation: K. Müller."""


def compared(first: str, second: str, places: frozenset[str]) -> str:
    """Return the code of what two names have in common; ``places`` are words for where they sit.

    ``same_name``: the same words in any order and parting. ``similar_name``: but for slips of the
    keyboard. ``short_name``: but for abbreviations, fillers and the place. ``words_missing``: one
    has words more. ``other_role`` and ``other_number``: what differs is a word by which sister
    companies tell themselves apart.
    """
    a, b = first.split(), second.split()
    if sorted(a) == sorted(b) or "".join(a) == "".join(b):
        return "same_name"
    rest_a, rest_b = _without_shared(a, b)
    if _numbers(rest_a) != _numbers(rest_b):
        return "other_number"
    if rest_a and rest_b and len(rest_a) != len(rest_b) and slip("".join(rest_a), "".join(rest_b)):
        return "similar_name"
    slipped_a, slipped_b = _without(rest_a, rest_b, slip)
    if not (slipped_a or slipped_b):
        return "similar_name"
    return _of_the_rest(a, b, *_without(slipped_a, slipped_b, _short), places)


def _of_the_rest(
    a: list[str], b: list[str], rest_a: list[str], rest_b: list[str], places: frozenset[str]
) -> str:
    """Return the code of names that have ``rest_a`` and ``rest_b`` for themselves."""
    if any(word in words().roles for word in (*rest_a, *rest_b)):
        return "other_role"
    said_a, said_b = _saying(rest_a, places), _saying(rest_b, places)
    if said_a and said_b:
        return "other_name"
    if not (_saying(_shared(a, rest_a), places) and _saying(_shared(b, rest_b), places)):
        return "other_name"
    return "words_missing" if said_a or said_b else "short_name"


def _without_shared(first: list[str], second: list[str]) -> tuple[list[str], list[str]]:
    return _without(first, second, eq)


def _shared(words_: list[str], rest: list[str]) -> list[str]:
    return _without(words_, rest, eq)[0]


def _numbers(words_: list[str]) -> set[str]:
    return {word for word in words_ if _NUMBER.search(word)}


def _without(
    first: list[str], second: list[str], alike: Callable[[str, str], bool]
) -> tuple[list[str], list[str]]:
    """Take out the pairs of words that are ``alike``."""
    kept, rest = [], list(second)
    for word in first:
        other = next((other for other in rest if alike(word, other)), None)
        if other is None:
            kept.append(word)
        else:
            rest.remove(other)
    return kept, rest


def slip(first: str, second: str) -> bool:
    """Tell whether two words differ by so few letters as slips of the keyboard change."""
    longer = max(len(first), len(second))
    allowed = 2 if longer >= _TWO_SLIPS else 1 if longer >= _ONE_SLIP else 0
    return allowed > 0 and OSA.distance(first, second, score_cutoff=allowed) <= allowed


def _short(first: str, second: str) -> bool:
    """Tell whether one word is the beginning of the other: Masch. for Maschinenbau."""
    a, b = sorted((first, second), key=len)
    return len(a) >= _SHORTEST_BEGINNING and b.startswith(a)


def _saying(rest: list[str], places: frozenset[str]) -> list[str]:
    """Leave out words that say nothing of who it is: fillers, and the place it sits in."""
    return [word for word in rest if word not in words().fillers and word not in places]
