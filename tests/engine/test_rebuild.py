"""Rebuilds that are disturbed: by changes, by checks, by people; and the way back."""

import dataclasses
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

import store
from core import points
from core.errors import BuildStopped, Cancelled, NotFound
from core.progress import Silent
from core.settings import Settings
from engine import versions
from engine.client import Engine
from evaluation import gate
from evaluation.gate import Code, Finding, Findings, Verdict
from indexer import pipeline, refresh, update
from indexer.pipeline import BuildReport, Order
from indexer.switching import HeldBack
from operations.rebuild import RebuildReport, rebuild, rollback
from store import blocks
from tests.engine.imported import firm, imported
from tests.engine.rebuilding import documents, first_delivery, indices, killed_at, second_delivery
from tests.unit.embedding.models import Counting

pytestmark = pytest.mark.engine

SILENT = Silent()


@pytest.fixture
def settings(node_settings: Settings, engine: Engine, tmp_path: Path) -> Iterator[Settings]:
    """Settings with a home of its own and the first delivery; the indices are gone afterwards."""
    own = dataclasses.replace(node_settings, home=tmp_path / "home", store_url=None)
    first_delivery(own, tmp_path)
    yield own
    for name in indices(engine):
        engine.client.indices.delete(index=name)


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch):
    """Do something at a point of the work, once."""

    def done(point, action) -> None:
        left = [action]

        def told(reached: str) -> None:
            if reached == point and left:
                left.pop()()

        monkeypatch.setattr(points, "_present", [told])

    return done


def _build(settings: Settings, engine: Engine, order: Order | None = None) -> BuildReport:
    return pipeline.build(settings, engine, Counting(), SILENT, order or Order())


def _block(settings: Settings, engine: Engine, organisation: str, field: str = "") -> None:
    with store.opened(settings) as opened:
        made = blocks.add(
            opened,
            organisation=organisation,
            keys=[organisation],
            field=field,
            reason="asked for it",
            author="test",
        )
    refresh.refreshed(settings, engine, Counting(), SILENT, made.keys)


def _ids(engine: Engine) -> set[str]:
    return {id_ for _, id_ in documents(engine)}


@pytest.mark.parametrize("point", ["indexed", "caught up", "verified", "described", "switched"])
def test_what_changes_while_a_rebuild_runs_is_in_the_new_index(
    settings: Settings, engine: Engine, tmp_path: Path, at, point: str
) -> None:
    _build(settings, engine)

    def changed() -> None:
        second_delivery(settings, tmp_path)
        _block(settings, engine, "firm-4")

    at(point, changed)
    _build(settings, engine)
    assert "firm-4" not in _ids(engine)
    if point in ("indexed", "caught up", "verified"):
        assert pipeline.up_to_date(settings, engine, Counting())
    else:
        # The import came after the last look; the index knows that it lacks it.
        assert not pipeline.up_to_date(settings, engine, Counting())
        update.update(settings, engine, Counting(), SILENT)
    found = documents(engine)
    _build(settings, engine)
    assert documents(engine) == found
    assert {"firm-6", "request-3"} < _ids(engine)
    assert "firm-3" not in _ids(engine)


def test_a_late_write_brings_nothing_back(settings: Settings, engine: Engine, at) -> None:
    _build(settings, engine)
    imported(settings, settings.home, [firm(1), firm(2, text="Neu.")])
    # The update has made both documents when one is blocked, and sends them afterwards.
    at("linked", lambda: _block(settings, engine, "firm-2"))
    update.update(settings, engine, Counting(), SILENT)
    assert _ids(engine) == {"firm-1"}


def test_a_cancelled_rebuild_leaves_nothing_behind(settings: Settings, engine: Engine) -> None:
    before = _build(settings, engine)

    class Cancelling(Silent):
        step = ""

        def start(self, step: str, total: int | None = None) -> None:
            self.step = step

        def advance(self, done: int = 1) -> None:
            if self.step == "indexing documents":
                raise Cancelled("Somebody wished it.")

    with pytest.raises(Cancelled):
        pipeline.build(settings, engine, Counting(), Cancelling())
    assert indices(engine) == set(before.versions.values())
    assert not (settings.home / "rebuild").exists()


def test_what_the_checks_stand_against_stays_to_be_looked_at_until_the_next_rebuild(
    settings: Settings, engine: Engine
) -> None:
    before = _build(settings, engine)
    stopping = Order(check=lambda _: "Nothing is found.")
    with pytest.raises(HeldBack, match=r"previous one stays: Nothing is found\..*--force REASON"):
        _build(settings, engine, stopping)
    assert versions.live_all(engine) == before.versions
    (looked_at,) = set(versions.kept(engine, "offers")) - set(before.versions.values())
    about = versions.about(engine, looked_at)
    assert about is not None
    assert about.held_back == "Nothing is found."
    with pytest.raises(NotFound, match="nothing to go back to"):
        versions.previous(engine)
    after = _build(settings, engine)
    assert indices(engine) == {*before.versions.values(), *after.versions.values()}
    assert looked_at not in indices(engine)


