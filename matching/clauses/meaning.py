"""Nearness of meaning: radial search, so that membership does not depend on how many are asked."""

import numpy as np
from numpy.typing import NDArray

from matching.clauses import Clause
from matching.weights import weight

_SCRIPT = "Math.max(0, _score - params.base) * params.weight"


def meaning_clause(vector: NDArray[np.float32], lane: str, threshold: float) -> Clause:
    """Return the clause for documents of ``lane`` with a cosine of at least ``threshold``.

    ``vector`` is a unit vector (d,). The engine's score of an inner product is 1 + cosine; the
    script moves it to 0 at the threshold, so that a document just inside gains nothing over one
    just outside. It bears no name: the fetch phase would search the graph a second time.
    """
    near = {"vector": [round(float(x), 5) for x in vector], "min_score": 1 + threshold}
    parameters = {"base": 1 + threshold, "weight": weight("meaning")}
    return {
        "function_score": {
            "query": {"knn": {f"vector_{lane}": near}},
            "script_score": {"script": {"source": _SCRIPT, "params": parameters}},
            "boost_mode": "replace",
        }
    }


def cosine_of(score: float, threshold: float) -> float:
    """Return the cosine that gave ``score`` in :func:`meaning_clause`."""
    return threshold + score / weight("meaning")
