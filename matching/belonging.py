"""Which watches a document belongs to: exactly those whose search would show it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from datetime import date
from itertools import compress

import msgspec
import numpy as np
from numpy.typing import NDArray

from core.confirmation import confirmed_from
from matching.lanes import LANES
from matching.query import Query
from matching.watching import Asked, Part, asked

Vectors = NDArray[np.float32]


class Written(msgspec.Struct, frozen=True, kw_only=True):
    """A document that was written, as it is indexed."""

    id: str
    lane: str
    date: str | None
    """Newest state of its sources, ISO date."""
    vector: Sequence[float] | None
    met: Set[str]
    """Keys of the stored parts that it meets."""


class _Meaning(msgspec.Struct, frozen=True, kw_only=True):
    """Distinct vectors that watches of one lane ask for, with the least cosine of each."""

    vectors: Vectors
    """Unit vectors, shape (n, d)."""
    least: NDArray[np.float32]
    """1 + the least cosine, shape (n,): the engine compares its score, 1 + cosine, in 32 bits, and
    so does this, or what lies at the threshold would belong to one of them alone."""
    watches: tuple[tuple[str, ...], ...]
    """Ids of those that ask for each vector."""


class Watches:
    """Many searches, ready to be held against documents. Never changed."""

    def __init__(self, queries: Mapping[str, Query]) -> None:
        """Take planned queries by the ids of their watches; all are of one collection."""
        by_watch = {id_: asked(query) for id_, query in queries.items()}
        self._asked = {lane: {id_: of[lane] for id_, of in by_watch.items()} for lane in LANES}
        self._said = {lane: _by_part(self._asked[lane]) for lane in LANES}
        self._meaning = {lane: _meaning(self._asked[lane]) for lane in LANES}
        self._within = {
            lane: {id_: one.within.key for id_, one in self._asked[lane].items()} for lane in LANES
        }

    def parts(self) -> Iterator[Part]:
        """Yield each part that has to be stored, once."""
        seen: set[str] = set()
        for watches in self._asked.values():
            for one in watches.values():
                for part in (one.said, one.within):
                    if part is not None and part.key not in seen:
                        seen.add(part.key)
                        yield part

    def keys(self) -> dict[str, frozenset[str]]:
        """Return for each watch the keys of its parts."""
        found: dict[str, set[str]] = defaultdict(set)
        for watches in self._asked.values():
            for id_, one in watches.items():
                found[id_].update(part.key for part in (one.said, one.within) if part)
        return {id_: frozenset(keys) for id_, keys in found.items()}

    def belonging(self, documents: Sequence[Written], today: date) -> list[frozenset[str]]:
        """Return for each of ``documents`` the ids of the watches that it belongs to."""
        near = self._near(documents)
        return [
            frozenset(self._fitting(document, near[place], today))
            for place, document in enumerate(documents)
        ]

    def _fitting(self, document: Written, near: Set[str], today: date) -> Iterator[str]:
        said = self._said[document.lane]
        candidates = {id_ for key in document.met & said.keys() for id_ in said[key]}
        candidates.update(near, said.get("", ()))
        asked_, within = self._asked[document.lane], self._within[document.lane]
        for id_ in candidates:
            if within[id_] in document.met and (
                not asked_[id_].confirmed or _is_confirmed(document, today)
            ):
                yield id_

    def _near(self, documents: Sequence[Written]) -> list[set[str]]:
        """Return for each document the watches whose vector it is near to: one product a lane."""
        near: list[set[str]] = [set() for _ in documents]
        for lane, meaning in self._meaning.items():
            places = [p for p, one in enumerate(documents) if one.lane == lane and one.vector]
            if not places or not len(meaning.vectors):
                continue
            vectors = np.array([documents[place].vector for place in places], np.float32)
            close = 1 + vectors @ meaning.vectors.T >= meaning.least
            for place, row in zip(places, close, strict=True):
                for ids in compress(meaning.watches, row):
                    near[place].update(ids)
        return near


def _by_part(watches: Mapping[str, Asked]) -> dict[str, list[str]]:
    """Return the watches by the key of what they ask for in words; empty where for nothing."""
    found: dict[str, list[str]] = defaultdict(list)
    for id_, one in watches.items():
        found[one.said.key if one.said else ""].append(id_)
    return dict(found)


def _meaning(watches: Mapping[str, Asked]) -> _Meaning:
    rows: dict[tuple[bytes, float], tuple[Asked, list[str]]] = {}
    for id_, one in watches.items():
        if one.vector is not None:
            key = (one.vector.tobytes(), one.threshold)
            rows.setdefault(key, (one, []))[1].append(id_)
    vectors = [one.vector for one, _ in rows.values() if one.vector is not None]
    return _Meaning(
        vectors=np.array(vectors, np.float32).reshape(len(vectors), -1),
        least=np.array([1 + one.threshold for one, _ in rows.values()], np.float32),
        watches=tuple(tuple(ids) for _, ids in rows.values()),
    )


def _is_confirmed(document: Written, today: date) -> bool:
    """Tell it as the filter of a search does: where no source tells a date, nothing is."""
    return document.date is not None and document.date >= confirmed_from(today).isoformat()
