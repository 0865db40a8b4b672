"""What the alignment is learned from: pairs of texts, of which one should find the other.

Nothing of the judged set is among them.
"""

import random
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from itertools import product

import msgspec
import numpy as np
from numpy.typing import NDArray

from analyzers import glossary
from engine.embedding.centres import LANGUAGES
from matching.request import LONGEST_EMBEDDED
from taxonomy import concepts, cpv, nace

SEED = 1
_GROUP_DIGITS = 4
_FEWEST_JOINED, _MOST_JOINED = 3, 6

Direction = tuple[str, str]
"""Language of the query and of the passage."""
Pairs = Mapping[Direction, NDArray[np.int64]]
"""By direction, shape (n, 3): numbers of query and passage among the texts of their languages, and
of what the passage means. Passages of one meaning are no wrong answers to each other's queries."""
Found = Iterator[tuple[str, str, str]]
"""Query, passage, and what the passage means."""


class Group(msgspec.Struct, frozen=True):
    """Pairs of one kind, and how much they count."""

    name: str
    weight: float
    why: str
    pairs: Pairs


def groups() -> tuple[list[Group], dict[str, list[str]]]:
    """Return all pairs, and the texts of each language that their numbers speak of."""
    texts: dict[str, dict[str, int]] = {language: {} for language in LANGUAGES}
    meanings: dict[str, int] = {}

    def numbered(find: Callable[[str, str], Found]) -> Pairs:
        found = {}
        for asked, told in product(LANGUAGES, LANGUAGES):
            rows = [
                (
                    texts[asked].setdefault(query, len(texts[asked])),
                    texts[told].setdefault(passage, len(texts[told])),
                    meanings.setdefault(meaning, len(meanings)),
                )
                for query, passage, meaning in find(asked, told)
            ]
            found[asked, told] = np.array(rows, np.int64)
        return found

    kinds = [
        ("titles", 1.0, "Official titles say the same thing in each language.", _titles),
        ("above", 0.5, "Who asks for a thing is glad of the group that it is in, too.", _above),
        ("terms", 0.7, "Terms of one entry mean the same, in the words of the trade.", _terms),
        ("sectors", 1.0, "A term of the trade asks for the sector of its entry.", _sectors),
        ("joined", 0.3, "Stand for longer texts, which nobody has aligned.", _joined),
    ]
    made = [Group(name, weight, why, numbered(find)) for name, weight, why, find in kinds]
    return made, {language: list(known) for language, known in texts.items()}


def _titles(asked: str, told: str) -> Found:
    """Each title asks for itself; in one language the sides of the model differ all the same."""
    for id_ in _all_ids():
        yield concepts.title(id_, asked), concepts.title(id_, told), id_


def _above(asked: str, told: str) -> Found:
    """Each title asks for the nearest one above it."""
    for id_ in _all_ids():
        above = concepts.ancestors(id_)
        if above:
            yield concepts.title(id_, asked), concepts.title(above[0], told), above[0]


def _terms(asked: str, told: str) -> Found:
    for entry in glossary.entries():
        for query, passage in product(entry.terms(asked), entry.terms(told)):
            if asked != told or query != passage:
                yield query, passage, entry.id


def _sectors(asked: str, told: str) -> Found:
    for entry in glossary.entries():
        if nace.exists(entry.sector) and len(entry.sector) > 1:
            for query in entry.terms(asked):
                yield query, nace.title(entry.sector, told), f"nace:{entry.sector}"


def _joined(asked: str, told: str) -> Found:
    """Some titles of a CPV group ask for others of it, which may be partly the same."""
    for group, picks in _picks().items():
        for query, passage in (picks, picks[::-1]):
            yield _together(query, asked), _together(passage, told), f"group {group}"


def _together(codes: tuple[str, ...], language: str) -> str:
    return ". ".join(cpv.title(code, language) for code in codes)[:LONGEST_EMBEDDED]


@cache
def _picks() -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """Return two picks of codes for each CPV group that has enough of them."""
    chance = random.Random(SEED)
    by_group: dict[str, list[str]] = defaultdict(list)
    for code in cpv.all_codes():
        by_group[code[:_GROUP_DIGITS]].append(code)

    def pick(codes: list[str]) -> tuple[str, ...]:
        return tuple(chance.sample(codes, chance.randint(_FEWEST_JOINED, _MOST_JOINED)))

    large = {group: codes for group, codes in by_group.items() if len(codes) >= _MOST_JOINED}
    return {group: (pick(codes), pick(codes)) for group, codes in large.items()}


@cache
def _all_ids() -> tuple[str, ...]:
    """All concepts, and the codes of the CPV that are finer."""
    return tuple(dict.fromkeys((*concepts.all_concepts(), *(f"cpv:{c}" for c in cpv.all_codes()))))
