"""Building and rebuilding on a real node."""

import dataclasses
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from core.errors import BuildStopped, ModelMismatch
from core.progress import Silent
from core.records import Record
from core.settings import Settings
from engine import versions
from engine.client import Engine
from engine.embedding.base import Vectors
from indexer import documents, pipeline
from indexer.documents import Audience
from indexer.statements import Statement
from mappings import COLLECTIONS
from tests.engine.imported import firm, imported, request
from tests.unit.embedding.models import Counting

pytestmark = pytest.mark.engine


@pytest.fixture
def settings(node_settings: Settings, engine: Engine, tmp_path: Path) -> Iterator[Settings]:
    """Settings with a home of its own; the module's indices are gone afterwards."""
    yield dataclasses.replace(node_settings, home=tmp_path / "home")
    for name in _indices(engine):
        engine.client.indices.delete(index=name)


def _indices(engine: Engine) -> set[str]:
    return set(engine.client.indices.get(index=f"{engine.prefix}-*"))


def _build(
    settings: Settings, engine: Engine, model: Counting | None = None
) -> pipeline.BuildReport:
    return pipeline.build(settings, engine, model or Counting(), Silent())


def test_after_a_build_every_record_is_found_under_the_alias(
    settings: Settings, engine: Engine, tmp_path: Path
) -> None:
    imported(settings, tmp_path, [*(firm(n) for n in range(1, 6)), request(1)])
    report = _build(settings, engine)
    assert report.counts == {"organisations": 5, "offers": 1}
    found = engine.get("organisations", "firm-1")
    assert found is not None
    assert found["text_de"] == ["Das Teil 1 drehen wir.", "Wir montieren."]
    assert found["text_cs"] == ["Hledáme díly 1"]
    vector = Counting().vector("Hledáme díly 1").tolist()
    nearest = {"query": {"knn": {"vector_cs": {"vector": vector, "k": 1}}}}
    answer = engine.client.search(index=engine.alias("offers"), body=nearest)
    assert [hit["_id"] for hit in answer["hits"]["hits"]] == ["request-1"]


def test_a_version_tells_what_it_was_made_from(
    settings: Settings, engine: Engine, tmp_path: Path
) -> None:
    imported(settings, tmp_path, [*(firm(n) for n in range(60)), "no JSON"])
    report = _build(settings, engine)
    about = versions.about(engine, report.versions["organisations"])
    assert about is not None
    assert (about.model, about.dimension, about.complete) == ("counting", 16, True)
    assert [(one.dataset, one.records, one.rejected) for one in about.imports] == [("fair", 60, 1)]
    assert about.rejected_share == pytest.approx(1 / 61)
    settled = engine.client.indices.get_settings(index=report.versions["organisations"])
    index = settled[report.versions["organisations"]]["settings"]["index"]
    assert "refresh_interval" not in index
    assert index["auto_expand_replicas"] == "0-1"


def test_a_second_build_embeds_nothing_and_keeps_one_version_before(
    settings: Settings, engine: Engine, tmp_path: Path
) -> None:
    imported(settings, tmp_path, [firm(1), firm(2)])
    model = Counting()
    reports = [_build(settings, engine, model) for _ in range(3)]
    assert [report.embedded for report in reports] == [reports[0].statements, 0, 0]
    assert _indices(engine) == {name for r in reports[1:] for name in r.versions.values()}
    assert set(reports[2].removed) == set(reports[0].versions.values())
    for collection in COLLECTIONS:
        assert versions.live(engine, collection) == reports[2].versions[collection]


def test_only_what_is_new_is_embedded(settings: Settings, engine: Engine, tmp_path: Path) -> None:
    imported(settings, tmp_path, [firm(1)])
    _build(settings, engine)
    imported(settings, tmp_path, [firm(2)], dataset="second")
    report = _build(settings, engine)
    assert report.embedded == 1  # "Wir montieren." and the sector's title were known
    assert report.counts["organisations"] == 2


def test_the_index_is_up_to_date_until_data_or_model_change(
    settings: Settings, engine: Engine, tmp_path: Path
) -> None:
    imported(settings, tmp_path, [firm(1)])
    assert not pipeline.up_to_date(settings, engine, Counting())
    _build(settings, engine)
    assert pipeline.up_to_date(settings, engine, Counting())
    imported(settings, tmp_path, [firm(1)])
    assert pipeline.up_to_date(settings, engine, Counting())
    assert not pipeline.up_to_date(settings, engine, Counting("other"))
    imported(settings, tmp_path, [firm(1), firm(2)])
    assert not pipeline.up_to_date(settings, engine, Counting())


