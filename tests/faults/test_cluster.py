"""Three nodes, one of them killed: searches go on, a rebuild goes on, nothing is lost."""

import secrets
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

import search_app
from core import points
from core.progress import Silent
from core.settings import Settings
from engine import bulk, contents, embedding, versions
from engine.client import Engine
from engine.embedding import Embedder
from indexer import imports, pipeline
from mappings import COLLECTIONS
from tests.faults import cluster
from tests.faults.cluster import Cluster
from tests.faults.running import wait_until
from tests.service.fixtures import REGION

pytestmark = pytest.mark.soak

SEARCHES = 30
"""Answered before and after each kill, by each of the threads."""
THREADS = 2
SECONDS = 60.0
PATHS = ("/api/v1/organisations?q=Drehteile", "/api/v1/offers?q=Drehteile")


@pytest.fixture(scope="module")
def nodes() -> Iterator[Cluster]:
    with cluster.running() as started:
        yield started


@pytest.fixture(scope="module")
def settings(nodes: Cluster, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings of an index of REGION on the cluster."""
    home: Path = tmp_path_factory.mktemp("cluster")
    settings = nodes.settings(home, f"test-{secrets.token_hex(6)}")
    imports.run("catalogue", [REGION], settings, Silent(), demo=True)
    return settings


@pytest.fixture(scope="module")
def embedder(settings: Settings) -> Embedder:
    return embedding.load(settings.embedding)


@pytest.fixture(scope="module")
def engine(nodes: Cluster, settings: Settings, embedder: Embedder) -> Iterator[Engine]:
    engine = Engine.connect(settings, nodes.urls)
    pipeline.build(settings, engine, embedder, Silent())
    nodes.wait_until_green()
    yield engine
    engine.close()


class Searching:
    """Threads that search as long as they may, and note each answer."""

    def __init__(self, settings: Settings) -> None:
        assert settings.opensearch_url
        self._app = search_app.create_app(settings, settings.opensearch_url)
        self._ended = threading.Event()
        self._threads = [threading.Thread(target=self._search) for _ in range(THREADS)]
        self.good = 0
        self.bad: list[str] = []

    def _search(self) -> None:
        client = self._app.test_client()
        while not self._ended.is_set():
            for path in PATHS:
                answer = client.get(path)
                if answer.status_code == 200 and answer.json["items"]:
                    self.good += 1
                else:
                    self.bad.append(f"{answer.status_code}: {answer.text}")

    def wait_for_more(self) -> None:
        """Return when as many more searches have been answered as are to prove something."""
        wanted = self.good + SEARCHES * THREADS
        wait_until(lambda: self.good >= wanted or bool(self.bad), SECONDS, lambda: str(self.good))

    @contextmanager
    def going_on(self) -> Iterator["Searching"]:
        for thread in self._threads:
            thread.start()
        try:
            yield self
        finally:
            self._ended.set()
            for thread in self._threads:
                thread.join()


def held(engine: Engine) -> dict[str, dict[str, str]]:
    """Return the digest of each live document by collection and id."""
    for collection in COLLECTIONS:
        engine.client.indices.refresh(index=engine.alias(collection))
    return {one: dict(contents.digests(engine, engine.alias(one))) for one in COLLECTIONS}


@pytest.fixture
def at_point(monkeypatch: pytest.MonkeyPatch) -> Callable[[str, Callable[[], None]], None]:
    """Do something once when a point is reached."""
    watching: list[Callable[[str], None]] = []
    monkeypatch.setattr(points, "_present", watching)

    def do(point: str, action: Callable[[], None]) -> None:
        def told(reached: str) -> None:
            if reached == point:
                watching.clear()
                action()

        watching.append(told)

    return do


def test_a_node_killed_during_search_costs_no_search_an_error(
    nodes: Cluster, settings: Settings, engine: Engine
) -> None:
    before = held(engine)
    victim = nodes.holder(engine.alias("organisations"), primary=True)
    with Searching(settings).going_on() as searching:
        searching.wait_for_more()
        victim.kill()
        searching.wait_for_more()
    assert searching.bad == []
    assert held(engine) == before
    nodes.revive(victim)


def test_a_node_killed_during_a_rebuild_costs_neither_an_error_nor_a_document(
    nodes: Cluster,
    settings: Settings,
    engine: Engine,
    embedder: Embedder,
    at_point: Callable[[str, Callable[[], None]], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(bulk, "_REQUEST_BYTES", 10_000)  # many batches of few documents
    before, old = held(engine), versions.live(engine, "organisations")
    killed = []

    def kill() -> None:
        """Kill the node on which the new version's documents are being written."""
        new = max(engine.client.indices.get(index=f"{engine.alias('organisations')}-*"))
        assert new != old
        killed.append(nodes.holder(new, primary=True))
        killed[0].kill()

    at_point("batch", kill)
    with Searching(settings).going_on() as searching:
        pipeline.build(settings, engine, embedder, Silent())
        searching.wait_for_more()
    assert killed
    assert searching.bad == []
    assert versions.live(engine, "organisations") != old
    assert held(engine) == before
    nodes.revive(killed[0])
    assert held(engine) == before
