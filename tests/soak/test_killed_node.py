"""The node killed at five points of a rebuild: search says it is away, the next run ends right.

The node is one alone, so that nothing can be answered while it is gone. ``partnernet up`` starts it
again by itself; here the test does, so that each point is met once.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

import search_app
from core import points
from core.errors import EngineUnavailable
from core.progress import Silent
from core.settings import Settings
from engine import bulk, contents, embedding, node
from engine.client import Engine
from engine.node import process
from indexer import imports, pipeline
from mappings import COLLECTIONS
from tests.service.fixtures import REGION

pytestmark = pytest.mark.soak

POINTS = ("embedded", "created", "batch", "settled", "described")
"""Before the first document, between two versions, half way, before the checks and the switch."""


@pytest.fixture(scope="module")
def settings(open_folder: Path) -> Iterator[Settings]:
    """Settings of a home with a node of its own and an index of REGION."""
    own = {"PARTNERNET_HOME": str(open_folder / "killed"), "PARTNERNET_HEAP": "512m"}
    without_cluster = {k: v for k, v in os.environ.items() if k != "PARTNERNET_OPENSEARCH_URL"}
    settings = Settings.from_environment({**without_cluster, **own})
    imports.run("catalogue", [REGION], settings, Silent(), demo=True)
    yield settings
    node.stop(settings)


def _engine(settings: Settings) -> Engine:
    return Engine.connect(settings, node.start(settings).url)


def _held(engine: Engine) -> dict[str, dict[str, str]]:
    return {one: dict(contents.digests(engine, engine.alias(one))) for one in COLLECTIONS}


@pytest.mark.parametrize("point", POINTS)
def test_a_node_killed_during_a_rebuild_costs_nothing(
    settings: Settings, point: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk, "_ATTEMPTS", 2)
    embedder = embedding.load(settings.embedding)
    engine = _engine(settings)
    pipeline.build(settings, engine, embedder, Silent())
    before = _held(engine)
    client = search_app.create_app(settings, node.start(settings).url).test_client()
    search = "/api/v1/organisations?q=Drehteile"
    assert client.get(search).json["items"]

    def kill(reached: str) -> None:
        if reached == point:
            running = node.status(settings)
            assert running
            killed = psutil.Process(running.process.pid)
            killed.kill()
            process.end(killed)  # collects it

    monkeypatch.setattr(points, "_present", [kill])
    with pytest.raises(EngineUnavailable):
        pipeline.build(settings, engine, embedder, Silent())
    points._present.clear()
    assert client.get(search).status_code == 503
    engine = _engine(settings)
    assert client.get(search).json["items"], "the old version answers as soon as the node is back"
    assert _held(engine) == before
    pipeline.build(settings, engine, embedder, Silent())
    assert _held(engine) == before
    engine.close()
