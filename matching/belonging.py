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


class _Lane(msgspec.Struct, frozen=True, kw_only=True):
    """What all watches ask of documents of one lane. Parts are named by their keys."""

    said: Mapping[str, Sequence[str]]
    """Watches by what they ask for in words; under no key those that ask for nothing."""
    within: Mapping[str, frozenset[str]]
    """Filters of each watch."""
    confirmed: Set[str]
    """Watches that want only what was confirmed of late."""
    meaning: _Meaning


class Watches:
    """Many searches, ready to be held against documents. Never changed."""

    def __init__(self, queries: Mapping[str, Query]) -> None:
        """Take planned queries by the ids of their watches; all are of one collection."""
        by_watch = {id_: asked(query) for id_, query in queries.items()}
        self._parts: dict[str, Part] = {}
        self._lanes = {
            lane: self._lane({id_: of[lane] for id_, of in by_watch.items()}) for lane in LANES
        }

    def _lane(self, watches: Mapping[str, Asked]) -> _Lane:
        said: dict[str, list[str]] = defaultdict(list)
        within: dict[str, frozenset[str]] = {}
        alike: dict[frozenset[str], frozenset[str]] = {}
        for id_, one in watches.items():
            said[self._kept(one.said) if one.said else ""].append(id_)
            filters = frozenset(map(self._kept, one.within))
            within[id_] = alike.setdefault(filters, filters)
        return _Lane(
            said=dict(said),
            within=within,
            confirmed={id_ for id_, one in watches.items() if one.confirmed},
            meaning=_meaning(watches),
        )

    def _kept(self, part: Part) -> str:
        """Return the key of ``part``, which is kept once however many ask it."""
        key = part.key
        self._parts.setdefault(key, part)
        return key

    def parts(self) -> Mapping[str, Part]:
        """Return what has to be stored, by key."""
        return self._parts

    def asking(self, keys: Set[str]) -> dict[str, str]:
        """Return the watches that ask any of the parts ``keys``, each with one that it asks."""
        found: dict[str, str] = {}
        for lane in self._lanes.values():
            found |= {id_: key for key in keys & lane.said.keys() for id_ in lane.said[key]}
            found |= {id_: min(bad) for id_, own in lane.within.items() if (bad := own & keys)}
        return found

    def belonging(self, documents: Sequence[Written], today: date) -> list[frozenset[str]]:
        """Return for each of ``documents`` the ids of the watches that it belongs to."""
        near = self._near(documents)
        return [
            frozenset(self._fitting(document, near[place], today))
            for place, document in enumerate(documents)
        ]

    def _fitting(self, document: Written, near: Set[str], today: date) -> Iterator[str]:
        lane = self._lanes[document.lane]
        candidates = {id_ for key in document.met & lane.said.keys() for id_ in lane.said[key]}
        candidates.update(near, lane.said.get("", ()))
        shut_out = lane.confirmed if not _is_confirmed(document, today) else frozenset[str]()
        for id_ in candidates - shut_out:
            if lane.within[id_] <= document.met:
                yield id_

    def _near(self, documents: Sequence[Written]) -> list[set[str]]:
        """Return for each document the watches whose vector it is near to: one product a lane."""
        near: list[set[str]] = [set() for _ in documents]
        for name, lane in self._lanes.items():
            meaning = lane.meaning
            places = [p for p, one in enumerate(documents) if one.lane == name and one.vector]
            if not places or not len(meaning.vectors):
                continue
            vectors = np.array([documents[place].vector for place in places], np.float32)
            close = 1 + vectors @ meaning.vectors.T >= meaning.least
            for place, row in zip(places, close, strict=True):
                for ids in compress(meaning.watches, row):
                    near[place].update(ids)
        return near


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
