"""Figures and probes of the service."""

import re
import threading
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from prometheus_client.parser import text_string_to_metric_families

import store
from core import tally, watching
from core.settings import Settings
from core.tally import Tally
from operations.observing import LiveIndex, Queue, Standing
from search_app import create_app
from search_app.metrics.standing import FRESH_SECONDS, Kept, StandingFigures
from store import jobs
from tests.app.scripted import AWAY, Scripted


def figures(client, **headers) -> dict[str, float]:
    """All samples, by name and labels."""
    answer = client.get("/metrics", headers=headers)
    assert answer.status_code == 200
    assert answer.content_type.startswith("text/plain; version=")
    return {
        f"{one.name}{sorted(one.labels.items())}": one.value
        for family in text_string_to_metric_families(answer.text)
        for one in family.samples
    }


def test_requests_are_counted_by_endpoint_and_status_and_hold_no_texts(client):
    before = figures(client)
    client.get("/de/?q=Geheimnis")
    client.get("/there/is/no/Geheimnis")
    client.open("/de/", method="GEHEIMNIS")
    after = figures(client)

    def more(name: str) -> float:
        return after[name] - before.get(name, 0)

    page = "[('endpoint', 'pages.organisations'), ('method', 'GET'), ('status', '200')]"
    none = "[('endpoint', 'other'), ('method', 'GET'), ('status', '404')]"
    assert more(f"partnernet_requests_total{page}") == 1
    assert more(f"partnernet_requests_total{none}") == 1
    assert more("partnernet_request_seconds_count[('endpoint', 'pages.organisations')]") == 1
    assert "geheimnis" not in " ".join(after).lower()


def test_stages_and_searches_without_results_are_counted(client):
    before = figures(client)
    with watching.stage("planning"):
        pass
    watching.happened("search")
    watching.happened("search_without_results")
    after = figures(client)
    for name in (
        "partnernet_search_stage_seconds_count[('stage', 'planning')]",
        "partnernet_searches_total[]",
        "partnernet_searches_without_results_total[]",
    ):
        assert after[name] - before.get(name, 0) == 1


def test_the_queue_and_what_is_away_are_told(client, settings):
    with store.opened(settings) as opened:
        jobs.enqueue(opened, "update", {}, key="index", author="anna")
    told = figures(client)
    assert told["partnernet_jobs[('kind', 'update'), ('state', 'waiting')]"] == 1
    assert told["partnernet_jobs_oldest_waiting_seconds[]"] >= 0
    assert told["partnernet_store_up[]"] == 1
    assert told["partnernet_engine_up[]"] == 0


def test_the_live_index_is_told():
    built = datetime(2026, 11, 23, tzinfo=UTC)
    seen = Standing(
        moment=built,
        queue=Queue(jobs={}, oldest_waiting_seconds=0),
        indices={"offers": LiveIndex(documents=12, built=built, fits=False)},
    )
    told = {
        sample.name: sample.value
        for family in StandingFigures(Kept(lambda: seen)).collect()
        for sample in family.samples
    }
    assert told["partnernet_index_documents"] == 12
    assert told["partnernet_index_built_timestamp_seconds"] == built.timestamp()
    assert told["partnernet_index_drifted"] == 1


def test_looking_is_left_out_while_what_was_seen_is_fresh():
    looked: list[int] = []

    def look() -> Standing:
        looked.append(1)
        return Standing(moment=datetime.now(UTC))

    kept = Kept(look)
    assert kept.get() is kept.get()
    assert len(looked) == 1
    assert FRESH_SECONDS > 0


def test_a_look_that_takes_long_holds_nobody_up(monkeypatch):
    monkeypatch.setattr("search_app.metrics.standing._PATIENCE_SECONDS", 0.01)
    go = threading.Event()

    def look() -> Standing:
        go.wait(10)
        return Standing(moment=datetime.now(UTC))

    kept = Kept(look)
    assert kept.get() is None
    go.set()


@pytest.mark.parametrize(
    ("address", "headers", "status"),
    [
        ("127.0.0.1", {}, 200),
        ("::1", {}, 200),
        ("10.1.2.3", {}, 403),
        ("127.0.0.1", {"X-Forwarded-For": "10.1.2.3"}, 403),
        ("127.0.0.1", {"Authorization": "Bearer anything"}, 200),
    ],
)
def test_without_a_token_only_this_machine_may_read(client, address, headers, status):
    answer = client.get("/metrics", headers=headers, environ_base={"REMOTE_ADDR": address})
    assert answer.status_code == status


@pytest.mark.parametrize(
    ("shown", "status"),
    [
        ("Bearer right", 200),
        ("Bearer wrong", 403),
        ("Basic right", 403),
        ("", 403),
        ("Bearer", 403),
    ],
)
def test_with_a_token_who_shows_it_may_read(settings, shown, status):
    own = replace(settings, metrics_token="right")
    client = create_app(own, "http://127.0.0.1:9", Scripted()).test_client()
    headers = {"Authorization": shown} if shown else {}
    assert client.get("/metrics", headers=headers).status_code == status


def test_readiness_names_all_that_is_missing_and_health_asks_nobody(client, searcher, settings):
    assert client.get("/readyz").json == {"status": "ready"}
    searcher.failing = AWAY
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json["error"]["message"] == str(AWAY)
    assert client.get("/healthz").status_code == 200


def test_readiness_tells_a_store_that_is_away_without_its_place(tmp_path):
    (tmp_path / "store.sqlite").mkdir()
    settings = Settings.from_environment({"PARTNERNET_HOME": str(tmp_path)})
    client = create_app(settings, "http://127.0.0.1:9", Scripted()).test_client()
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert "store" in answer.json["error"]["message"]
    assert str(tmp_path) not in answer.text


def test_what_happens_in_other_processes_is_kept_in_the_home(settings):
    for _ in range(2):
        Tally(settings).happened("bulk_refused", 3)
        Tally(settings).happened("search", 1)
    assert tally.counts(settings) == {"bulk_refused": 6}
    (settings.home / "tally.json").write_text("damaged")
    assert tally.counts(settings) == {"bulk_refused": 0}


def test_every_figure_has_a_name_and_words(client):
    families = list(text_string_to_metric_families(client.get("/metrics").text))
    assert len(families) > 8
    for family in families:
        assert re.fullmatch(r"partnernet_[a-z_]+", family.name)
        assert family.documentation.endswith(".") or family.name.endswith("_created")
