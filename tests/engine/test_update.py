"""Bringing a live index up to date, on a real node."""

import dataclasses
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from opensearchpy import helpers

import store
from core.progress import Silent
from core.settings import Settings
from engine.client import Engine
from indexer import imports, pipeline, refresh, update
from indexer.update import NeedsBuild, UpdateReport
from mappings import COLLECTIONS
from store import blocks
from tests.engine.imported import firm, imported, request
from tests.unit.embedding.models import Counting

pytestmark = pytest.mark.engine


@pytest.fixture
def settings(node_settings: Settings, engine: Engine, tmp_path: Path) -> Iterator[Settings]:
    """Settings with a home of its own; the module's indices are gone afterwards."""
    yield dataclasses.replace(node_settings, home=tmp_path / "home", store_url=None)
    for name in engine.client.indices.get(index=f"{engine.prefix}-*"):
        engine.client.indices.delete(index=name)


def _build(settings: Settings, engine: Engine) -> None:
    pipeline.build(settings, engine, Counting(), Silent())


def _update(settings: Settings, engine: Engine, model: Counting | None = None) -> UpdateReport:
    return update.update(settings, engine, model or Counting(), Silent())


def _documents(engine: Engine) -> dict[tuple[str, str], Any]:
    """Return everything that is live, vectors included."""
    found = {}
    for collection in COLLECTIONS:
        alias = engine.alias(collection)
        engine.client.indices.refresh(index=alias)
        for hit in helpers.scan(engine.client, index=alias):
            found[collection, hit["_id"]] = hit["_source"]
    return found


def _first_delivery(settings: Settings, folder: Path) -> None:
    lines = [*(firm(n) for n in range(1, 9)), request(1), request(2)]
    imported(settings, folder, lines)
    second = [firm(3, name="Werk 3 AG"), firm(20), _copy(1)]
    imported(settings, folder, second, dataset="second")
    imported(settings, folder, [firm(30)], dataset="third")


def _copy(number: int) -> dict[str, Any]:
    """Return the request under the id that another source gives it."""
    return request(number, id=f"copy-{number}")


def _second_delivery(settings: Settings, folder: Path) -> None:
    """Change a firm, drop two, add one, move an offer to another firm, remove an import.

    The offer that moves was told by two imports and is so no more; another one is now.
    """
    changed = [
        firm(1),
        firm(2, text="Das Teil 2 fräsen wir."),
        *(firm(n) for n in range(5, 10)),
        request(1, organisation="firm-2"),
        request(3),
    ]
    imported(settings, folder, changed)
    second = [firm(3, name="Werk 3 SE"), firm(20), _copy(1), _copy(3)]
    imported(settings, folder, second, dataset="second")
    imports.remove(settings, "third")


def _block(settings: Settings, organisation: str, field: str = "") -> int:
    with store.opened(settings) as opened:
        made = blocks.add(
            opened,
            organisation=organisation,
            keys=[organisation],
            field=field,
            reason="asked for it",
            author="test",
        )
    return made.id


def test_an_update_gives_the_same_documents_as_a_build(
    settings: Settings, engine: Engine, tmp_path: Path
) -> None:
    _first_delivery(settings, tmp_path)
    _build(settings, engine)
    before = _documents(engine)
    _second_delivery(settings, tmp_path)
    _block(settings, "firm-6")
    _block(settings, "firm-7", "purpose")
    report = _update(settings, engine)
    updated = _documents(engine)
    assert pipeline.up_to_date(settings, engine, Counting())
    _build(settings, engine)
    assert updated == _documents(engine)
    gone = {("organisations", f"firm-{n}") for n in (4, 6, 30)} | {("offers", "request-2")}
    assert before.keys() - updated.keys() == gone
    assert before["offers", "copy-1"]["aliases"] == ["request-1"]
    assert ("offers", "request-1") not in before
    assert "aliases" not in updated["offers", "copy-1"]
    assert updated["offers", "copy-3"]["aliases"] == ["request-3"]
    assert report.deleted == len(gone)
    assert report.documents == len(updated)


def test_an_update_embeds_and_sends_only_what_differs(
    settings: Settings, engine: Engine, tmp_path: Path
) -> None:
    imported(settings, tmp_path, [firm(n) for n in range(1, 9)])
    _build(settings, engine)
    nothing = _update(settings, engine)
    assert (nothing.sent, nothing.deleted, nothing.embedded) == (0, 0, 0)
    lines = [firm(1, text="Ganz neu."), *(firm(n) for n in range(2, 9))]
    imported(settings, tmp_path, lines)
    model = Counting()
    report = _update(settings, engine, model)
    assert (report.sent, report.deleted) == (1, 0)
    assert model.seen == ["Ganz neu."]


