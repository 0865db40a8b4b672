"""Which rows may be one organisation: those that share a key, never all pairs."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial

from indexer.linking.rows import Row, Spot

_RAREST = 2
"""Words of a name that keys are made of: a slip spoils one at most."""
_PIECE = 4
"""Letters of the beginning and the end of a word that are a key: a slip spoils one of both."""

Keys = Callable[[Row, str], Iterator[str]]
"""Yields the keys of a row under one of its names."""


def word_counts(rows: Sequence[Row]) -> Mapping[str, int]:
    """Count in how many names each word is."""
    return Counter(
        word for row in rows for name in (*row.names, *row.former) for word in set(name.split())
    )


def by_number(row: Row) -> Iterator[str]:
    """Yield keys of rows that are candidates whatever they are called."""
    yield from row.numbers
    yield from row.hosts


def by_name(counts: Mapping[str, int]) -> tuple[Keys, ...]:
    """Return the ways to find rows whose names are alike; ``counts`` are those of words."""
    return (_whole, partial(_places, counts=counts), _address)


def _whole(_row: Row, name: str) -> Iterator[str]:
    yield "".join(sorted(name.split()))
    yield name.replace(" ", "")


def _places(row: Row, name: str, counts: Mapping[str, int]) -> Iterator[str]:
    """Yield beginnings and ends of the rarest words, each with each place."""
    rarest = sorted(set(name.split()), key=lambda word: (counts[word], word))[:_RAREST]
    for spot in row.spots:
        for place in _areas(spot):
            for word in rarest:
                yield f"{place} {word[:_PIECE]}"
                yield f"{place} {word[-_PIECE:]}$"
        if spot.district and rarest:
            yield f"{spot.district} {rarest[0]}"


def _areas(spot: Spot) -> Iterator[str]:
    if spot.postal_code:
        yield spot.postal_code
    elif spot.localities:
        yield spot.localities[0]


def _address(row: Row, _name: str) -> Iterator[str]:
    for spot in row.spots:
        for number in spot.numbers if spot.street else ():
            yield f"{spot.postal_code or ''.join(spot.localities[:1])} {spot.street} {number}"
