"""10,000 saved searches and 1,000 written documents: alerts are what each search would show.

``make soak`` runs it; docs/operations.md has its last result. What a document costs with how many
searches is measured by ``python -m evaluation.watches``, here on the same index.
"""

import os
import time
from pathlib import Path

import pytest

import demo
from core.progress import Silent
from core.settings import Settings
from engine import embedding
from engine.client import Engine
from engine.embedding import Remembering
from evaluation import watches as cost
from evaluation.watches_made import made
from indexer import imports, pipeline, update
from operations.alerts import Judged, judge
from operations.demo_data import ensure_demo
from tests.alerts.exactness import changed, compared, saved

pytestmark = pytest.mark.soak

WATCHES = int(os.environ.get("WATCHES", "10000"))
DOCUMENTS = int(os.environ.get("WATCHES_DOCUMENTS", "1000"))
ORGANISATIONS = int(os.environ.get("WATCHES_ORGANISATIONS", "10000"))
"""There before; those that are written come on top."""
SEED = 7


def _written(settings: Settings, engine: Engine, folder: Path) -> None:
    """Import registers of other firms, and bring them into the live index."""
    model = embedding.load(settings.embedding)
    for source in demo.write(folder, DOCUMENTS, SEED, Silent()).sources:
        imports.run(
            source.format,
            source.files,
            settings,
            Silent(),
            dataset=f"second-{source.dataset}",
            mapping=source.mapping,
            legal_basis=source.legal_basis,
            demo=True,
        )
    update.update(settings, engine, model, Silent())


def test_alerts_are_exactly_what_every_saved_search_would_show(
    node_settings: Settings, engine: Engine, tmp_path: Path
) -> None:
    embedder = embedding.load(node_settings.embedding)
    ensure_demo(node_settings, ORGANISATIONS, 1, Silent())
    pipeline.build(node_settings, engine, embedder, Silent())
    first = _seconds(node_settings, engine, "the first run, which notes what is there")
    assert first.alerts == 0
    watches = saved(node_settings, made(WATCHES, SEED, ("organisations",) * 4 + ("offers",)))
    _written(node_settings, engine, tmp_path)

    done = _seconds(node_settings, engine, f"a run with {WATCHES} searches")
    assert not done.refused
    assert sum(len(changed(node_settings, one)) for one in ("organisations", "offers")) >= DOCUMENTS
    found = compared(node_settings, engine, embedder, watches)
    print(f"{found.reported} alerts, {found.by_meaning} of them by meaning alone")
    assert found.differing == []
    assert found.reported == done.alerts > found.by_meaning > 0
    again = _seconds(node_settings, engine, "a run in which nothing is new")
    assert (again.things, again.alerts) == (0, 0)

    sizes = sorted({max(WATCHES // 100, 1), max(WATCHES // 10, 1), WATCHES})
    growth = cost.measured(engine, Remembering(embedder), sizes, DOCUMENTS, rounds=3)
    print(growth)
    assert growth.kept


def _seconds(settings: Settings, engine: Engine, what: str) -> Judged:
    began = time.monotonic()
    done = judge(settings, engine, embedding.load(settings.embedding))
    print(f"{what}: {done.things} things, {done.alerts} alerts, {time.monotonic() - began:.0f} s")
    return done
