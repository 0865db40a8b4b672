"""Twenty searches a second while the index is rebuilt, switched and switched back.

``python -m evaluation.load`` does the same on the home that is there, and prints a table.
"""

import os
from pathlib import Path

import pytest

from core.progress import Silent
from core.settings import Settings
from engine import embedding, node
from engine.client import Engine
from evaluation import load
from evaluation.load.phases import figures, table
from indexer import pipeline
from operations.demo_data import ensure_demo

pytestmark = pytest.mark.soak

ORGANISATIONS = int(os.environ.get("LOAD_ORGANISATIONS", "52000"))


@pytest.mark.timeout(3600)
def test_searches_go_on_while_the_index_is_rebuilt_and_taken_back(
    open_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PARTNERNET_HOME", str(open_folder / "load"))
    settings = Settings.from_environment()
    with node.running(settings) as url:
        ensure_demo(settings, ORGANISATIONS, 1, Silent())
        engine, embedder = Engine.connect(settings, url), embedding.load(settings.embedding)
        pipeline.build(settings, engine, embedder, Silent())
        engine.close()
        report = load.run(settings, load.Plan(), Silent())
    print(table(report.phases))
    missed = [str(figure) for figure in figures(report.phases) if not figure.kept]
    assert not missed, missed
