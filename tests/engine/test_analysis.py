"""Words that must meet do meet, on the live engine, and words that must not do not.

The tables in ``data`` say for each group why.
"""

from collections.abc import Callable
from pathlib import Path

import pytest

from analyzers.loader import analysis
from engine.client import Engine

pytestmark = pytest.mark.engine

TABLES = ("words_de", "words_cs", "signs")
_DATA = Path(__file__).parent / "data"

Words = Callable[[str, str], list[str]]
"""From an analyzer and a text to its words."""


@pytest.fixture(scope="module")
def words(engine: Engine) -> Words:
    index = f"{engine.prefix}-words"
    engine.client.indices.create(index=index, body={"settings": {"analysis": analysis()}})

    def words(analyzer: str, text: str) -> list[str]:
        body = {"analyzer": analyzer, "text": text}
        answer = engine.client.indices.analyze(index=index, body=body)
        return [token["token"] for token in answer["tokens"]]

    return words


def _rows(table: str, kind: str) -> list[tuple[str, list[str], list[str]]]:
    """Return analyzer, texts and words of the rows of one kind."""
    lines = (_DATA / f"{table}.tsv").read_text(encoding="utf-8").splitlines()
    cells = [line.split("\t") for line in lines if not line.startswith("#")][1:]
    return [(row[1], row[2].split("|"), row[3].split()) for row in cells if row[0] == kind]


def _all(kind: str) -> list[tuple[str, list[str], list[str]]]:
    return [row for table in TABLES for row in _rows(table, kind)]


@pytest.mark.parametrize(("analyzer", "texts", "_"), _all("one"))
def test_spellings_and_forms_of_one_word_are_one(
    words: Words, analyzer: str, texts: list[str], _: list[str]
) -> None:
    found = {text: words(analyzer, text) for text in texts}
    assert all(found.values())
    assert len({tuple(one) for one in found.values()}) == 1, found


@pytest.mark.parametrize(("analyzer", "texts", "_"), _all("apart"))
def test_different_words_stay_apart(
    words: Words, analyzer: str, texts: list[str], _: list[str]
) -> None:
    one, other = (words(analyzer, text) for text in texts)
    assert one != other


@pytest.mark.parametrize(("analyzer", "texts", "expected"), _all("words"))
def test_a_text_becomes_these_words(
    words: Words, analyzer: str, texts: list[str], expected: list[str]
) -> None:
    assert words(analyzer, texts[0]) == expected


@pytest.mark.parametrize(("analyzer", "texts", "expected"), _all("parts"))
def test_a_compound_gives_its_parts(
    words: Words, analyzer: str, texts: list[str], expected: list[str]
) -> None:
    assert set(expected) <= set(words(analyzer, texts[0]))


def test_the_parts_of_a_compound_stand_at_the_place_of_the_whole(
    engine: Engine, words: Words
) -> None:
    body = {"analyzer": "german_parts", "text": "Alter Werkzeugmaschinenbau Sachsen"}
    answer = engine.client.indices.analyze(index=f"{engine.prefix}-words", body=body)
    places = {token["token"]: token["position"] for token in answer["tokens"]}
    assert places["werkzeugmaschinenbau"] == places["werkzeug"] == places["bau"] == 1
    assert places["sachs"] == 2


def test_a_mistyped_name_shares_most_of_its_trigrams(words: Words) -> None:
    right = set(words("name_ngram", "Strojírny"))
    wrong = set(words("name_ngram", "Strojirni"))
    assert len(right & wrong) / len(wrong) >= 0.7
