"""Which rows may be one organisation: those that share a key, never all pairs."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial

from indexer.linking.rows import Row

_RAREST = 2
"""Words of a name that keys are made of: a slip spoils one at most."""
_PIECE = 4
"""Letters of the beginning and the end of a word that are a key: a slip spoils one of both."""

Keys = Callable[[Row, str], Iterator[str]]
"""Yields the keys of a row under one of its names."""


def word_counts(rows: Iterable[Row]) -> Mapping[str, int]:
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
    return (_whole, partial(_rare_words, counts=counts), _address)


def every_key(row: Row) -> Iterator[str]:
    """Yield all keys that a row may have, whichever words are rare."""
    yield from by_number(row)
    for name in (*row.names, *row.former):
        yield from _whole(row, name)
        yield from _pieces(row, name.split())
        yield from _address(row, name)


def _whole(_row: Row, name: str) -> Iterator[str]:
    yield "".join(sorted(name.split()))
    yield name.replace(" ", "")


def _rare_words(row: Row, name: str, counts: Mapping[str, int]) -> Iterator[str]:
    rarest = sorted(set(name.split()), key=lambda word: (counts[word], word))[:_RAREST]
    yield from _pieces(row, rarest)


def _pieces(row: Row, words: Sequence[str]) -> Iterator[str]:
    """Yield the beginning and the end of each word with each place, and with its district."""
    for spot in row.spots:
        near = spot.postal_code or "".join(spot.localities[:1])
        for word in words:
            if near:
                yield f"{near} {word[:_PIECE]}"
                yield f"{near} {word[-_PIECE:]}$"
            if spot.district:
                yield f"{spot.district} {word}"


def _address(row: Row, _name: str) -> Iterator[str]:
    for spot in row.spots:
        near = spot.postal_code or "".join(spot.localities[:1])
        for number in spot.numbers if spot.street else ():
            yield f"{near} {spot.street} {number}"
