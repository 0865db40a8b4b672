"""Words that must meet do meet, on the live engine, and words that must not do not."""

from itertools import pairwise

import pytest

from analyzers.loader import analysis
from engine.client import Engine

pytestmark = pytest.mark.engine


@pytest.fixture(scope="module")
def index(engine: Engine) -> str:
    name = f"{engine.prefix}-words"
    settings = {"index": {"analysis": analysis()}}
    engine.client.indices.create(index=name, body={"settings": settings})
    return name


def _words(engine: Engine, index: str, analyzer: str, text: str) -> list[str]:
    body = {"analyzer": analyzer, "text": text}
    return [t["token"] for t in engine.client.indices.analyze(index=index, body=body)["tokens"]]


@pytest.mark.parametrize(
    ("analyzer", "spellings"),
    [
        ("german_stem", ["köln", "koeln", "Koln", "KÖLN"]),
        ("german_stem", ["straße", "strasse", "Straßen"]),
        ("german_stem", ["Gießerei", "Giesserei", "Gießereien"]),
        ("german_stem", ["Drehteil", "Drehteile", "Drehteilen"]),
        ("german_stem", ["Händler", "Haendler", "Händlern"]),
        ("czech_stem", ["soustružený", "soustružené", "soustruženého", "soustruženými"]),
        ("czech_stem", ["slévárna", "slévárny", "slévárně", "slévárnou"]),
        ("czech_folded", ["slévárna", "slevarna", "slevarny", "slévárnou"]),
        ("czech_folded", ["dodavatelé", "dodavatele", "dodavatelů", "dodavatelu"]),
        ("name", ["Müller", "Mueller", "Muller", "MÜLLER"]),
        ("name", ["Děčín", "Decin", "děčín"]),
        ("name", ["Alfa s.r.o.", "Alfa s. r. o.", "ALFA S.R.O."]),
        ("english_stem", ["turned parts", "Turned part"]),
        ("folded", ["CNC", "cnc"]),
    ],
)
def test_spellings_and_forms_of_one_word_are_one(engine, index, analyzer, spellings):
    for one, other in pairwise(spellings):
        found = _words(engine, index, analyzer, one), _words(engine, index, analyzer, other)
        assert found[0] == found[1], (one, other)


@pytest.mark.parametrize(
    ("analyzer", "one", "other"),
    [
        ("german_stem", "Bau", "Baum"),
        ("german_stem", "Guss", "Gas"),
        ("czech_stem", "pila", "pilot"),
        ("lower", "pílá", "pila"),
        ("name", "Elektro Müller GmbH", "Elektro Müller KG"),
    ],
)
def test_different_words_stay_apart(engine, index, analyzer, one, other):
    assert _words(engine, index, analyzer, one) != _words(engine, index, analyzer, other)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("CNC-Fräs-/Drehteile", ["cnc", "fras", "drehteil"]),
        ("DIN EN ISO 9001", ["din", "en", "iso", "9001"]),
        ("EN 1090", ["en", "1090"]),
    ],
)
def test_hyphens_slashes_and_standards_keep_their_words(engine, index, text, words):
    assert _words(engine, index, "german_stem", text) == words


def test_a_mistyped_name_shares_most_of_its_trigrams(engine, index):
    right = set(_words(engine, index, "name_ngram", "Strojírny"))
    wrong = set(_words(engine, index, "name_ngram", "Strojirni"))
    assert len(right & wrong) / len(wrong) >= 0.7