def test_what_an_update_cannot_mend_it_says(
    settings: Settings, engine: Engine, tmp_path: Path
) -> None:
    imported(settings, tmp_path, [firm(1)])
    with pytest.raises(NeedsBuild, match="partnernet index rebuild"):
        _update(settings, engine)
    _build(settings, engine)
    with pytest.raises(NeedsBuild, match="another schema, program or model"):
        _update(settings, engine, Counting("other"))


_KILLED = """
import os, signal, sys
from core import points
from core.progress import Silent
from core.settings import Settings
from engine import bulk
from engine.client import Engine
from indexer import update, vectors
from tests.unit.embedding.models import Counting

def killed(*arguments):
    os.kill(os.getpid(), signal.SIGKILL)

def killed_at_the_third(send):
    def sending(*arguments):
        sending.requests += 1
        return killed() if sending.requests == 3 else send(*arguments)
    sending.requests = 0
    return sending

bulk._REQUEST_BYTES, bulk._SENDERS = 1, 1  # a request for each document, one after the other
if sys.argv[1] == "embedding":
    vectors.embed = killed
elif sys.argv[1] == "sending":
    bulk._answers = killed_at_the_third(bulk._answers)
else:
    points.watch(lambda point: killed() if point == "updated" else None)
settings = Settings.from_environment()
engine = Engine.connect(settings, settings.opensearch_url)
update.update(settings, engine, Counting(), Silent())
"""


@pytest.mark.parametrize("while_", ["embedding", "sending", "describing"])
def test_an_update_that_is_killed_and_started_again_ends_with_the_same_result(
    settings: Settings, engine: Engine, tmp_path: Path, while_: str
) -> None:
    _first_delivery(settings, tmp_path)
    _build(settings, engine)
    _second_delivery(settings, tmp_path)
    environment = {
        **os.environ,
        "PARTNERNET_HOME": str(settings.home),
        "PARTNERNET_OPENSEARCH_URL": str(settings.opensearch_url),
        "PARTNERNET_INDEX_PREFIX": settings.index_prefix,
    }
    environment.pop("PARTNERNET_STORE_URL", None)
    ended = subprocess.run([sys.executable, "-c", _KILLED, while_], env=environment)
    assert ended.returncode == -signal.SIGKILL
    assert not pipeline.up_to_date(settings, engine, Counting())
    _update(settings, engine)
    updated = _documents(engine)
    _build(settings, engine)
    assert updated == _documents(engine)


def test_a_block_takes_effect_at_once_and_a_lifted_one_too(
    settings: Settings, engine: Engine, tmp_path: Path
) -> None:
    imported(settings, tmp_path, [firm(1, identifiers={"ico": "26168685"}), firm(2), request(1)])
    _build(settings, engine)
    before = _documents(engine)
    number = _block(settings, "ico:26168685")
    refresh.refreshed(settings, engine, Counting(), Silent(), ["ico:26168685"])
    assert _documents(engine).keys() == {("organisations", "firm-2")}
    assert pipeline.up_to_date(settings, engine, Counting())
    with store.opened(settings) as opened:
        blocks.lift(opened, number, reason="agreed", author="test")
    refresh.refreshed(settings, engine, Counting(), Silent(), ["ico:26168685"])
    assert _documents(engine) == before


def test_what_is_blocked_while_a_build_runs_does_not_come_back_with_it(
    settings: Settings, engine: Engine, tmp_path: Path
) -> None:
    imported(settings, tmp_path, [firm(1), firm(2)])
    _build(settings, engine)

    class Blocking(Counting):
        """Is blocked for while statements are embedded, when documents have been made."""

        def passages(self, texts: Any) -> Any:
            if not self.seen:
                _block(settings, "firm-1")
                refresh.refreshed(settings, engine, Counting(), Silent(), ["firm-1"])
                assert engine.get("organisations", "firm-1") is None
            return super().passages(texts)

    imported(settings, tmp_path, [firm(1), firm(2), firm(3)])
    pipeline.build(settings, engine, Blocking(), Silent())
    assert _documents(engine).keys() == {("organisations", f"firm-{n}") for n in (2, 3)}


def test_a_house_has_documents_that_say_so(
    settings: Settings, engine: Engine, tmp_path: Path
) -> None:
    imported(settings, tmp_path, [firm(1)])
    file = tmp_path / "own.jsonl"
    file.write_bytes((tmp_path / "fair.jsonl").read_bytes().replace(b"Werk 1", b"Eigenes Werk"))
    imports.run(
        "catalogue", [file], settings, Silent(), dataset="own", visibility="house:ihk-chemnitz"
    )
    _build(settings, engine)
    found = _documents(engine)
    public = found["organisations", "firm-1"]
    assert (public["name"], public["visibility"]) == ("Werk 1 GmbH", "public")
    assert public["houses"] == ["house:ihk-chemnitz"]
    own = found["organisations", "ihk-chemnitz~firm-1"]
    assert (own["visibility"], own["aliases"]) == ("house:ihk-chemnitz", ["firm-1"])
    assert {one["dataset"] for one in own["record"]["provenance"]} == {"fair", "own"}
