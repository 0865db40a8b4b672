"""Reasons are read from what matched: surest first, each word once, only terms that are there."""

from matching.plan import plan
from matching.query import Query
from matching.reasons import reasons
from matching.request import SearchRequest
from tests.golden.test_query_bodies import OneHot


def _query(text: str) -> Query:
    return plan(SearchRequest(text=text, language="de"), OneHot())


def _told(query: Query, lane: str, *names: str, cosine: float = -2.0) -> list[str]:
    hit = {"matched_queries": list(names), "fields": {"cosine": [cosine]}}
    return [
        " ".join([reason.code, *reason.terms, *reason.through])
        for reason in reasons(hit, query, lane)
    ]


def test_only_the_terms_of_an_entry_that_are_there_are_told() -> None:
    query = _query("Drehteile")
    entry = next(part for part in query.bridge if part.id == "g:drehteile")
    assert _told(query, "cs", "glossary|cs|g:drehteile#1") == [
        f"glossary Drehteile {entry.terms[1]}"
    ]


def test_the_surest_reason_comes_first_and_a_word_is_told_once() -> None:
    names = ["name||1", "sector|de|1", "compound|de|1", "word|de|1", "name_ngram||"]
    assert _told(_query("Zulieferer Drehteile"), "de", *names) == [
        "word Drehteile",
        "sector Drehteile",
        "name Zulieferer Drehteile",
    ]


def test_a_whole_name_says_more_than_its_words() -> None:
    names = ["name||0", "name||1", "name_whole||", "name_ngram||"]
    assert _told(_query("Elektro Müller"), "de", *names) == ["name Elektro Müller"]


def test_meaning_is_told_from_the_threshold_on() -> None:
    query = _query("Drehteile")
    assert _told(query, "cs", cosine=query.thresholds["cs"] + 0.01) == ["meaning"]
    assert _told(query, "cs", cosine=query.thresholds["cs"] - 0.01) == []
