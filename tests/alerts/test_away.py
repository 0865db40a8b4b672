"""OpenSearch or the store are away or go back: alerts come later, none lost, none twice."""

import dataclasses
import json
from pathlib import Path

import pytest

import store
from core import points
from core.errors import EngineUnavailable
from core.progress import Silent
from core.settings import Settings
from engine import contents
from engine.client import Engine
from indexer import pipeline, update
from operations.alerts import judge, saving
from operations.rebuild import back
from tests.alerts.reporting import AUTHOR, LINES, SEARCHES, copied, half_live, loaded, more, told
from tests.engine.imported import imported

pytestmark = pytest.mark.engine


@pytest.fixture
def settings(node_settings: Settings, engine: Engine, tmp_path: Path) -> Settings:
    own = dataclasses.replace(node_settings, home=tmp_path / "home", store_url=None)
    own.home.mkdir()
    half_live(own, engine, loaded(own.embedding), tmp_path)
    return own


def _judged(settings: Settings, engine: Engine) -> int:
    return judge(settings, engine, loaded(settings.embedding)).alerts


def test_what_changes_while_the_engine_is_away_is_told_when_it_is_back(
    settings: Settings, engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    more(settings, engine, loaded(settings.embedding), tmp_path)
    undisturbed = copied(settings, tmp_path / "undisturbed")
    _judged(undisturbed, engine)

    def away(*_: object) -> None:
        raise EngineUnavailable("OpenSearch does not answer.")

    for part in ("hashes", "documents"):
        with monkeypatch.context() as patched:
            patched.setattr(contents, part, away)
            with pytest.raises(EngineUnavailable):
                _judged(settings, engine)
    assert told(settings) == []
    _judged(settings, engine)
    assert told(settings) == told(undisturbed) != []


def test_a_rebuild_and_the_way_back_tell_nothing_twice_and_lose_nothing(
    settings: Settings, engine: Engine, tmp_path: Path
) -> None:
    model = loaded(settings.embedding)
    more(settings, engine, model, tmp_path)
    pipeline.build(settings, engine, model, Silent())  # before anything was judged
    assert _judged(settings, engine) > 0
    first = told(settings)
    back.rollback(settings, engine, author=AUTHOR)
    assert _judged(settings, engine) == 0
    pipeline.build(settings, engine, model, Silent())
    assert _judged(settings, engine) == 0
    assert told(settings) == first


def test_a_store_that_goes_back_a_day_reports_the_same_again_and_no_more(
    settings: Settings, engine: Engine, tmp_path: Path
) -> None:
    yesterday = copied(settings, tmp_path / "yesterday")
    more(settings, engine, loaded(settings.embedding), tmp_path)
    _judged(settings, engine)
    _judged(yesterday, engine)
    assert told(yesterday) == told(settings) != []
    assert _judged(yesterday, engine) == 0


def test_a_version_that_goes_live_between_reading_hashes_and_documents_costs_nothing(
    settings: Settings, engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = loaded(settings.embedding)
    more(settings, engine, model, tmp_path)
    undisturbed = copied(settings, tmp_path / "undisturbed")
    _judged(undisturbed, engine)

    def rebuilt(point: str) -> None:
        if point == "compared":
            monkeypatch.setattr(points, "_present", [])
            for _ in range(2):  # so that the version that was compared is pruned
                pipeline.build(settings, engine, model, Silent())

    monkeypatch.setattr(points, "_present", [rebuilt])
    try:
        _judged(settings, engine)
    except EngineUnavailable:
        assert told(settings) == []
    _judged(settings, engine)
    assert told(settings) == told(undisturbed) != []


def test_what_comes_first_into_an_empty_collection_is_reported(
    settings: Settings, engine: Engine, tmp_path: Path
) -> None:
    """Also where nothing was there when the collection was looked at first."""
    model = loaded(settings.embedding)
    own = dataclasses.replace(settings, home=tmp_path / "empty")
    own.home.mkdir()
    only = [line for line in LINES if json.loads(line)["type"] == "organisation"]
    offers = [line for line in LINES if line not in only]
    imported(own, tmp_path, only)
    pipeline.build(own, engine, model, Silent())
    assert _judged(own, engine) == 0
    with store.opened(own) as opened:
        house = store.houses.add(opened, key="ihk", name="IHK", author=AUTHOR)
        for request in SEARCHES:
            saving.save(opened, house, "…", request, author=AUTHOR)
    imported(own, tmp_path, offers, dataset="second")
    update.update(own, engine, model, Silent())
    assert _judged(own, engine) > 0
    assert told(own)


def test_only_what_changes_after_a_search_is_saved_or_resumed_is_reported(
    settings: Settings, engine: Engine, tmp_path: Path
) -> None:
    model = loaded(settings.embedding)
    with store.opened(settings) as opened:
        house = store.houses.named(opened, "ihk")
        paused = store.watches.of(opened, house)[0]
        store.watches.pause(opened, house, paused.id, author=AUTHOR)
    more(settings, engine, model, tmp_path)
    _judged(settings, engine)
    with store.opened(settings) as opened:
        store.watches.resume(opened, house, paused.id, author=AUTHOR)
        late = saving.save(opened, house, "late", SEARCHES[0], author=AUTHOR)
    assert _judged(settings, engine) == 0
    assert not {paused.id, late.id} & {watch for watch, _, _ in told(settings)}
    firm = (
        '{"type": "organisation", "id": "own-1", "language": "de", "country": "DE", '
        '"name": "Neu GmbH", "text": "Wir fertigen Drehteile."}'
    )
    imported(settings, tmp_path, [firm], dataset="own")
    update.update(settings, engine, model, Silent())
    _judged(settings, engine)
    assert {watch for watch, thing, _ in told(settings) if thing == "own-1"} >= {paused.id, late.id}
