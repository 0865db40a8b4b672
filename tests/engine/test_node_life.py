"""The embedded node through starts, attaches, kills and stops. Three starts in all."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest
import requests

from core.errors import EngineUnavailable
from core.settings import Settings
from engine import node
from engine.client import Engine
from engine.node import process

pytestmark = pytest.mark.engine

_OWNER = """
import signal
from core.settings import Settings
from engine import node
with node.running(Settings.from_environment()) as url:
    print(url, flush=True)
    signal.pause()
"""


_STARTER = """
from core.settings import Settings
from engine import node
node.start(Settings.from_environment())
"""


@pytest.fixture
def settings(open_folder: Path, request: pytest.FixtureRequest) -> Iterator[Settings]:
    settings = Settings.from_environment(_environment(open_folder / request.node.name))
    yield settings
    node.stop(settings)


@contextmanager
def owner_of_node(settings: Settings) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Run a process that runs the node; yields it with the node's address."""
    command = [sys.executable, "-c", _OWNER]
    with subprocess.Popen(
        command, env=_environment(settings.home), stdout=subprocess.PIPE, text=True
    ) as owner:
        assert owner.stdout
        try:
            yield owner, owner.stdout.readline().strip()
        finally:
            owner.kill()


def test_a_node_whose_owner_was_killed_is_adopted_and_stopped(settings: Settings) -> None:
    with owner_of_node(settings) as (owner, url):
        first = node.status(settings)
        assert first
        assert first.url == url

        with node.running(settings) as attached:
            assert attached == url
        assert node.status(settings) == first, "a living owner's node is left running"
        assert os.getsid(first.process.pid) != os.getsid(owner.pid), "Ctrl-C reaches the node"

        owner.kill()
        owner.wait()
        assert _answers(url), "the node outlives a killed owner"
        with node.running(settings) as adopted:
            assert adopted == url
            now = node.status(settings)
            assert now
            assert now.process == first.process
            with node.running(settings) as nested:
                assert nested == url
            assert _answers(url), "the inner block does not stop what the outer one answers for"
        assert node.status(settings) is None
        assert not psutil.pid_exists(first.process.pid)


def test_a_killed_node_comes_back_at_its_address_with_its_indices(
    settings: Settings, node_url: str
) -> None:
    noted = _start_whose_starter_is_killed(settings)
    first = node.start(settings)
    assert first.process == noted.process, "a node that is starting already is waited for"
    engine = Engine.connect(settings, first.url)
    engine.client.indices.create(index="kept", body={"settings": {"number_of_replicas": 0}})
    engine.client.index(index="kept", id="1", body={"name": "Drehteile"})

    os.kill(first.process.pid, signal.SIGKILL)
    _until(lambda: node.status(settings) is None)
    with pytest.raises(EngineUnavailable, match="cannot be reached"):
        engine.version()

    second = node.start(settings)
    assert second.url == first.url
    assert second.process != first.process
    assert engine.client.get(index="kept", id="1")["_source"] == {"name": "Drehteile"}

    began = time.monotonic()
    assert node.start(settings) == second
    assert time.monotonic() - began < 2
    with node.running(settings) as url:
        assert url == second.url
    assert node.answers(settings, second), "a node that was started to stay is left running"

    assert second.url != node_url
    other = Engine.connect(settings, node_url)
    assert not other.client.indices.exists(index="kept"), "nodes of two homes do not meet"

    assert node.stop(settings)
    assert not node.stop(settings)


def test_a_write_without_an_index_makes_none(engine: Engine) -> None:
    with pytest.raises(Exception, match="no such index"):
        engine.client.index(index=engine.alias("organisations"), body={"name": "x"})


def test_a_start_that_java_refuses_says_why(settings: Settings) -> None:
    refused = Settings.from_environment(
        {**_environment(settings.home), "PARTNERNET_HEAP": "plenty"}
    )
    with pytest.raises(EngineUnavailable, match=r"ended while it started[\s\S]*heap size"):
        node.start(refused)
    assert node.status(refused) is None


def test_a_start_that_opensearch_refuses_shows_the_end_of_its_log(settings: Settings) -> None:
    data = settings.home / "node" / "data"
    data.mkdir(parents=True)
    (data / "nodes").write_text("in the way")
    with pytest.raises(EngineUnavailable) as caught:
        node.start(settings)
    lines = str(caught.value).splitlines()
    assert len(lines) > 3
    assert any("ERROR" in line for line in lines)
    assert any(str(data) in line for line in lines)
    assert not any(line.lstrip().startswith("at ") for line in lines)


def test_with_an_existing_cluster_nothing_is_started(node_settings: Settings) -> None:
    with node.running(node_settings) as url:
        assert url == node_settings.opensearch_url
        assert not (node_settings.home / "node").exists()


def _start_whose_starter_is_killed(settings: Settings) -> node.NodeState:
    """Return what is noted of a node whose starter was killed before it answered."""
    command = [sys.executable, "-c", _STARTER]
    with subprocess.Popen(command, env=_environment(settings.home)) as starter:
        _until(lambda: node.status(settings) is not None, limit=60)
        starter.kill()
    noted = node.status(settings)
    assert noted
    assert not noted.ready
    return noted


def _environment(home: Path) -> dict[str, str]:
    own = {"PARTNERNET_HOME": str(home), "PARTNERNET_HEAP": "512m"}
    ours = {
        name: value for name, value in os.environ.items() if name != "PARTNERNET_OPENSEARCH_URL"
    }
    return ours | own


def _answers(url: str) -> bool:
    return requests.get(url, timeout=process.START_SECONDS).ok


def _until(holds: Callable[[], bool], limit: float = 10) -> None:
    deadline = time.monotonic() + limit
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.02)
