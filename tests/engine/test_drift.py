"""Drift: each thing that no longer fits is told with what mends it, and nothing else."""

import dataclasses
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import store
from analyzers.changes import Change
from core.progress import Silent
from core.settings import Settings
from engine import embedding
from engine.client import Engine
from indexer import pipeline, state
from operations.diagnosis import Drift, Part, drifts, opensearch
from operations.diagnosis.finding import State
from store import blocks, overlay
from tests.engine.imported import firm, imported
from tests.unit.embedding.models import Counting

pytestmark = pytest.mark.engine

BOTH = ("organisations", "offers")


@pytest.fixture
def settings(node_settings: Settings, engine: Engine, tmp_path: Path) -> Iterator[Settings]:
    """Settings of a home whose index fits; its indices are gone afterwards."""
    own = dataclasses.replace(node_settings, home=tmp_path / "home")
    imported(own, tmp_path, [firm(1), firm(2)])
    pipeline.build(own, engine, Counting(), Silent())
    yield own
    for name in engine.client.indices.get(index=f"{engine.prefix}-*"):
        engine.client.indices.delete(index=name)


def _drifts(settings: Settings, engine: Engine, model: str = "counting") -> tuple[Drift, ...]:
    return drifts(settings, engine, Counting(model))


def test_an_index_that_was_just_built_fits(settings: Settings, engine: Engine) -> None:
    assert _drifts(settings, engine) == ()


def test_what_records_and_people_changed_is_mended_by_an_update(
    settings: Settings, engine: Engine, tmp_path: Path
) -> None:
    imported(settings, tmp_path, [firm(3)], dataset="second")
    with store.opened(settings) as opened:
        blocks.add(opened, organisation="firm-1", reason="asked for", author="test")
    of_imports, of_decisions = _drifts(settings, engine)
    assert of_imports == Drift(part=Part.IMPORTS, collections=BOTH, named=("second",))
    assert of_decisions == Drift(part=Part.DECISIONS, collections=BOTH)
    assert of_imports.words == (
        "Something else is imported now (second): `partnernet index update`."
    )


def test_changed_language_data_and_another_program_need_a_rebuild(
    settings: Settings, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    change = Change(kind="stop_word", operation="add", language="de", subject="bestens")
    with store.opened(settings) as opened:
        overlay.add(opened, change, reason="says nothing", author="test")
    monkeypatch.setattr(state, "recipe_hash", lambda: "another")
    found = _drifts(settings, engine)
    assert [one.part for one in found] == [Part.LANGUAGE, Part.RECIPE]
    assert {one.command for one in found} == {"partnernet index rebuild"}


def test_another_model_is_named_beside_the_one_it_was_built_with(
    settings: Settings, engine: Engine
) -> None:
    (found,) = _drifts(settings, engine, "other")
    assert (found.part, found.named) == (Part.MODEL, ("counting", "other"))


def test_a_mapping_that_somebody_patched_is_told_with_its_paths(
    settings: Settings, engine: Engine
) -> None:
    patch = {"properties": {"colour": {"type": "keyword"}}}
    engine.client.indices.put_mapping(index=engine.alias("offers"), body=patch)
    engine.client.indices.put_settings(
        index=engine.alias("offers"), body={"index": {"refresh_interval": "-1"}}
    )
    of_mapping, of_analysis = _drifts(settings, engine)
    assert of_mapping == Drift(
        part=Part.MAPPING, collections=("offers",), named=("properties.colour",)
    )
    assert of_analysis.named == ("refresh_interval",)


def test_an_index_of_another_release_or_none_is_told(settings: Settings, engine: Engine) -> None:
    engine.client.indices.put_mapping(index=engine.alias("offers"), body={"_meta": {"old": 1}})
    engine.client.indices.delete_alias(index="_all", name=engine.alias("organisations"))
    absent, unknown = _drifts(settings, engine)
    assert absent == Drift(part=Part.ABSENT, collections=("organisations",))
    assert unknown == Drift(part=Part.UNKNOWN, collections=("offers",))


def test_the_doctor_tells_of_drift_and_changes_nothing(
    settings: Settings, engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def model(_name: Any) -> Counting:
        return Counting()

    monkeypatch.setattr(embedding, "load", model)
    _, fits = opensearch.examine(settings)
    assert (fits.state, fits.subject) == (State.GOOD, "index")
    imported(settings, tmp_path, [firm(3)], dataset="second")
    _, drifted = opensearch.examine(settings)
    assert drifted.state is State.LATER
    assert "(second): `partnernet index update`" in drifted.words
    elsewhere = dataclasses.replace(settings, home=tmp_path / "elsewhere")
    _, unknown = opensearch.examine(elsewhere)
    assert "can be told when the store is there" in unknown.words
    assert not elsewhere.home.exists()
