"""The language of a query is found out, also of one word, without accents, with a foreign town."""

import pytest

from evaluation.query_language import cases
from matching.language import detect


@pytest.mark.parametrize(
    ("query", "language"),
    [
        ("Zulieferer Drehteile", "de"),
        ("dodavatelé", "cs"),
        ("dodavatel plastových dílů", "cs"),
        ("soustruzene dily", "cs"),
        ("Giesserei", "de"),
        ("galvanotechnika", "cs"),
        ("suppliers of turned parts", "en"),
        ("Spedition Děčín", "de"),
        ("svařování v Drážďanech", "cs"),
        ("Textil Plauen", "de"),
        ("Museum", "de"),
        ("IT services", "en"),
    ],
)
def test_short_queries_of_the_trade(query: str, language: str) -> None:
    assert detect(query) == language


@pytest.mark.parametrize("query", ["", "?!", "12345678", "XQ", "🦊", "\x00", "+" * 2000])
def test_where_nothing_speaks_for_a_language_it_is_the_default(query: str) -> None:
    assert detect(query) in ("de", "cs", "en")


def test_the_same_query_always_gets_the_same_answer() -> None:
    assert {detect("Statik") for _ in range(50)} == {detect("Statik")}


def test_at_least_three_hundred_judged_queries_of_each_language_and_97_of_100_are_right() -> None:
    for language in ("de", "cs", "en"):
        judged = [case for case in cases() if case.language == language]
        wrong = [case.query for case in judged if detect(case.query) != language]
        assert len(judged) >= 300
        assert len(wrong) <= 0.03 * len(judged), wrong
