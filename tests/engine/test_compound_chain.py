"""The engine's own chain splits compounds that its list was not made from."""

import pytest

from analyzers import compounds
from analyzers.compound_list import vocabulary
from analyzers.loader import analysis
from analyzers.spelling import normalise
from analyzers.stems import stem
from engine.client import Engine
from tests.golden.compounds import read

pytestmark = pytest.mark.engine


@pytest.fixture(scope="module")
def index(engine: Engine) -> str:
    name = f"{engine.prefix}-chains"
    engine.client.indices.create(index=name, body={"settings": {"analysis": analysis()}})
    return name


def _words(engine: Engine, index: str, analyzer: str, text: str) -> list[str]:
    body = {"analyzer": analyzer, "text": text}
    answer = engine.client.indices.analyze(index=index, body=body)
    return [token["token"] for token in answer["tokens"]]


def test_nine_in_ten_unseen_compounds_are_split_as_a_german_would(
    engine: Engine, index: str
) -> None:
    seen = vocabulary(compounds.texts()).all
    unseen = [golden for golden in read() if normalise(golden.word) not in seen]
    wrong = []
    for golden in unseen:
        whole, *parts = _words(engine, index, "german_parts", golden.word)
        found = {stem(part, "de") for part in parts} - {stem(whole, "de")}
        ways = [{stem(part, "de") for part in way} for way in golden.ways]
        if found not in ways:
            wrong.append((golden.word, parts))
    assert len(unseen) >= 250
    assert len(wrong) <= 0.1 * len(unseen), wrong


@pytest.mark.parametrize("typed", ["Saegewerk", "Sägewerk", "saegewerk"])
def test_a_compound_is_split_however_its_umlaut_is_written(
    engine: Engine, index: str, typed: str
) -> None:
    assert {"sag", "werk"} <= set(_words(engine, index, "german_parts", typed))
