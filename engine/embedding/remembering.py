"""A model that remembers the queries it embedded."""

from collections.abc import Sequence
from functools import lru_cache

from engine.embedding.base import Embedder, Vectors

MOST = 20_000
"""Queries remembered: 20 MB of 256 numbers each, and twice as many as are saved in the region."""


class Remembering:
    """Embeds as ``embedder`` does, each query once as long as the process lives."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._remembered = lru_cache(MOST)(self._fixed)

    @property
    def model(self) -> str:
        """Name of the model."""
        return self._embedder.model

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        return self._embedder.dimension

    def passages(self, texts: Sequence[str]) -> Vectors:
        """Return the unit vectors of texts that are searched: shape (n, dimension)."""
        return self._embedder.passages(texts)

    def query(self, text: str) -> Vectors:
        """Return the unit vector of a text that is searched for: shape (dimension,)."""
        return self._remembered(text)

    def _fixed(self, text: str) -> Vectors:
        vector = self._embedder.query(text)
        vector.flags.writeable = False  # it is handed to whoever asks again
        return vector
