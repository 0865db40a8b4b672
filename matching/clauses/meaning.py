"""Nearness of meaning, compared exactly: membership depends neither on how many are asked for nor
on the way through a graph (docs/decisions/0009-exact-comparison.md)."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matching.clauses import Clause
from matching.weights import weight

Vector = NDArray[np.float32]

COSINE = "cosine"

_SCRIPT = "Math.max(0, _score - params.base) * params.weight"
_COSINE_SCRIPT = (
    "doc['vector_{lane}'].size() == 0 ? -2.0 : innerProduct(params.vector, doc['vector_{lane}'])"
)


def meaning_clause(
    vector: Vector,
    lane: str,
    threshold: float,
    within: Sequence[Clause] = (),
    *,
    long: bool = False,
) -> Clause:
    """Return the clause for documents of ``lane`` with a cosine of at least ``threshold``.

    ``vector`` is a unit vector (d,). Every document ``within`` the filters is compared, exactly.
    The engine's score of an inner product is 1 + cosine; the script moves it to 0 at the
    threshold, so that a document just inside gains nothing over one just outside. In a ``long``
    query it counts more. It bears no name: the fetch phase would compare once more.
    """
    field = f"vector_{lane}"
    comparison = {"field": field, "query_value": sent(vector), "space_type": "innerproduct"}
    near = {
        "query": {"bool": {"filter": [{"exists": {"field": field}}, *within]}},
        "script": {"lang": "knn", "source": "knn_score", "params": comparison},
        "min_score": 1 + threshold,
    }
    parameters = {"base": 1 + threshold, "weight": weight("meaning_of_text" if long else "meaning")}
    return {
        "function_score": {
            "query": {"script_score": near},
            "script_score": {"script": {"source": _SCRIPT, "params": parameters}},
            "boost_mode": "replace",
        }
    }


def compares_meaning(clause: Clause) -> bool:
    """Tell whether ``clause`` is one of :func:`meaning_clause`."""
    query = clause.get("function_score", {}).get("query", {})
    return "script_score" in query


def similarity(vector: Vector | None, lane: str) -> dict[str, Any]:
    """Return the script field that tells the cosine of each shown hit, for the reasons.

    Named queries tell no scores through ``_msearch``, and a name on the clause itself would search
    the graph again; a product for each shown hit costs next to nothing.
    """
    if vector is None:
        return {}
    return {
        COSINE: {
            "script": {
                "source": _COSINE_SCRIPT.format(lane=lane),
                "params": {"vector": sent(vector)},
            }
        }
    }


def cosine(hit: dict[str, Any]) -> float | None:
    """Return the cosine of a hit, or None where the document has no vector."""
    values = hit.get("fields", {}).get(COSINE)
    return float(values[0]) if values and values[0] >= -1 else None


def sent(vector: Vector) -> list[float]:
    """Return ``vector`` (d,) as the engine gets it, and as whoever judges like it compares it.

    Five digits: further ones change no cosine by more than 1e-5.
    """
    digits: list[float] = vector.astype(np.float64).round(5).tolist()
    return digits
