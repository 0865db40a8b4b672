"""The vectors of all distinct statements of a build, and the means of a record's statements."""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from core.progress import Progress
from engine.embedding import Embedder, VectorCache
from engine.embedding.base import Vectors
from engine.embedding.cache import key
from engine.embedding.centres import LANGUAGES, centre, centred
from indexer.batches import batches
from indexer.statements import Statement

EMBEDDED_AT_ONCE = 128
"""Statements between two writes to the cache: what a sudden end can cost, a few seconds."""

_DECIMALS = 6
"""A component is around 0.05: the cosine is exact to 0.00001, and JSON is half as long."""

_OTHER = ""
"""Stands for all languages that have no centre of their own."""

_NOTHING = 1e-6
"""Length of a mean below which it points nowhere."""


class StatementVectors:
    """One vector for each distinct statement, as the model gave it; float16, one row each."""

    def __init__(
        self, rows: dict[str, int], vectors: NDArray[np.float16], embedder: Embedder
    ) -> None:
        self._rows = rows
        self._vectors = vectors
        self._languages = {language: row for row, language in enumerate((*LANGUAGES, _OTHER))}
        self._centres = np.stack([centre(embedder, "passage", one) for one in self._languages])

    def __len__(self) -> int:
        return len(self._rows)

    def means(self, records: Sequence[Sequence[Statement]]) -> list[list[float] | None]:
        """Return the vector of each record, which is given by its statements.

        It is the unit vector of the weighted mean of their centred unit vectors (see
        :mod:`engine.embedding.centres`); None for a record without statements.
        """
        spoken = [number for number, statements in enumerate(records) if statements]
        means: list[list[float] | None] = [None] * len(records)
        if not spoken:
            return means
        flat = [statement for number in spoken for statement in records[number]]
        weighted = self._centred(flat) * np.array([[one.weight] for one in flat], np.float32)
        lengths = [len(records[number]) for number in spoken]
        starts = np.concatenate(([0], np.cumsum(lengths)[:-1]))
        sums = np.add.reduceat(weighted, starts, axis=0).astype(np.float64)
        norms = np.linalg.norm(sums, axis=1, keepdims=True)
        units = (sums / np.maximum(norms, _NOTHING)).round(_DECIMALS).tolist()
        for number, unit, norm in zip(spoken, units, norms, strict=True):
            # Statements that take each other back exactly say nothing together.
            means[number] = unit if norm > _NOTHING else None
        return means

    def _centred(self, statements: Sequence[Statement]) -> Vectors:
        rows = [self._rows[one.text] for one in statements]
        other = self._languages[_OTHER]
        languages = [self._languages.get(one.language, other) for one in statements]
        return centred(self._vectors[rows].astype(np.float32), self._centres[languages])


def distinct(statements: Iterable[Sequence[Statement]]) -> dict[str, int]:
    """Return each distinct text of ``statements`` with its number, from 0."""
    rows: dict[str, int] = {}
    for of_one in statements:
        for statement in of_one:
            rows.setdefault(statement.text, len(rows))
    return rows


def embed(
    rows: dict[str, int], cache: VectorCache, embedder: Embedder, progress: Progress
) -> tuple[StatementVectors, int]:
    """Return the vectors of the texts in ``rows``, and how many had to be embedded.

    What ``cache`` lacks is embedded and stored batch by batch: an end at any time loses one batch.
    """
    keys = {key(embedder.model, text): text for text in rows}
    known = cache.known(list(keys))
    # Texts of one length fill a batch evenly. Long ones come first: then the estimate of the time
    # that is left errs on the safe side.
    missing = sorted((k for k in keys if k not in known), key=lambda k: -len(keys[k]))
    progress.start("embedding statements", len(missing))
    for batch in batches(missing, EMBEDDED_AT_ONCE):
        cache.store(batch, embedder.passages([keys[k] for k in batch]))
        progress.advance(len(batch))
    progress.finish(f"{len(known)} of {len(rows)} were known")
    vectors = cache.load(list(keys), embedder.dimension)
    return StatementVectors(rows, vectors, embedder), len(missing)
