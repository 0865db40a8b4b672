"""Organisations of one group that stay organisations of their own: branches across the border."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from core.records import Related
from indexer.linking.blocking import word_counts
from indexer.linking.rows import Row
from indexer.linking.rules import words

_MOST_CARRIERS = 6
"""Organisations of both countries whose names hold the rarest word of a group's name. Bosch has a
handful of companies in a border region; Elektro, Stavební or Metall have hundreds."""
_SHORTEST = 4
"""Letters of such a word: two firms that are called ABC know nothing of each other."""

_Reason = Literal["same_name", "parent", "subsidiary"]


def related(organisations: Mapping[str, Row]) -> dict[str, tuple[Related, ...]]:
    """Return for each organisation those of its group; ``organisations`` are rows by their id."""
    found: dict[str, dict[str, Related]] = defaultdict(dict)

    def note(of: str, other: str, reason: _Reason) -> None:
        row = organisations[other]
        found[of].setdefault(
            other,
            Related(id=other, name=row.titles[0], country=row.countries[0], reason=reason),
        )

    for parent, child in _owned(organisations):
        note(child, parent, "parent")
        note(parent, child, "subsidiary")
    for first, second in _namesakes(organisations):
        note(first, second, "same_name")
        note(second, first, "same_name")
    return {
        id_: tuple(sorted(several.values(), key=lambda one: one.id))
        for id_, several in sorted(found.items())
    }


def _owned(organisations: Mapping[str, Row]) -> list[tuple[str, str]]:
    """Return pairs of an owner and what it owns, as sources state them by number."""
    wanted = {number for row in organisations.values() for number in row.parents}
    holders = {
        number: id_
        for id_, row in sorted(organisations.items(), reverse=True)
        for number in row.numbers
        if number in wanted
    }
    return sorted(
        (parent, id_)
        for id_, row in organisations.items()
        for number in row.parents
        if (parent := holders.get(number)) is not None and parent != id_
    )


def _namesakes(organisations: Mapping[str, Row]) -> list[tuple[str, str]]:
    """Return pairs of organisations of different countries with the same rare name."""
    counts = word_counts(list(organisations.values()))
    groups: dict[str, list[str]] = defaultdict(list)
    for id_, row in organisations.items():
        for name in sorted({_group_name(name) for name in row.names}):
            if _is_rare(name, counts):
                groups[name].append(id_)
    return sorted({pair for several in groups.values() for pair in _across(several, organisations)})


def _group_name(name: str) -> str:
    """Return a name without the words for the country's part of a group."""
    return " ".join(word for word in name.split() if word not in words().territory)


def _is_rare(name: str, counts: Mapping[str, int]) -> bool:
    return any(
        len(word) >= _SHORTEST and word.isalpha() and counts[word] <= _MOST_CARRIERS
        for word in name.split()
    )


def _across(several: Sequence[str], organisations: Mapping[str, Row]) -> Iterable[tuple[str, str]]:
    for first in several:
        for second in several:
            one, other = organisations[first].countries, organisations[second].countries
            if first < second and set(one).isdisjoint(other):
                yield first, second
