"""What all tests share: one real node for a test run, engines that clean up after themselves."""

import os
import secrets
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.settings import Settings
from engine import node
from engine.client import Engine
from tests.service.fixtures import region, service  # noqa: F401 - one for all rooms of tests

_TEST_PREFIX = "test-"


@pytest.fixture(scope="session")
def open_folder() -> Iterator[Path]:
    """A temporary folder that the node's account can enter too; pytest's own are closed."""
    folder = Path(tempfile.mkdtemp(prefix="partnernet-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture(scope="session")
def node_url(open_folder: Path) -> Iterator[str]:
    """Address of a real OpenSearch: a node for this test run, or PARTNERNET_OPENSEARCH_URL.

    Its files are fetched once for all runs into PARTNERNET_DOWNLOADS or the user's cache.
    """
    home = {"PARTNERNET_HOME": str(open_folder / "home"), "PARTNERNET_HEAP": "512m"}
    with node.running(Settings.from_environment({**os.environ, **home})) as url:
        yield url


@pytest.fixture(scope="module")
def node_settings(node_url: str, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings with an own home and own index names on the test run's OpenSearch."""
    own = {
        "PARTNERNET_HOME": str(tmp_path_factory.mktemp("home")),
        "PARTNERNET_OPENSEARCH_URL": node_url,
        "PARTNERNET_INDEX_PREFIX": _TEST_PREFIX + secrets.token_hex(6),
    }
    return Settings.from_environment({**os.environ, **own})


@pytest.fixture(scope="module")
def engine(node_settings: Settings, node_url: str) -> Iterator[Engine]:
    """An engine with index names of its own; its indices are removed afterwards."""
    engine = Engine.connect(node_settings, node_url)
    yield engine
    _remove_indices(engine)
    engine.close()


def _remove_indices(engine: Engine) -> None:
    """Remove what the module made; refuses any prefix but a test's."""
    assert engine.prefix.startswith(_TEST_PREFIX)
    for name in engine.client.indices.get(index=f"{engine.prefix}-*"):
        engine.client.indices.delete(index=name)
