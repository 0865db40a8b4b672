"""Bodies without one of their clauses, and which of the names that matched count in the score."""

from typing import Any

import pytest

from matching.ablation import MEANING, names, scored, without
from matching.plan import plan, searches
from matching.request import SearchRequest
from tests.golden.test_query_bodies import OneHot


def _body(text: str, **more: Any) -> dict[str, Any]:
    request = SearchRequest(text=text, language="de", **more)
    return searches(plan(request, OneHot()))[0][1]  # the German lane


def _leaf(name: str) -> dict[str, Any]:
    return {"match": {"text": {"query": "x", "_name": name}}}


def test_every_named_clause_of_a_search_is_known_by_its_name() -> None:
    known = names(_body("Werkzeugmaschinenbau Zwickau 12345"))
    kinds = {name.partition("|")[0] for name in known}
    assert {"word", "compound", "sector", "name", "place", "identifier", MEANING} <= kinds
    assert len(known) == len(set(known))
    assert MEANING not in names(_body("Drehteile", without=("meaning",)))


def test_a_body_loses_what_is_named_and_nothing_else() -> None:
    body = _body("Drehteile Zwickau")
    for name in names(body):
        left = without(body, name)
        assert set(names(left)) < set(names(body))
        assert name not in names(left)
        assert {**left, "query": None} == {**body, "query": None}
    assert names(without(body, *names(body))) == ()


def test_a_clause_with_named_parts_goes_with_them() -> None:
    outer = {"dis_max": {"queries": [_leaf("a"), _leaf("b")], "_name": "both"}}
    body = {"query": {"bool": {"should": [outer, _leaf("c")]}}}
    assert names(body) == ("both", "a", "b", "c")
    assert names(without(body, "both")) == ("c",)
    assert names(without(body, "a")) == ("both", "b", "c")
    assert names(body) == ("both", "a", "b", "c")  # the body itself is as it was


def test_a_name_that_is_not_there_is_an_error() -> None:
    with pytest.raises(KeyError, match="no clause named 'word'"):
        without(_body("Drehteile"), "word")


@pytest.mark.parametrize(
    ("matched", "counting"),
    [
        ({"a"}, set()),
        ({"a", "b"}, {"a", "b"}),
        ({"a", "more"}, set()),
        ({"a", "b", "more"}, {"a", "b", "more"}),
        ({"a", "c"}, {"c"}),
    ],
)
def test_a_name_counts_where_all_that_holds_it_matches(
    matched: set[str], counting: set[str]
) -> None:
    """Two of a and b are asked for, ``more`` ranks beside them; c stands for itself."""
    asked = {"bool": {"should": [_leaf("a"), _leaf("b")], "minimum_should_match": 2}}
    words = {"bool": {"must": [asked], "should": [_leaf("more")]}}
    query = {"bool": {"filter": [{"term": {"lane": "de"}}], "should": [words, _leaf("c")]}}
    assert scored(query, matched) == counting


def test_a_filter_decides_and_does_not_count() -> None:
    query = {"bool": {"must": [_leaf("a")], "filter": [_leaf("here")]}}
    assert scored(query, {"a"}) == frozenset()
    assert scored(query, {"a", "here"}) == {"a"}
