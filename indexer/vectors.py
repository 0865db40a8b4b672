"""The vectors of all distinct statements of a build, and the vectors of records made from them."""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from core.progress import Progress
from engine.embedding import Embedder, VectorCache
from engine.embedding.cache import key
from engine.embedding.centres import LANGUAGES, centre, centred
from indexer.batches import batches

Said = tuple[str, str]
"""Language and text of a statement."""

StatementVectors = NDArray[np.float16]
"""Centred unit vectors, one row for each distinct statement."""

EMBEDDED_AT_ONCE = 128
"""Statements between two writes to the cache: what a sudden end can cost, a few seconds."""

_CENTRED_AT_ONCE = 4096
"""Rows that are float32 for a moment."""

_DECIMALS = 5
"""A component is around 0.05: the cosine is exact to 0.0001, and JSON is half as long."""

_NOTHING = 1e-6
"""Length of a mean below which it points nowhere."""


def embed(
    statements: Iterable[Said], cache: VectorCache, embedder: Embedder, progress: Progress
) -> tuple[StatementVectors, int]:
    """Return the centred vectors of distinct ``statements``, and how many had to be embedded.

    What ``cache`` lacks is embedded and stored batch by batch: an end at any time loses one batch.
    Vectors lie in the cache as the model gave them; see :mod:`engine.embedding.centres`.
    """
    languages, keys, texts = [], [], {}
    for language, text in statements:
        languages.append(language)
        keys.append(key(embedder.model, text))
        texts[keys[-1]] = text
    known = cache.known(list(texts))
    # Texts of one length fill a batch evenly. Long ones come first: then the estimate of the time
    # that is left errs on the safe side.
    missing = sorted((k for k in texts if k not in known), key=lambda k: -len(texts[k]))
    progress.start("embedding statements", len(missing))
    for batch in batches(missing, EMBEDDED_AT_ONCE):
        cache.store(batch, embedder.passages([texts[k] for k in batch]))
        progress.advance(len(batch))
    progress.finish(f"{len(known)} of {len(texts)} were known")
    return _centred(languages, keys, cache, embedder), len(missing)


def means(
    vectors: StatementVectors,
    numbers: NDArray[np.int32],
    weights: NDArray[np.float32],
    lengths: Sequence[int],
) -> list[list[float] | None]:
    """Return for each record the unit vector of the weighted mean of its statements' vectors.

    ``numbers`` are rows of ``vectors`` and ``weights`` theirs, ``lengths`` how many of them belong
    to each record, in order. None for a record without statements.
    """
    found: list[list[float] | None] = [None] * len(lengths)
    if not len(numbers):
        return found
    sizes = np.asarray(lengths, np.intp)
    starts = np.cumsum(sizes) - sizes
    spoken = np.flatnonzero(sizes)
    weighted = vectors[numbers].astype(np.float32) * weights[:, None]
    sums = np.add.reduceat(weighted, starts[spoken], axis=0).astype(np.float64)
    norms = np.linalg.norm(sums, axis=1, keepdims=True)
    units = (sums / np.maximum(norms, _NOTHING)).round(_DECIMALS).tolist()
    for record, unit, norm in zip(spoken.tolist(), units, norms, strict=True):
        # Statements that take each other back exactly say nothing together.
        found[record] = unit if norm > _NOTHING else None
    return found


def _centred(
    languages: Sequence[str], keys: Sequence[bytes], cache: VectorCache, embedder: Embedder
) -> StatementVectors:
    """Return the vectors of ``keys`` less the centre of their languages."""
    vectors = np.empty((len(keys), embedder.dimension), np.float16)
    if not keys:
        return vectors
    known = (*LANGUAGES, "")  # the last one stands for all others
    centres = np.stack([centre(embedder, "passage", language) for language in known])
    rows = [known.index(one) if one in LANGUAGES else len(LANGUAGES) for one in languages]
    for start in range(0, len(keys), _CENTRED_AT_ONCE):
        part = slice(start, start + _CENTRED_AT_ONCE)
        raw = cache.load(keys[part], embedder.dimension).astype(np.float32)
        vectors[part] = centred(raw, centres[rows[part]])
    return vectors