def test_without_any_data_there_is_an_empty_index(settings: Settings, engine: Engine) -> None:
    report = _build(settings, engine)
    assert (report.documents, report.statements) == (0, 0)
    assert engine.client.count(index=engine.alias("offers"))["count"] == 0


def test_too_many_rejected_rows_stop_before_anything_is_built(
    settings: Settings, engine: Engine, tmp_path: Path
) -> None:
    imported(settings, tmp_path, [firm(1)])
    before = _build(settings, engine).versions
    imported(settings, tmp_path, [firm(1), "no JSON"], dataset="broken")
    with pytest.raises(BuildStopped, match=r"broken: 1 of 2.*previous index stays live"):
        _build(settings, engine)
    assert _indices(engine) == set(before.values())
    assert _build(dataclasses.replace(settings, rejected_limit=0.5), engine).documents == 1


def test_a_refused_document_is_named_and_the_previous_version_stays_live(
    settings: Settings, engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    imported(settings, tmp_path, [firm(1)])
    before = _build(settings, engine).versions
    imported(settings, tmp_path, [firm(1), firm(2), firm(3)])
    of = documents.of

    def with_an_unknown_field(
        record: Record, said: Sequence[Statement], audience: Audience
    ) -> dict[str, Any]:
        document = of(record, said, audience)
        return {**document, "colour": "red"} if record.id == "firm-2" else document

    monkeypatch.setattr(documents, "of", with_an_unknown_field)
    with pytest.raises(BuildStopped, match=r"refused 1 documents.*firm-2: strict_dynamic_mapping"):
        _build(settings, engine)
    assert _indices(engine) == set(before.values())
    assert engine.get("organisations", "firm-3") is None


def test_an_interruption_right_after_the_switch_leaves_the_new_version_live(
    settings: Settings, engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    imported(settings, tmp_path, [firm(1)])
    switch = versions.switch

    def interrupted(*arguments: Any) -> None:
        switch(*arguments)
        raise KeyboardInterrupt

    monkeypatch.setattr(versions, "switch", interrupted)
    with pytest.raises(KeyboardInterrupt):
        _build(settings, engine)
    assert engine.get("organisations", "firm-1") is not None


def test_a_search_with_another_model_is_refused(
    settings: Settings, engine: Engine, tmp_path: Path
) -> None:
    versions.check_model(engine, Counting("other"))  # nothing is live
    imported(settings, tmp_path, [firm(1)])
    _build(settings, engine)
    versions.check_model(engine, Counting())
    with pytest.raises(ModelMismatch, match=r"built with .* model counting,.*for other"):
        versions.check_model(engine, Counting("other"))


def test_indices_of_others_are_never_touched(
    settings: Settings, engine: Engine, tmp_path: Path
) -> None:
    others = [
        f"{engine.prefix}-organisations-notes",
        f"{engine.prefix}-organisations-0123abcd-20260101000000000-copy",
        f"{engine.prefix}-organisations-old-0123abcd-20260101000000000",
    ]
    for name in others:
        engine.client.indices.create(index=name)
    imported(settings, tmp_path, [firm(1)])
    for _ in range(3):
        _build(settings, engine)
    assert set(others) <= _indices(engine)


def test_an_index_in_the_place_of_the_alias_is_named(settings: Settings, engine: Engine) -> None:
    engine.client.indices.create(index=engine.alias("offers"))
    with pytest.raises(BuildStopped, match=r"index named .*-offers, which must be an alias"):
        _build(settings, engine)
    assert _indices(engine) == {engine.alias("offers")}


def test_one_build_at_a_time_in_a_home(settings: Settings, engine: Engine, tmp_path: Path) -> None:
    imported(settings, tmp_path, [firm(1)])
    started, go_on = threading.Event(), threading.Event()

    class Waiting(Counting):
        def passages(self, texts: Sequence[str]) -> Vectors:
            started.set()
            assert go_on.wait(60)
            return super().passages(texts)

    other = threading.Thread(target=_build, args=(settings, engine, Waiting()))
    other.start()
    try:
        assert started.wait(60)
        with pytest.raises(BuildStopped, match="Another build is running"):
            _build(settings, engine)
    finally:
        go_on.set()
        other.join()
    assert _build(settings, engine).documents == 1
