"""Fuzzing goes on beside the other tests, on what they leave of the processor; asked last."""

import os
from concurrent.futures import Future
from pathlib import Path

import pytest

from tests.fuzz import pool

SECONDS = float(os.environ.get("FUZZ_SECONDS", "60"))
FIRST_ROUND = 1
_HERE = Path(__file__).parent / "test_loaders.py"
_STARTED = pytest.StashKey[dict[str, "Future[str]"]]()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Let the formats be asked at the end, when they had their minute."""
    items.sort(key=lambda item: item.path == _HERE)


def pytest_collection_finish(session: pytest.Session) -> None:
    """Start fuzzing all formats that this run has tests for."""
    chosen = [
        item.callspec.params["source"]
        for item in session.items
        if item.path == _HERE and hasattr(item, "callspec")
    ]
    if not chosen or session.config.option.collectonly:
        return
    others = len(session.items) > 2 * len(chosen)
    folder = session.config._tmp_path_factory.mktemp("fuzz")  # type: ignore[attr-defined]
    running = pool.running(chosen, SECONDS, FIRST_ROUND, folder, beside=others)
    session.config.stash[_STARTED] = running.__enter__()
    session.config.add_cleanup(lambda: running.__exit__(None, None, None))


@pytest.fixture
def fuzzed(request: pytest.FixtureRequest) -> dict[str, "Future[str]"]:
    """What each format will say."""
    return request.config.stash[_STARTED]
