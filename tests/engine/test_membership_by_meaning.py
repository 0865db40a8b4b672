"""Membership by meaning is exact, also where many vectors are the same."""

import numpy as np
import pytest
from numpy.typing import NDArray

from engine.client import Engine
from mappings import compiled
from matching.clauses.meaning import meaning_clause

pytestmark = pytest.mark.engine

DIMENSION = 384
DOCUMENTS = 4000
THRESHOLD = 0.35
EDGE = 1e-3
"""Cosines nearer to the threshold than this may fall on either side: numbers are rounded."""


def _unit(rows: NDArray[np.float64]) -> NDArray[np.float64]:
    return rows / np.linalg.norm(rows, axis=-1, keepdims=True)


@pytest.fixture(scope="module")
def vectors() -> NDArray[np.float64]:
    """Firms of 60 trades: means of a few statements of a trade, a third of them equal to others."""
    random = np.random.default_rng(7)
    statements = _unit(random.normal(size=(60, 1, DIMENSION))) + 0.06 * random.normal(
        size=(60, 12, DIMENSION)
    )
    trades = random.integers(60, size=DOCUMENTS)
    said = random.integers(12, size=(DOCUMENTS, 4))
    means = _unit(statements[trades[:, None], said].mean(axis=1))
    means[::3] = means[1]
    means[2::9] = means[random.integers(DOCUMENTS, size=len(means[2::9]))]
    return means


def test_membership_by_meaning_agrees_with_exact_cosines(
    engine: Engine, vectors: NDArray[np.float64]
) -> None:
    index = f"{engine.prefix}-meaning"
    engine.client.indices.create(index=index, body=compiled("offers", DIMENSION))
    lines: list[dict[str, object]] = []
    for number, vector in enumerate(vectors):
        lines.append({"index": {"_id": str(number)}})
        lines.append({"id": str(number), "vector_de": vector.round(6).tolist()})
    for start in range(0, len(lines), 1000):
        answer = engine.client.bulk(index=index, body=lines[start : start + 1000])
        assert not answer["errors"]
    engine.client.indices.refresh(index=index)

    random = np.random.default_rng(8)
    wanted = found = 0
    for number in random.integers(DOCUMENTS, size=40):
        query = _unit(vectors[number] + 0.05 * random.normal(size=DIMENSION))
        clause = meaning_clause(query.astype(np.float32), "de", THRESHOLD)
        body = {"size": DOCUMENTS, "query": clause, "_source": False}
        hits = engine.client.search(index=index, body=body)["hits"]["hits"]
        got = {int(hit["_id"]) for hit in hits}
        cosines = vectors @ query
        sure = set(np.flatnonzero(cosines >= THRESHOLD + EDGE).tolist())
        possible = set(np.flatnonzero(cosines >= THRESHOLD - EDGE).tolist())
        assert got <= possible
        wanted += len(sure)
        found += len(sure & got)
    assert wanted > 1000
    assert found == wanted
