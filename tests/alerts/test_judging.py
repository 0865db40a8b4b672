"""Saved searches are held against what is new in a live index, on a real node."""

import dataclasses
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import store
from core.progress import Silent
from core.settings import Settings
from engine import embedding
from engine.client import Engine
from engine.embedding import Embedder
from indexer import pipeline, update
from matching.request import SearchRequest
from matching.search import Searcher
from operations.alerts import judge, saving, telling
from store.watches import Watch
from tests.engine.conftest import FURTHER
from tests.engine.imported import imported
from tests.service.fixtures import REGION

pytestmark = pytest.mark.engine

AUTHOR = "clerk@example.org"

SEARCHES = (
    SearchRequest(text="Drehteile", language="de"),
    SearchRequest(text="Drehteile", language="de", country="CZ"),
    SearchRequest(text="soustružení kovů", language="cs"),
    SearchRequest(text="soustružení kovů", language="cs", country="DE", sector="25"),
    SearchRequest(text="Lebensmittel", language="de", without=("meaning",)),
    SearchRequest(text="výroba potravin", language="cs", confirmed=True),
    SearchRequest(text="software development", language="en"),
    SearchRequest(text="Erzgebirgische Drehteile GmbH", language="de"),
    SearchRequest(text="26168685"),
    SearchRequest(sector="C", country="CZ"),
    SearchRequest(near="Chemnitz", radius_km=30.0),
    SearchRequest(text="Wir suchen Partner für Drehteile und Frästeile aus Aluminium in kleinen "
                  "Serien, mit eigener Härterei, Messraum und kurzen Lieferzeiten", language="de"),
    SearchRequest(collection="offers", text="Drehteile", language="de"),
    SearchRequest(collection="offers", type="event"),
)  # fmt: skip


@pytest.fixture(scope="module")
def embedder(node_settings: Settings) -> Embedder:
    return embedding.load(node_settings.embedding)


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Vectors for all homes of the module: a statement is embedded once."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def settings(
    node_settings: Settings, engine: Engine, embedder: Embedder, tmp_path: Path, cache: Path
) -> Iterator[Settings]:
    """A home where half of the lines are live and were seen, and all searches are saved."""
    own = dataclasses.replace(node_settings, home=tmp_path / "home", store_url=None)
    own.home.mkdir()
    (own.home / "cache").symlink_to(cache)
    imported(own, tmp_path, LINES[::2])
    pipeline.build(own, engine, embedder, Silent())
    assert judge(own, engine, embedder).alerts == 0
    with store.opened(own) as opened:
        house = store.houses.add(opened, key="ihk", name="IHK", author=AUTHOR)
        for request in SEARCHES:
            saving.save(opened, house, f"{request.text} …", request, author=AUTHOR)
    yield own
    for name in engine.client.indices.get(index=f"{engine.prefix}-*"):
        engine.client.indices.delete(index=name)


LINES = [line for file in (REGION, FURTHER) for line in file.read_text("utf-8").splitlines()]


def _watches(settings: Settings) -> tuple[Watch, ...]:
    with store.opened(settings) as opened:
        return store.watches.of(opened, store.houses.named(opened, "ihk"))


def _alerts(settings: Settings) -> set[tuple[int, str]]:
    with store.opened(settings) as opened:
        return {
            (watch.id, alert.thing)
            for watch in _watches(settings)
            for alert in store.alerts.of(opened, watch.id, 10_000)
        }


def _more(settings: Settings, engine: Engine, embedder: Embedder, folder: Path) -> None:
    """Import the other half and bring it into the index."""
    imported(settings, folder, LINES[1::2], dataset="second")
    update.update(settings, engine, embedder, Silent())


