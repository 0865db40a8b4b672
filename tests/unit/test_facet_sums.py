"""Facets: the lanes' counts are summed, whatever else stands in the engine's answer."""

from typing import Any

from matching.clauses.filters import FACETS
from matching.lanes import LANES
from matching.plan import plan
from matching.request import SearchRequest
from matching.search import answer
from tests.golden.test_query_bodies import OneHot


def response(**buckets: dict[str, list[dict[str, Any]]]) -> dict[str, Any]:
    """An answer without hits; ``meta`` is what the engine adds where it need not look."""
    facets = {
        facet: {
            "meta": {},
            "doc_count": 0,
            **{field: {"buckets": found} for field, found in buckets.get(facet, {}).items()},
        }
        for facet in FACETS["organisations"]
    }
    return {"hits": {"hits": [], "total": {"value": 0}}, "aggregations": facets}


def sums(request: SearchRequest, one: dict[str, Any]) -> dict[str, dict[str, int]]:
    responses = {lane: one if lane != "en" else response() for lane in LANES}
    facets = answer(plan(request, OneHot()), responses).facets
    return {facet: {v.value: v.count for v in values} for facet, values in facets.items()}


def test_a_value_has_the_sum_of_all_lanes_and_of_registered_and_inferred_sectors():
    shown = sums(
        SearchRequest(inferred=True),
        response(
            sector={
                "sectors": [{"key": "25", "doc_count": 3}],
                "inferred_sectors": [{"key": "25", "doc_count": 1}, {"key": "43", "doc_count": 2}],
            },
            confirmed={"date": [{"key": "true", "doc_count": 5}]},
        ),
    )
    assert shown["sector"] == {"25": 8, "43": 4}
    assert shown["confirmed"] == {"true": 10}


def test_a_chosen_value_that_nothing_has_is_shown_with_zero():
    shown = sums(SearchRequest(country="AA", confirmed=True), response())
    assert shown["country"] == {"AA": 0}
    assert shown["confirmed"] == {"true": 0}
    assert shown["sector"] == {}
