"""Rebuilds that are killed at named points: the old index answers, the next run ends right."""

import dataclasses
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from core.progress import Silent
from core.settings import Settings
from engine import versions
from engine.client import Engine
from indexer import pipeline
from tests.engine.rebuilding import (
    documents,
    first_delivery,
    indices,
    killed_at,
    second_delivery,
)
from tests.unit.embedding.models import Counting

pytestmark = pytest.mark.engine

BEFORE_THE_SWITCH = (
    "begun",
    "taken up",
    "loaded",
    "linked",
    "made",
    "kept",
    "embedded",
    "created",
    "batch",
    "indexed",
    "settled",
    "caught up",
    "verified",
    "described",
)
AFTER_THE_SWITCH = ("switched", "after the switch", "pruned", "cleared")
NOTHING_KNOWN = ("begun", "cleared")
"""Before the first file is written, and after the last is removed."""

Delivery = tuple[Callable[[Settings, Path], None], dict[tuple[str, str], Any]]
"""An import, and all documents that an undisturbed build makes of it."""


@pytest.fixture(scope="module")
def home(node_settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return dataclasses.replace(
        node_settings, home=tmp_path_factory.mktemp("killed") / "home", store_url=None
    )


@pytest.fixture(scope="module")
def deliveries(
    home: Settings, engine: Engine, tmp_path_factory: pytest.TempPathFactory
) -> list[Delivery]:
    """Both deliveries; the one that comes next is the last."""
    made: list[Delivery] = []
    for delivery in (second_delivery, first_delivery):
        delivery(home, tmp_path_factory.mktemp("delivery"))
        pipeline.build(home, engine, Counting(), Silent())
        made.insert(0, (delivery, documents(engine)))
    return made


@pytest.mark.parametrize("point", [*BEFORE_THE_SWITCH, *AFTER_THE_SWITCH])
def test_a_rebuild_that_is_killed_costs_nothing(
    home: Settings, engine: Engine, deliveries: list[Delivery], tmp_path: Path, point: str
) -> None:
    (_, before), (deliver, after) = deliveries
    deliver(home, tmp_path)
    killed_at(home, point, times=3 if point == "batch" else 1)
    assert documents(engine) == (before if point in BEFORE_THE_SWITCH else after)

    report = pipeline.build(home, engine, Counting(), Silent())
    assert documents(engine) == after
    assert report.resumed == (point not in NOTHING_KNOWN)
    assert report.counts == {"organisations": 5, "offers": 2}
    kept = {*versions.live_all(engine).values(), *versions.previous(engine).values()}
    assert indices(engine) == kept
    assert not (home.home / "rebuild").exists()
    deliveries.reverse()
