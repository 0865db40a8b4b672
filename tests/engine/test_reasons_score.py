"""Reasons are what scored: a hit without what a reason names has a lower score, or is no hit."""

import os
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest

from core.progress import Silent
from core.settings import Settings
from engine import embedding
from engine.client import Engine
from indexer import pipeline
from matching import ablation
from matching.answer import Match, Reason, ReasonCode, ReasonField
from matching.lanes import LANES
from matching.plan import searches
from matching.request import SearchRequest
from matching.search import Searcher
from tests.engine.imported import imported
from tests.service.fixtures import REGION

pytestmark = pytest.mark.engine

FURTHER: list[dict[str, Any]] = [
    {
        "type": "organisation",
        "id": "de-20",
        "language": "de",
        "country": "DE",
        "name": "Werkzeugmaschinenbau Chemnitz GmbH",
        "former_names": ["Fritz Heckert Kombinat"],
        "identifiers": {"hr": "Chemnitz HRB 12345"},
        "text": "Wir bauen Drehmaschinen. Fertigung von Blechteilen.",
        "place": "Chemnitz",
        "sectors": ["28.41"],
    },
    {
        "type": "organisation",
        "id": "cz-20",
        "language": "cs",
        "country": "CZ",
        "name": "Kovárna Žitava s.r.o.",
        "identifiers": {"ico": "26168685"},
        "text": "Kování, lisování a ražení kovů podle ISO 9001 a EN 1090.",
        "place": "Hrádek nad Nisou",
        "sectors": ["25.40"],
    },
    {
        "type": "organisation",
        "id": "de-21",
        "language": "de",
        "country": "DE",
        "name": "Sächsische Ware GmbH",
        "text": "Zerspanung von Stahl und Aluminium, Metallbearbeitung nach ISO 9001.",
        "place": "Zwickau",
    },
    {
        "type": "request",
        "id": "r-20",
        "language": "cs",
        "country": "CZ",
        "title": "Poptávka: železářské zboží a pružiny",
        "cpv": ["44316000"],
        "place": "Liberec",
    },
    {
        "type": "request",
        "id": "r-21",
        "language": "de",
        "country": "DE",
        "title": "Beschläge gesucht",
        "text": "Federn und Schlosserwaren für Türen.",
        "cpv": ["44316000"],
        "place": "Görlitz",
    },
]
"""Invented; what REGION lacks: numbers, former names, standards, texts without codes, CPV."""

SEARCHES = (
    [
        ("organisations", "de", text)
        for text in (
            "Zulieferer Drehteile",
            "Drehteile",
            "Galvanotechnik Liberec",
            "Metallbearbeitung",
            "Werkzeugmaschinenbau",
            "Maschinenbau Chemnitz",
            "HRB 12345",
            "Fritz Heckert",
            "Werkzeugmaschinnenbau Chemniz",
            "Gießerei mit Modellbau für Gussteile",
            "ISO 9001",
            "Tischlerei Möbel nach Maß Seiffen",
            "Bau von Werkzeugen",
            "Lohnfertigung von Frästeilen und Drehteilen für den Maschinenbau im Raum Plauen",
        )
    ]
    + [
        ("organisations", "cs", text)
        for text in (
            "soustružené díly",
            "dodavatel plastových dílů",
            "slévárna",
            "obrábění kovů",
            "povrchové úpravy kovů galvanicky",
            "tiskárna Görlitz",
            "IČO 26168685",
            "Kovárna Žitava",
            "nástrojárna lisovací nástroje",
            "pekárna chléb a pečivo",
            "průmyslová automatizace",
        )
    ]
    + [
        ("organisations", "en", "machining of metals"),
        ("organisations", "en", "printing"),
        ("offers", "de", "Drehteile Messing"),
        ("offers", "de", "Eisenwaren"),
        ("offers", "de", "Zulieferer Metallbearbeitung"),
        ("offers", "cs", "železářské zboží"),
        ("offers", "cs", "plastové výlisky"),
        ("offers", "cs", "kooperace strojírenství"),
    ]
)

SIZE = 100
"""More than the index holds: a hit that a body does not find has no score."""

ROUNDED = 1e-4
"""Scores are told with four digits."""


@pytest.fixture(scope="module")
def searcher(node_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Searcher]:
    """A searcher of REGION and FURTHER, imported and built as any other."""
    folder = tmp_path_factory.mktemp("reasons")
    own = {
        "PARTNERNET_HOME": str(folder / "home"),
        "PARTNERNET_OPENSEARCH_URL": node_url,
        "PARTNERNET_INDEX_PREFIX": f"test-{secrets.token_hex(6)}",
    }
    settings = Settings.from_environment({**os.environ, **own})
    imported(settings, folder, [*Path(REGION).read_text("utf-8").splitlines(), *FURTHER])
    engine = Engine.connect(settings, node_url)
    model = embedding.load(settings.embedding)
    pipeline.build(settings, engine, model, Silent())
    yield Searcher(engine, model)
    for name in engine.client.indices.get(index=f"{engine.prefix}-*"):
        engine.client.indices.delete(index=name)
    engine.close()


def wanted(collection: Any, language: str, text: str) -> SearchRequest:
    return SearchRequest(collection=collection, language=language, text=text, size=SIZE)


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
    asked = {(lane, reason.clauses) for _, reason, lane in told}
    bodies = {
        (lane, gone): (sent[lane][0], ablation.without(sent[lane][1], *gone))
        for lane, gone in asked
    }
    whole = dict(zip(LANES, scores(searcher, list(sent.values())), strict=True))
    left = dict(zip(bodies, scores(searcher, list(bodies.values())), strict=True)) if bodies else {}
    for match, reason, lane in told:
        yield match, reason, whole[lane][match.id], left[lane, reason.clauses].get(match.id, 0.0)


@pytest.fixture(scope="module")
def exercised() -> set[tuple[str, str]]:
    """Codes and fields of the reasons that were removed."""
    return set()


@pytest.mark.parametrize(("collection", "language", "text"), SEARCHES)
def test_a_score_falls_without_what_a_reason_names(
    searcher: Searcher, exercised: set[tuple[str, str]], collection: str, language: str, text: str
) -> None:
    found = list(without_reasons(searcher, wanted(collection, language, text)))
    assert found
    idle = [
        (match.id, reason.code, reason.clauses, before, after)
        for match, reason, before, after in found
        if not after < before - ROUNDED
    ]
    assert not idle
    exercised |= {(reason.code, reason.field) for _, reason, _, _ in found}


def test_every_code_and_field_of_a_reason_was_removed(exercised: set[tuple[str, str]]) -> None:
    assert {code for code, _ in exercised} == set(get_args(ReasonCode))
    assert {field for _, field in exercised} == set(get_args(ReasonField))
