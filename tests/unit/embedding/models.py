"""An embedding model for tests: fast, the same vector for the same text, counts its work."""

import zlib
from collections.abc import Sequence

import numpy as np

from engine.embedding.base import Vectors

DIMENSION = 16


class Counting:
    """Pseudo-random unit vectors. Keeps the passages that it saw; can break off after some."""

    def __init__(self, model: str = "counting") -> None:
        self.model = model
        self.dimension = DIMENSION
        self.seen: list[str] = []
        self.fails_after: int | None = None

    def passages(self, texts: Sequence[str]) -> Vectors:
        for text in texts:
            if self.fails_after is not None and len(self.seen) >= self.fails_after:
                raise KeyboardInterrupt
            self.seen.append(text)
        return np.stack([self.vector(text) for text in texts])

    def query(self, text: str) -> Vectors:
        return self.vector(text)

    def vector(self, text: str) -> Vectors:
        """Return the unit vector of ``text``."""
        random = np.random.default_rng(zlib.crc32(f"{self.model} {text}".encode()))
        vector = random.standard_normal(self.dimension).astype(np.float32)
        return np.asarray(vector / np.linalg.norm(vector), np.float32)
