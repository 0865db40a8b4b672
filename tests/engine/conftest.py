"""A searcher over a small, varied index, for tests of what searches answer and why."""

import os
import secrets
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.progress import Silent
from core.settings import Settings
from engine import embedding
from engine.client import Engine
from indexer import pipeline
from matching.search import Searcher
from tests.engine.imported import imported
from tests.service.fixtures import REGION

FURTHER = Path(__file__).with_name("further.jsonl")
"""Invented; what REGION lacks: numbers, former names, standards, firms without codes, CPV."""


@pytest.fixture(scope="session")
def searcher(node_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Searcher]:
    """A searcher of REGION and FURTHER, imported and built as any other."""
    folder = tmp_path_factory.mktemp("searcher")
    own = {
        "PARTNERNET_HOME": str(folder / "home"),
        "PARTNERNET_OPENSEARCH_URL": node_url,
        "PARTNERNET_INDEX_PREFIX": f"test-{secrets.token_hex(6)}",
    }
    settings = Settings.from_environment({**os.environ, **own})
    lines = [line for file in (REGION, FURTHER) for line in file.read_text("utf-8").splitlines()]
    imported(settings, folder, lines)
    engine = Engine.connect(settings, node_url)
    model = embedding.load(settings.embedding)
    pipeline.build(settings, engine, model, Silent())
    yield Searcher(engine, model)
    for name in engine.client.indices.get(index=f"{engine.prefix}-*"):
        engine.client.indices.delete(index=name)
    engine.close()
