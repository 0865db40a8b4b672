"""A backup put into an empty home: after a rebuild the judged queries give the same lists."""

import os
import secrets
import subprocess
from pathlib import Path

import pytest

from core.progress import Silent
from core.settings import Settings
from engine import embedding
from engine.client import Engine
from evaluation.judged.keywords import keywords
from matching.request import SearchRequest
from matching.search import Searcher
from operations.demo_data import ensure_demo
from tests.faults.running import PROGRAM

pytestmark = pytest.mark.soak

ORGANISATIONS = 5_000
EVERY = 3
"""Of the judged keywords; all of them take minutes."""


def _partnernet(settings: Settings, *words: str) -> None:
    own = {
        "PARTNERNET_HOME": str(settings.home),
        "PARTNERNET_OPENSEARCH_URL": settings.opensearch_url or "",
        "PARTNERNET_INDEX_PREFIX": settings.index_prefix,
    }
    subprocess.run([PROGRAM, *words], env={**os.environ, **own}, check=True)


def _lists(settings: Settings) -> dict[str, list[str]]:
    """Return the ids of the first page for each judged keyword."""
    assert settings.opensearch_url
    engine = Engine.connect(settings, settings.opensearch_url)
    searcher = Searcher(engine, embedding.load(settings.embedding))
    texts = [one.text for language in ("de", "cs") for one in keywords(language)[::EVERY]]
    found = {
        text: [match.id for match in searcher.search(SearchRequest(text=text)).matches]
        for text in texts
    }
    engine.close()
    return found


def test_judged_queries_give_the_same_lists_on_a_restored_backup(
    node_settings: Settings, engine: Engine, tmp_path: Path
) -> None:
    ensure_demo(node_settings, ORGANISATIONS, 1, Silent())
    _partnernet(node_settings, "index", "rebuild")
    before = _lists(node_settings)
    assert sum(map(bool, before.values())) > len(before) / 2

    file = tmp_path / "partnernet.backup"
    _partnernet(node_settings, "backup", str(file))
    other = _elsewhere(node_settings, tmp_path / "restored")
    _partnernet(other, "restore", str(file))
    _partnernet(other, "index", "rebuild")
    after = _lists(other)
    assert after == before


def _elsewhere(settings: Settings, home: Path) -> Settings:
    """Return the settings of an empty home with index names of its own, below those of the test."""
    own = {
        "PARTNERNET_HOME": str(home),
        "PARTNERNET_OPENSEARCH_URL": str(settings.opensearch_url),
        "PARTNERNET_INDEX_PREFIX": f"{settings.index_prefix}-{secrets.token_hex(3)}",
    }
    return Settings.from_environment({**os.environ, **own})
