"""Many searches, made from the judged keywords, report exactly what they would show."""

import dataclasses
import json
import random
from collections.abc import Set
from pathlib import Path
from typing import Any

import pytest

from core.progress import Silent
from core.settings import Settings
from engine import embedding
from engine.client import Engine
from engine.embedding import Embedder
from evaluation.judged.keywords import keywords
from evaluation.watches_made import made
from indexer import pipeline, update
from operations.alerts import judge
from tests.alerts.exactness import changed, compared, saved
from tests.engine.imported import imported

pytestmark = pytest.mark.engine

SEED = 3
WATCHES = 100
DOCUMENTS = 50


@pytest.fixture(scope="module")
def embedder(node_settings: Settings) -> Embedder:
    return embedding.load(node_settings.embedding)


@pytest.fixture
def settings(node_settings: Settings, tmp_path: Path) -> Settings:
    return dataclasses.replace(node_settings, home=tmp_path / "home", store_url=None)


def _firm(number: int, chance: random.Random, asked: Set[str]) -> dict[str, Any]:
    """Return a firm that says a keyword, of the ``asked`` where there is one in its language."""
    language, country, place = chance.choice(
        (("de", "DE", "Chemnitz"), ("cs", "CZ", "Liberec"), ("de", "DE", "Plauen"))
    )
    known = [one for one in keywords(language) if one.text in asked]
    says = chance.choice(known if number % 2 else keywords(language))
    return {
        "type": "organisation",
        "id": f"firm-{number}",
        "language": language,
        "country": country,
        "name": f"Werk {number} GmbH",
        "text": f"{says.text}.",
        "sectors": [code for code in says.codes["nace"][:1] if len(code) >= 4],
        "city": place,
    }


def test_a_hundred_searches_and_fifty_documents_give_what_each_search_shows(
    settings: Settings, engine: Engine, embedder: Embedder, tmp_path: Path
) -> None:
    chance = random.Random(SEED)
    requests = made(WATCHES, SEED)
    asked = {one.text for one in requests}
    firms = [_firm(number, chance, asked) for number in range(DOCUMENTS + 1)]
    imported(settings, tmp_path, firms[:1])
    pipeline.build(settings, engine, embedder, Silent())
    judge(settings, engine, embedder)
    watches = saved(settings, requests)
    imported(settings, tmp_path, map(json.dumps, firms[1:]), dataset="second")
    update.update(settings, engine, embedder, Silent())
    done = judge(settings, engine, embedder)

    assert not done.refused
    assert len(changed(settings, "organisations")) == DOCUMENTS
    found = compared(settings, engine, embedder, watches)
    assert found.differing == []
    assert found.reported == done.alerts > WATCHES / 5
    assert found.by_meaning > 0
