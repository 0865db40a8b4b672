"""Sectors read from what an organisation says it does, where no register tells one."""

from collections.abc import Sequence

from core.records import InferredSector, Organisation
from engine.embedding import Embedder, VectorCache


class SectorInference:
    """Infers nothing yet."""

    def __init__(self, embedder: Embedder, cache: VectorCache) -> None:
        self._embedder, self._cache = embedder, cache

    def infer(self, organisations: Sequence[Organisation]) -> list[tuple[InferredSector, ...]]:
        """Return nothing for each organisation."""
        return [()] * len(organisations)
