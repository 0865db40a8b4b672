"""From blocking keys to pairs of rows, in memory that grows with the rows and not with the pairs.

Entries (key, row) are sorted by key, then by name. Each is paired with the next few of its key, so
that small blocks are compared in full and large ones only among names that stand side by side
(sorted neighbourhood, Hernández and Stolfo 1995).
"""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from indexer.linking import blocking
from indexer.linking.rows import Row

NEIGHBOURS = 20
"""Rows of one key that each is compared with: blocks of up to 21 rows are compared in full. With 12
the judged pairs came out the same; twenty leave room for registers that are denser."""
ALIKE = 66
"""Lowest likeness of two names, 0 to 100, at which what else the rows tell is compared: a word cut
in half still has 66. With 75, which halves the pairs, a tenth of the abbreviated names is lost."""
_CHUNK = 200_000
"""Pairs whose names are compared at a time; bounds memory."""

Pairs = NDArray[np.int64]
"""Shape (pairs, 2): positions of rows, the smaller first."""


def candidates(rows: Sequence[Row]) -> Pairs:
    """Return the pairs of ``rows``, which are in order of id, that have to be compared."""
    found = [_in_full(rows)]
    faces = sorted(
        (name, position)
        for position, row in enumerate(rows)
        for name in (*row.names, *row.former)
        if name
    )
    for keys in blocking.by_name(blocking.word_counts(rows)):
        found.append(_alike(rows, faces, keys))
    return _distinct(np.concatenate(found))


def _in_full(rows: Sequence[Row]) -> Pairs:
    """Return pairs that share a number or a website: they need not be called alike."""
    entries = (
        (key, position) for position, row in enumerate(rows) for key in blocking.by_number(row)
    )
    return _ordered(np.concatenate([_EMPTY, *_neighbours(entries)]))


def _alike(rows: Sequence[Row], faces: Sequence[tuple[str, int]], keys: blocking.Keys) -> Pairs:
    """Return pairs that share a key of ``keys`` and whose names are alike."""
    entries = (
        (f"{country} {key}", face)
        for face, (name, position) in enumerate(faces)
        for key in dict.fromkeys(keys(rows[position], name))
        for country in rows[position].countries
    )
    positions = np.fromiter((position for _, position in faces), np.int64, len(faces))
    found = [_EMPTY]
    for pairs in _neighbours(entries):
        for start in range(0, len(pairs), _CHUNK):
            part = pairs[start : start + _CHUNK]
            likeness = process.cpdist(
                [faces[face][0] for face in part[:, 0]],
                [faces[face][0] for face in part[:, 1]],
                scorer=fuzz.token_sort_ratio,
                score_cutoff=ALIKE,
                dtype=np.uint8,
            )
            found.append(_ordered(positions[part[likeness > 0]]))
    return _distinct(np.concatenate(found))


def _neighbours(entries: Iterable[tuple[str, int]]) -> Iterator[Pairs]:
    """Yield pairs of things of one key, those next to each other first."""
    hashes, things = array("Q"), array("q")
    for key, thing in entries:
        hashes.append(_hash(key))
        things.append(thing)
    keys = np.frombuffer(hashes, np.uint64) if hashes else np.empty(0, np.uint64)
    order = np.argsort(keys, kind="stable")
    keys = keys[order]
    sorted_things = np.frombuffer(things, np.int64)[order] if things else np.empty(0, np.int64)
    for distance in range(1, NEIGHBOURS + 1):
        (at,) = np.nonzero(keys[:-distance] == keys[distance:])
        if not len(at):
            return
        yield np.stack([sorted_things[at], sorted_things[at + distance]], axis=1)


def _hash(key: str) -> int:
    # Python's own hash of a text is another one in each process.
    return int.from_bytes(blake2b(key.encode(), digest_size=8).digest(), "little")


def _ordered(pairs: Pairs) -> Pairs:
    """Return the pairs of different things, the smaller first, each once."""
    different = pairs[pairs[:, 0] != pairs[:, 1]]
    return _distinct(np.sort(different, axis=1))


def _distinct(pairs: Pairs) -> Pairs:
    """Return each pair once, in order. As single numbers they are sorted five times as fast."""
    first, second = np.divmod(np.unique(pairs[:, 0] << _HALF | pairs[:, 1]), 1 << _HALF)
    return np.stack([first, second], axis=1)


_HALF = 32
"""Bits of a position."""


_EMPTY: Pairs = np.empty((0, 2), np.int64)