def test_alerts_are_those_things_that_each_search_would_show(
    settings: Settings, engine: Engine, embedder: Embedder, tmp_path: Path
) -> None:
    before = {c: _ids(engine, c) for c in ("organisations", "offers")}
    _more(settings, engine, embedder, tmp_path)
    done = judge(settings, engine, embedder)
    searcher = Searcher(engine, embedder)
    wanted = set()
    for watch, request in zip(_watches(settings), SEARCHES, strict=True):
        new = sorted(_ids(engine, request.collection) - before[request.collection])
        wanted |= {(watch.id, id_) for id_ in searcher.among(request, new)}
    assert _alerts(settings) == wanted
    assert done.alerts == len(wanted) > len(SEARCHES)
    assert not done.refused


def test_nothing_is_reported_twice_whatever_becomes_of_the_index(
    settings: Settings, engine: Engine, embedder: Embedder, tmp_path: Path
) -> None:
    _more(settings, engine, embedder, tmp_path)
    judge(settings, engine, embedder)
    told = _alerts(settings)
    assert judge(settings, engine, embedder).alerts == 0
    pipeline.build(settings, engine, embedder, Silent())
    assert judge(settings, engine, embedder).alerts == 0
    imported(settings, tmp_path, LINES[1:2], dataset="second")
    update.update(settings, engine, embedder, Silent())
    judge(settings, engine, embedder)
    _more(settings, engine, embedder, tmp_path)
    assert judge(settings, engine, embedder).alerts == 0
    assert _alerts(settings) == told


def test_a_text_that_begins_to_fit_is_reported_and_another_telephone_number_is_not(
    settings: Settings, engine: Engine, embedder: Embedder, tmp_path: Path
) -> None:
    firm = _firm(text="Wir backen Brot.", url="https://a.example.org")
    imported(settings, tmp_path, [firm], dataset="own")
    update.update(settings, engine, embedder, Silent())
    judge(settings, engine, embedder)
    first = _alerts(settings)
    for line, new in (
        (_firm(text="Wir backen Brot.", website="https://b.example.org"), set()),
        (_firm(text="Wir fertigen Drehteile."), {(1, "own-1")}),
    ):
        imported(settings, tmp_path, [line], dataset="own")
        update.update(settings, engine, embedder, Silent())
        judge(settings, engine, embedder)
        assert {one for one in _alerts(settings) - first if one[0] == 1} == new


def _firm(**values: Any) -> str:
    line = {
        "type": "organisation",
        "id": "own-1",
        "language": "de",
        "country": "DE",
        "name": "Neu GmbH",
        **values,
    }
    return json.dumps({key: value for key, value in line.items() if key != "url"})


def test_an_alert_tells_why_in_the_searchs_own_reasons(
    settings: Settings, engine: Engine, embedder: Embedder, tmp_path: Path
) -> None:
    _more(settings, engine, embedder, tmp_path)
    judge(settings, engine, embedder)
    searcher = Searcher(engine, embedder)
    watch = _watches(settings)[0]
    with store.opened(settings) as opened:
        alert = store.alerts.of(opened, watch.id)[-1]
    match = telling.match_of(searcher, watch, alert)
    assert match is not None
    assert match.id == alert.thing
    assert match.reasons


def test_it_is_foreseen_how_much_a_search_reports(
    settings: Settings, engine: Engine, embedder: Embedder, tmp_path: Path
) -> None:
    _more(settings, engine, embedder, tmp_path)
    judge(settings, engine, embedder)
    searcher = Searcher(engine, embedder)
    with store.opened(settings) as opened:
        foreseen = saving.foresee(opened, searcher, SEARCHES[0])
    mine = {one for one in _alerts(settings) if one[0] == 1}
    assert foreseen.reported == len(mine)
    assert foreseen.total == searcher.search(SEARCHES[0]).total > foreseen.reported > 0


def _ids(engine: Engine, collection: str) -> set[str]:
    body = {"size": 1_000, "_source": False}
    hits = engine.client.search(index=engine.alias(collection), body=body)["hits"]["hits"]
    return {hit["_id"] for hit in hits}