def _bad(*_arguments: object, **_named: object) -> Findings:
    finding = Finding(code=Code.COUNT, verdict=Verdict.BAD, words="Half of it is missing.")
    return Findings(findings=(finding,), seconds=0.0)


def _rebuild(settings: Settings, engine: Engine, force: str = "") -> RebuildReport:
    return rebuild(settings, engine, Counting(), SILENT, author="anna", force=force)


def test_a_rebuild_against_the_checks_puts_live_what_was_looked_at_and_keeps_the_reason(
    settings: Settings, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    _build(settings, engine)
    monkeypatch.setattr(gate, "verify", _bad)
    with pytest.raises(BuildStopped, match=r"Half of it is missing\."):
        _rebuild(settings, engine)
    held_back = indices(engine) - set(versions.live_all(engine).values())
    report = _rebuild(settings, engine, force="The register is half as large now.")
    assert report.forced == "The register is half as large now."
    assert report.resumed
    assert set(versions.live_all(engine).values()) == held_back
    about = versions.about(engine, engine.alias("offers"))
    assert about is not None
    assert (about.forced, about.held_back) == (report.forced, "")
    with store.opened(settings) as opened:
        (noted,) = store.audit.entries(opened, action="index.force")
    assert (noted.actor, noted.details["reason"]) == ("anna", report.forced)
    assert noted.details["against"] == "Half of it is missing."


def test_the_way_back_leads_to_the_version_before_without_what_was_blocked_since(
    settings: Settings, engine: Engine, tmp_path: Path
) -> None:
    _build(settings, engine)
    first = documents(engine)
    second_delivery(settings, tmp_path)
    _build(settings, engine)
    _block(settings, engine, "firm-2")
    _block(settings, engine, "firm-5", "purpose")
    report = rollback(settings, engine, author="anna")
    assert report.seconds < 2
    assert report.withdrawn == 0, "it was taken out when the blocks were made"
    blocked = {("organisations", "firm-2"), ("organisations", "firm-5")}
    assert documents(engine) == {key: one for key, one in first.items() if key not in blocked}
    left = versions.about(engine, report.before["offers"])
    assert left is not None
    assert left.left
    with pytest.raises(NotFound, match="nothing to go back to"):
        rollback(settings, engine, author="anna")
    update.update(settings, engine, Counting(), SILENT)
    assert {"firm-5", "firm-6"} < _ids(engine)
    after = _build(settings, engine)
    assert indices(engine) == {*report.live.values(), *after.versions.values()}
    with store.opened(settings) as opened:
        (noted,) = store.audit.entries(opened, action="index.rollback")
    assert noted.actor == "anna"


def test_a_block_that_could_not_be_brought_in_holds_after_going_back(
    settings: Settings, engine: Engine, tmp_path: Path
) -> None:
    imported(settings, tmp_path, [firm(7, identifiers={"ico": "26168685"})], dataset="more")
    _build(settings, engine)
    _build(settings, engine)
    with store.opened(settings) as opened:  # while OpenSearch was away
        for one in ("firm-1", "ico:26168685"):
            blocks.add(opened, organisation=one, keys=[one], reason="asked for it", author="test")
    report = rollback(settings, engine, author="anna")
    assert report.withdrawn == 4  # two firms, and the two requests of the first
    assert _ids(engine) == {f"firm-{n}" for n in range(2, 6)}


def test_other_imports_than_the_killed_rebuild_had_are_built_anew(
    settings: Settings, engine: Engine, tmp_path: Path
) -> None:
    killed_at(settings, "batch", times=3)
    (broken_off,) = set(versions.kept(engine, "organisations"))
    second_delivery(settings, tmp_path)
    report = _build(settings, engine)
    assert not report.resumed
    assert broken_off not in indices(engine)
    assert "firm-6" in _ids(engine)


def test_every_document_carries_a_revision_that_only_grows(
    settings: Settings, engine: Engine, tmp_path: Path
) -> None:
    def revisions() -> set[int]:
        hits: Sequence[dict] = engine.client.search(
            index=engine.alias("organisations"), body={"version": True, "size": 100}
        )["hits"]["hits"]
        return {hit["_version"] for hit in hits}

    _build(settings, engine)
    (first,) = revisions()
    second_delivery(settings, tmp_path)
    update.update(settings, engine, Counting(), SILENT)
    assert min(revisions()) > first
    newest = versions.newest_revision(engine)
    assert newest >= max(revisions())
    (settings.home / "store.sqlite").unlink()  # an older backup comes in its place
    _build(settings, engine)
    assert min(revisions()) > newest
