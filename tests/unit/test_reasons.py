"""Reasons are read from what matched and counts in the score: surest first, words once for each
field, only terms that are there. What nothing matched is told, too."""

from matching.lanes import LANES
from matching.plan import plan, searches
from matching.query import Query
from matching.reasons import matched, reasons
from matching.request import SearchRequest
from matching.shown import missing
from tests.golden.test_query_bodies import OneHot


def _query(text: str) -> Query:
    return plan(SearchRequest(text=text, language="de"), OneHot())


def _told(query: Query, lane: str, *names: str, cosine: float = -2.0) -> list[str]:
    hit = {"matched_queries": list(names), "fields": {"cosine": [cosine]}, "_source": {}}
    sent = dict(zip(LANES, searches(query), strict=True))[lane][1]["query"]
    return [
        " ".join([reason.code, reason.field, *reason.terms, *reason.through])
        for reason in reasons(hit, sent, query, lane)
    ]


def _missing(text: str, *names: str, **document: list[str]) -> tuple[str, ...]:
    return missing(names, _query(text), document)


def test_only_the_terms_of_an_entry_that_are_there_are_told() -> None:
    query = _query("Drehteile")
    entry = next(part for part in query.bridge if part.id == "g:drehteile")
    assert _told(query, "cs", "glossary|cs|g:drehteile#1") == [
        f"glossary description Drehteile {entry.terms[1]}"
    ]


def test_the_surest_reason_comes_first_and_a_word_is_told_once_for_each_field() -> None:
    names = ["name||1", "sector|de|1", "compound|de|1", "word|de|1", "name_ngram||"]
    assert _told(_query("Zulieferer Drehteile"), "de", *names) == [
        "word description Drehteile",
        "sector sector_titles Drehteile",
        "name name Drehteile",
    ]


def test_a_whole_name_says_more_than_its_words() -> None:
    names = ["name||0", "name||1", "name_whole||#words", "name_whole||#sure-key"]
    assert _told(_query("Elektro Müller"), "de", *names) == ["name name Elektro Müller"]


def test_meaning_is_told_above_the_threshold_where_its_score_begins() -> None:
    query = _query("Drehteile")
    assert _told(query, "cs", cosine=query.thresholds["cs"] + 0.01) == ["meaning meaning"]
    assert _told(query, "cs", cosine=query.thresholds["cs"]) == []
    assert _told(query, "cs", cosine=query.thresholds["cs"] - 0.01) == []


def test_nearness_is_a_share_of_the_way_from_the_threshold_to_the_same() -> None:
    query = _query("Drehteile")
    start = query.thresholds["cs"]
    sent = searches(query)[1][1]["query"]
    for share, nearness in ((0.1, "related"), (0.3, "near"), (0.6, "very near")):
        found = start + share * (1 - start)
        hit = {"fields": {"cosine": [found]}, "_source": {}}
        (reason,) = reasons(hit, sent, query, "cs")
        assert (reason.nearness, reason.cosine) == (nearness, round(found, 3))
        assert reason.language == "cs"


def test_a_word_that_matched_but_did_not_count_is_no_reason_and_is_not_missing() -> None:
    """Of three words of a trade two are asked for; one of them alone adds nothing to the score."""
    query = _query("Drehteile Zahnräder Wellen")
    near = query.thresholds["de"] + 0.1
    assert _told(query, "de", "word|de|0", cosine=near) == ["meaning meaning"]
    assert _missing("Drehteile Zahnräder Wellen", "word|de|0") == ("Zahnräder", "Wellen")
    assert len(_told(query, "de", "word|de|0", "word|de|1", cosine=near)) == 3


def test_what_nothing_matched_is_missing_however_near_the_meaning_is() -> None:
    query = _query("Zulieferer Drehteile")
    hit = {"fields": {"cosine": [0.9]}, "_source": {}}
    assert missing(matched(hit, query, "cs"), query, {}) == ("Zulieferer", "Drehteile")
    assert _missing("Zulieferer Drehteile", "glossary|cs|g:drehteile#1") == ("Zulieferer",)
    assert _missing("Zulieferer Drehteile", "concept|cs|nace:25.53") == ("Zulieferer",)


def test_a_name_stands_for_the_whole_query() -> None:
    assert _missing("Elektro Müler", "name_ngram||") == ()


def test_a_number_is_told_as_typed_and_its_label_is_not_missing() -> None:
    query = _query("Müller GmbH HRB 12345")
    document = {"identifiers": ["chemnitzhrb12345", "hrb12345"]}
    hit = {"matched_queries": ["identifier||"], "_source": document}
    sent = searches(query)[0][1]["query"]
    assert [reason.terms for reason in reasons(hit, sent, query, "de")] == [("HRB 12345",)]
    assert "HRB" not in _missing("Müller GmbH HRB 12345", "identifier||", **document)
    assert "Müller" in _missing("Müller GmbH HRB 12345", "identifier||", **document)
    assert _missing("IČO 26168685", "identifier||", identifiers=["26168685"]) == ()
