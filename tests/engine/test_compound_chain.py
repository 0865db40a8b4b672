"""The engine's own chain splits compounds that its list was not made from."""

import pytest

from analyzers.loader import analysis
from engine.client import Engine
from tests.golden.compounds import is_right, unseen

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


def test_of_unseen_compounds_95_percent_are_split_as_a_german_would(
    engine: Engine, index: str
) -> None:
    words = unseen()
    wrong = []
    for golden in words:
        _, *parts = _words(engine, index, "german_parts", golden.word)
        if not is_right(golden, parts):
            wrong.append((golden.word, parts))
    assert len(words) >= 300
    assert len(wrong) <= 0.05 * len(words), wrong


@pytest.mark.parametrize("typed", ["Saegewerk", "Sägewerk", "saegewerk"])
def test_a_compound_is_split_however_its_umlaut_is_written(
    engine: Engine, index: str, typed: str
) -> None:
    assert {"sag", "werk"} <= set(_words(engine, index, "german_parts", typed))
