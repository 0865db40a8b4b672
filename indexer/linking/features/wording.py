"""How alike two names are, in their form for comparison."""

import re
from collections.abc import Callable, Iterable
from functools import partial
from operator import eq
from typing import NamedTuple

from rapidfuzz.distance import OSA

from indexer.linking.rules import words

_NUMBER = re.compile(r"\d|^(?:i{1,3}|i?v|vi{1,3}|i?x|xi{1,3})$")
"""Arabic and Roman: they count companies of one owner."""
_ONE_SLIP, _TWO_SLIPS = 4, 7
"""Letters of the longer of two words from which one slip and two are slips: shorter words that
differ are other words (Bau, Tau)."""

_Both = tuple[list[str], list[str]]
"""Words of the one name and of the other."""


class Known(NamedTuple):
    """What two rows tell about the words of their names."""

    places: frozenset[str]
    """Words for where they sit."""
    cut: frozenset[str]
    """Words that were written with a dot behind them."""


def compared(first: str, second: str, known: Known) -> str:
    """Return the code of what two names have in common.

    ``same_name``: the same words in any order and parting. ``similar_name``: but for slips of the
    keyboard. ``short_name``: but for words cut short with a dot, and fillers. ``place_added``: but
    for the place. ``longer_word``: a word of one begins a word of the other. ``words_missing``:
    one has words more. ``other_role`` and ``other_number``: what differs is a word by which sister
    companies tell themselves apart.
    """
    whole = first.split(), second.split()
    if sorted(whole[0]) == sorted(whole[1]) or "".join(whole[0]) == "".join(whole[1]):
        return "same_name"
    rest = _without(whole, eq)
    if _numbers(rest[0]) != _numbers(rest[1]):
        return "other_number"
    if all(rest) and len(rest[0]) != len(rest[1]) and slip("".join(rest[0]), "".join(rest[1])):
        return "similar_name"
    rest = _without(rest, slip)
    return _of_the_rest(whole, rest, known) if any(rest) else "similar_name"


def slip(first: str, second: str) -> bool:
    """Tell whether two words differ by so few letters as slips of the keyboard change."""
    longer = max(len(first), len(second))
    allowed = 2 if longer >= _TWO_SLIPS else 1 if longer >= _ONE_SLIP else 0
    return allowed > 0 and OSA.distance(first, second, score_cutoff=allowed) <= allowed


def _of_the_rest(whole: _Both, rest: _Both, known: Known) -> str:
    """Return the code of names of which ``rest`` is neither shared nor slips."""
    cut = _without(rest, partial(_cut_short, cut=known.cut))
    left = _without(cut, _begins)
    if any(word in words().roles for word in (*left[0], *left[1])):
        return "other_role"
    more = [_saying(words_, known.places) for words_ in left]
    shared = [
        _saying(_without((words_, gone), eq)[0], known.places)
        for words_, gone in zip(whole, left, strict=True)
    ]
    if all(more) or not all(shared):
        return "other_name"
    if any(more):
        return "words_missing"
    if cut != left:
        return "longer_word"
    return "place_added" if any(_saying(words_) for words_ in left) else "short_name"


def _numbers(several: Iterable[str]) -> set[str]:
    return {word for word in several if _NUMBER.search(word)}


def _without(pair: _Both, alike: Callable[[str, str], bool]) -> _Both:
    """Take out the words of both that are ``alike``, pair by pair."""
    kept, rest = [], list(pair[1])
    for word in pair[0]:
        other = next((other for other in rest if alike(word, other)), None)
        if other is None:
            kept.append(word)
        else:
            rest.remove(other)
    return kept, rest


def _cut_short(first: str, second: str, cut: frozenset[str]) -> bool:
    """Tell whether one word is the other's abbreviation: Masch. for Maschinenbau."""
    shorter = min(first, second, key=len)
    return shorter in cut and _begins(first, second)


def _begins(first: str, second: str) -> bool:
    return first.startswith(second) or second.startswith(first)


def _saying(several: Iterable[str], places: frozenset[str] = frozenset()) -> list[str]:
    """Leave out words that say nothing of who it is: fillers, and the place it sits in."""
    return [word for word in several if word not in words().fillers and word not in places]
