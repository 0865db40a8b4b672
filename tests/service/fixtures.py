"""One running service for all tests that look at it from outside."""

import os
import secrets
from collections.abc import Iterator
from pathlib import Path

import pytest

import search_app
from core.progress import Silent
from core.settings import Settings
from engine import embedding
from engine.client import Engine
from indexer import imports, pipeline
from operations import web

REGION = Path(__file__).with_name("region.jsonl")
"""Invented firms, institutions, offers, requests and events, as many on each side of the border."""


@pytest.fixture(scope="session")
def region(node_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settings]:
    """Settings of an index of REGION, marked as demo data and built as any other."""
    own = {
        "PARTNERNET_HOME": str(tmp_path_factory.mktemp("service")),
        "PARTNERNET_OPENSEARCH_URL": node_url,
        "PARTNERNET_INDEX_PREFIX": f"test-{secrets.token_hex(6)}",
    }
    settings = Settings.from_environment({**os.environ, **own})
    imports.run("catalogue", [REGION], settings, Silent(), demo=True)
    engine = Engine.connect(settings, node_url)
    pipeline.build(settings, engine, embedding.load(settings.embedding), Silent())
    yield settings
    for name in engine.client.indices.get(index=f"{engine.prefix}-*"):
        engine.client.indices.delete(index=name)
    engine.close()


@pytest.fixture(scope="session")
def service(region: Settings, node_url: str) -> Iterator[str]:
    """Address of the service over the index of REGION."""
    listener = web.bind("127.0.0.1", 0)
    with web.serving(search_app.create_app(region, node_url), listener):
        yield web.url(listener)
