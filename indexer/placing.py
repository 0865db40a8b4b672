"""Statements in the one space of all languages (engine.embedding.space), and what a document made
of them is about."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from core.progress import Progress
from engine.embedding import Embedder, VectorCache
from engine.embedding.space import passages
from indexer import vectors
from indexer.vectors import Said, StatementVectors
from taxonomy import concepts

LEAST_SHARE = 0.15
"""Of a document that a concept has to be, to be told: less is what its words merely touch."""
MOST = 5
"""Concepts of a document, those above them not counted."""

_AT_ONCE = 2048
"""Statements that are compared with all titles together: 40 MB of cosines."""


class Table(NamedTuple):
    """One row for each distinct statement."""

    vectors: StatementVectors
    """Unit vectors in the space, shape (n, d)."""
    concepts: NDArray[np.int16]
    """What each is nearest to, shape (n, k); see engine.embedding.space.Placed."""
    weights: NDArray[np.float16]
    """How much of each concept is in it, same shape."""

    def about(
        self,
        numbers: NDArray[np.int32],
        weights: NDArray[np.float32],
        lengths: Sequence[int],
    ) -> list[list[str]]:
        """Return for each record the ids of the concepts that it is about, with those above them.

        ``numbers`` are rows of the table and ``weights`` theirs, ``lengths`` how many of them
        belong to each record, in order.
        """
        bounds = np.cumsum([0, *lengths])
        return [
            self._of_record(numbers[begin:end], weights[begin:end])
            for begin, end in pairwise(bounds.tolist())
        ]

    def _of_record(self, numbers: NDArray[np.int32], weights: NDArray[np.float32]) -> list[str]:
        if not len(numbers) or not self.concepts.shape[1]:
            return []
        near, where = np.unique(self.concepts[numbers], return_inverse=True)
        shares = np.zeros(len(near))
        np.add.at(shares, where.ravel(), (self.weights[numbers] * weights[:, None]).ravel())
        shares /= weights.sum()
        known = concepts.all_concepts()
        # Equal shares keep the order of the classifications, so that two builds agree.
        best = [i for i in np.argsort(-shares, kind="stable")[:MOST] if shares[i] >= LEAST_SHARE]
        told = [known[near[i]] for i in best]
        return list(dict.fromkeys(one for id_ in told for one in (id_, *concepts.ancestors(id_))))


def embed(
    statements: Iterable[Said], cache: VectorCache, embedder: Embedder, progress: Progress
) -> tuple[Table, int]:
    """Return distinct ``statements`` in the space, and how many of them had to be embedded."""
    said = list(statements)
    found, embedded = vectors.embed(said, cache, embedder, progress)
    return _placed([language for language, _ in said], found, embedder), embedded


def _placed(languages: Sequence[str], found: StatementVectors, embedder: Embedder) -> Table:
    """Bring centred vectors into the space, in their own place: they are many."""
    spoken = np.array(languages)
    of_rows: list[tuple[NDArray[np.intp], NDArray[np.int16], NDArray[np.float32]]] = []
    for language in dict.fromkeys(languages):
        rows = np.flatnonzero(spoken == language)
        for start in range(0, len(rows), _AT_ONCE):
            part = rows[start : start + _AT_ONCE]
            placed = passages(embedder, found[part].astype(np.float32), language)
            found[part] = placed.vectors
            of_rows.append((part, placed.concepts, placed.weights))
    width = of_rows[0][1].shape[1] if of_rows else 0
    near = np.zeros((len(found), width), np.int16)
    weights = np.zeros((len(found), width), np.float16)
    for part, numbers, shares in of_rows:
        near[part], weights[part] = numbers, shares
    return Table(found, near, weights)
