"""What is decided is in effect at once in a real index."""

import dataclasses
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import store
from core.progress import Silent
from core.settings import Settings
from engine import embedding
from engine.client import Engine
from indexer import pipeline
from operations import decisions
from tests.engine.imported import firm, imported, request
from tests.unit.embedding.models import Counting

pytestmark = pytest.mark.engine

WHO = {"reason": "asked for it", "author": "anna"}
SILENT = Silent()


@pytest.fixture
def settings(
    node_settings: Settings, engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Settings]:
    """Settings of a live index of four firms and an offer of the first."""
    monkeypatch.setattr(embedding, "load", lambda _name: Counting())
    settings = dataclasses.replace(node_settings, home=tmp_path / "home", store_url=None)
    lines = [
        firm(1, identifiers={"ico": "26168685"}, website="https://firm.example.org"),
        *(firm(number) for number in (2, 3)),
        request(1),
    ]
    imported(settings, tmp_path, lines)
    imported(settings, tmp_path, [firm(30, name="Ganz anders AG")], dataset="second")
    pipeline.build(settings, engine, Counting(), SILENT)
    yield settings
    for name in engine.client.indices.get(index=f"{engine.prefix}-*"):
        engine.client.indices.delete(index=name)


def ids(engine: Engine) -> set[str]:
    """Return what a search over everything finds."""
    everything: dict[str, Any] = {"query": {"match_all": {}}, "size": 100}
    answers = engine.msearch([("organisations", everything), ("offers", everything)])
    return {hit["_id"] for answer in answers for hit in answer["hits"]["hits"]}


ALL = {"firm-1", "firm-2", "firm-3", "firm-30", "request-1"}


@pytest.mark.parametrize("named", ["firm-1", "ico:26168685"])
def test_a_blocked_organisation_and_its_offers_are_gone_until_it_is_lifted(
    settings: Settings, engine: Engine, named: str
) -> None:
    assert ids(engine) == ALL
    done = decisions.block(settings, SILENT, named, **WHO)
    assert (done.unknown, done.later) == ((), "")
    assert done.decision.keys == ("firm-1", "ico:26168685")
    assert ids(engine) == ALL - {"firm-1", "request-1"}
    assert decisions.lift(settings, SILENT, done.decision.id, **WHO).later == ""
    assert ids(engine) == ALL


def test_of_a_blocked_field_nothing_is_left_in_the_document(
    settings: Settings, engine: Engine
) -> None:
    before = engine.get("organisations", "firm-1")
    assert "firm.example.org" in str(before)
    assert decisions.block(settings, SILENT, "firm-1", field="website", **WHO).later == ""
    assert "firm.example.org" not in str(engine.get("organisations", "firm-1"))


def test_two_records_become_one_and_two_again(settings: Settings, engine: Engine) -> None:
    made = decisions.decide(settings, SILENT, ("firm-2", "firm-30"), same=True, **WHO)
    assert (made.unknown, made.later) == ((), "")
    (gone,) = ALL - ids(engine)
    assert gone in ("firm-2", "firm-30")
    assert decisions.undo(settings, SILENT, made.decision.id, author="petr").later == ""
    assert ids(engine) == ALL


def test_a_block_that_came_before_the_data_holds_from_the_first_build(
    settings: Settings, engine: Engine, tmp_path: Path
) -> None:
    done = decisions.block(settings, SILENT, "ico:64949681", **WHO)
    assert done.unknown == ("ico:64949681",)
    imported(settings, tmp_path, [firm(40, identifiers={"ico": "64949681"})], dataset="third")
    pipeline.build(settings, engine, Counting(), SILENT)
    assert ids(engine) == ALL


def test_without_an_index_a_decision_is_kept_for_the_first_build(
    settings: Settings, engine: Engine
) -> None:
    other = dataclasses.replace(settings, index_prefix=f"{settings.index_prefix}x")
    done = decisions.block(other, SILENT, "firm-1", **WHO)
    assert done.later == "There is no index yet; the first build keeps to it."
    with store.opened(other) as opened:
        assert store.blocks.active(opened) == (done.decision,)


def test_what_an_old_index_cannot_take_over_at_once_is_told(
    settings: Settings, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(embedding, "load", lambda _name: Counting("another"))
    done = decisions.decide(settings, SILENT, ("firm-2", "firm-30"), same=True, **WHO)
    assert "the rest follows with `partnernet index update`" in done.later
    assert ids(engine) == ALL
