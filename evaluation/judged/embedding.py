"""A model that remembers the vectors of queries, in a run and from one run to the next."""

from collections.abc import Sequence

import numpy as np

from engine.embedding import Embedder, VectorCache
from engine.embedding.base import Vectors
from engine.embedding.cache import key


class Remembering:
    """An embedder whose vectors are kept in ``cache``. For one thread.

    The cache holds them as float16, as it does for documents; a vector that was just made is taken
    from there too, so that the first run finds what the second one does.
    """

    def __init__(self, embedder: Embedder, cache: VectorCache) -> None:
        self._embedder, self._cache = embedder, cache
        self._seen: dict[bytes, Vectors] = {}
        self.model = embedder.model
        self.dimension = embedder.dimension

    def passages(self, texts: Sequence[str]) -> Vectors:
        """Return the unit vectors of ``texts``: shape (n, dimension)."""
        keys = [key(self.model, text) for text in texts]
        known = self._cache.known(keys)
        missing = {k: text for k, text in zip(keys, texts, strict=True) if k not in known}
        if missing:
            self._cache.store(list(missing), self._embedder.passages(list(missing.values())))
        return self._cache.load(keys, self.dimension).astype(np.float32)

    def query(self, text: str) -> Vectors:
        """Return the unit vector of ``text``: shape (dimension,)."""
        of = key(f"{self.model} query", text)
        if of not in self._seen:
            if not self._cache.known([of]):
                self._cache.store([of], self._embedder.query(text)[None, :])
            self._seen[of] = self._cache.load([of], self.dimension)[0].astype(np.float32)
        return self._seen[of]
