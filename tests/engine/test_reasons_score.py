"""Reasons are what scored: a hit without what a reason names has a lower score, or is no hit."""

from collections.abc import Iterator
from typing import Any, get_args

import pytest

from matching import ablation
from matching.answer import Match, Reason, ReasonCode, ReasonField
from matching.lanes import LANES
from matching.plan import searches
from matching.request import SearchRequest
from matching.search import Searcher
from tests.engine.searches import NAMES, SEARCHES

pytestmark = pytest.mark.engine

ROUNDED = 1e-4
"""Scores are told with four digits."""


def scores(searcher: Searcher, bodies: list[Any]) -> list[dict[str, float]]:
    """Scores before fusion, by document, of each body."""
    answers = searcher._engine.msearch(bodies)
    return [{hit["_id"]: hit["_score"] for hit in one["hits"]["hits"]} for one in answers]


def without_reasons(
    searcher: Searcher, request: SearchRequest
) -> Iterator[tuple[Match, Reason, float, float]]:
    """Yield each reason of each hit, with the hit's score before fusion as it is and without it."""
    sent = dict(zip(LANES, searches(searcher.plan(request)), strict=True))
    told = [
        (match, reason, match.document["lane"])
        for match in searcher.search(request).matches
        for reason in match.reasons
    ]
    bodies = {
        (lane, reason.clauses): (sent[lane][0], ablation.without(sent[lane][1], *reason.clauses))
        for _, reason, lane in told
    }
    whole = dict(zip(LANES, scores(searcher, list(sent.values())), strict=True))
    left = dict(zip(bodies, scores(searcher, list(bodies.values())), strict=True))
    for match, reason, lane in told:
        yield match, reason, whole[lane][match.id], left[lane, reason.clauses].get(match.id, 0.0)


@pytest.fixture(scope="module")
def exercised(searcher: Searcher) -> set[tuple[str, str]]:
    """Codes and fields of the reasons of all searches."""
    return {
        (reason.code, reason.field)
        for request in SEARCHES
        for match in searcher.search(request).matches
        for reason in match.reasons
    }


@pytest.mark.parametrize("request_", SEARCHES, ids=NAMES)
def test_a_score_falls_without_what_a_reason_names(
    searcher: Searcher, request_: SearchRequest
) -> None:
    found = list(without_reasons(searcher, request_))
    assert found
    idle = [
        (match.id, reason.code, reason.clauses, before, after)
        for match, reason, before, after in found
        if not after < before - ROUNDED
    ]
    assert not idle


def test_these_searches_show_every_code_and_field_that_a_reason_may_have(
    exercised: set[tuple[str, str]],
) -> None:
    assert {code for code, _ in exercised} == set(get_args(ReasonCode))
    assert {field for _, field in exercised} == set(get_args(ReasonField))


@pytest.mark.parametrize("request_", SEARCHES, ids=NAMES)
def test_every_hit_has_a_reason(searcher: Searcher, request_: SearchRequest) -> None:
    assert all(match.reasons for match in searcher.search(request_).matches)


@pytest.mark.parametrize("request_", SEARCHES[::5], ids=NAMES[::5])
def test_one_document_fits_a_search_as_it_does_among_all(
    searcher: Searcher, request_: SearchRequest
) -> None:
    for match in searcher.search(request_).matches:
        assert searcher.fitting(request_, match.id).matches == (match,)
    assert searcher.fitting(request_, "no such id").matches == ()
