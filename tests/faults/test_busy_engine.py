"""Loading into an OpenSearch that is busy, refuses or goes away: a server that answers so."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from core.errors import BuildStopped, EngineUnavailable
from core.progress import Silent
from core.settings import Settings
from engine import bulk
from engine.client import Engine

Answer = Callable[[int, list[str]], tuple[int, dict[str, Any]]]
"""From the number of the request (from 1) and its ids to status and body."""


@pytest.fixture(autouse=True)
def _short_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk, "_FIRST_PAUSE_SECONDS", 0.001)


@contextmanager
def _engine(answer: Answer) -> Iterator[tuple[Engine, list[list[str]]]]:
    """An engine whose OpenSearch answers bulk requests with ``answer``, and the ids it was sent."""
    seen: list[list[str]] = []
    lock = threading.Lock()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            lines = self.rfile.read(int(self.headers["Content-Length"])).splitlines()
            ids = [json.loads(action)["index"]["_id"] for action in lines[::2]]
            with lock:
                seen.append(ids)
                number = len(seen)
            status, body = answer(number, ids)
            data = json.dumps(body).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    url = f"http://127.0.0.1:{server.server_address[1]}"
    engine = Engine.connect(Settings.from_environment({}), url)
    try:
        yield engine, seen
    finally:
        engine.close()
        server.shutdown()
        server.server_close()
        thread.join()


def _items(count: int, size: int = 10) -> Iterator[bulk.Item]:
    for number in range(count):
        yield bulk.Item("index", f"id-{number}", json.dumps({"text": "x" * size}).encode())


def _all(status: int, ids: list[str], error: str = "") -> dict[str, Any]:
    item: dict[str, Any] = {"status": status}
    if error:
        item["error"] = {"type": error, "reason": "because"}
    return {"items": [{"index": item} for _ in ids]}


@pytest.mark.parametrize("status", [429, 503])
def test_busy_items_alone_are_sent_again(status: int) -> None:
    def answer(number: int, ids: list[str]) -> tuple[int, dict[str, Any]]:
        body = _all(201, ids)
        if number <= 2:
            body["items"][-1] = _all(status, [""], "rejected_execution_exception")["items"][0]
        return 200, body

    with _engine(answer) as (engine, seen):
        assert bulk.load(engine, _items(3), Silent()) == {"index": 3}
        assert seen == [["id-0", "id-1", "id-2"], ["id-2"], ["id-2"]]


def test_items_whose_node_has_just_died_are_sent_again() -> None:
    def answer(number: int, ids: list[str]) -> tuple[int, dict[str, Any]]:
        return 200, _all(500, ids, "node_not_connected_exception") if number == 1 else _all(
            201, ids
        )

    with _engine(answer) as (engine, seen):
        assert bulk.load(engine, _items(3), Silent()) == {"index": 3}
        assert len(seen) == 2


def test_a_request_that_is_refused_as_a_whole_is_sent_again() -> None:
    def answer(number: int, ids: list[str]) -> tuple[int, dict[str, Any]]:
        return (429, {}) if number <= 2 else (200, _all(201, ids))

    with _engine(answer) as (engine, seen):
        assert bulk.load(engine, _items(2), Silent()) == {"index": 2}
        assert len(seen) == 3


def test_an_engine_that_stays_busy_ends_the_load() -> None:
    with (
        _engine(lambda _, ids: (200, _all(429, ids, "rejected"))) as (engine, seen),
        pytest.raises(EngineUnavailable, match="too busy to take 2 documents"),
    ):
        bulk.load(engine, _items(2), Silent())
    assert len(seen) == bulk._ATTEMPTS


def test_an_engine_that_goes_away_ends_the_load() -> None:
    with _engine(lambda _, ids: (200, _all(201, ids))) as (engine, _):
        pass
    with pytest.raises(EngineUnavailable, match="cannot be reached"):
        bulk.load(engine, _items(2), Silent())


def test_each_refused_document_is_named_with_its_reason() -> None:
    def answer(_: int, ids: list[str]) -> tuple[int, dict[str, Any]]:
        body = _all(201, ids)
        body["items"][1] = _all(400, [""], "mapper_parsing_exception")["items"][0]
        return 200, body

    with (
        _engine(answer) as (engine, seen),
        pytest.raises(BuildStopped, match=r"refused 1 .*id-1: mapper_parsing_exception: because"),
    ):
        bulk.load(engine, _items(3), Silent())
    assert len(seen) == 1


@pytest.mark.parametrize(
    ("status", "body", "said"),
    [
        (400, {"error": {"type": "validation", "reason": "id is too long"}}, "id is too long"),
        (413, {"error": "too large"}, "too large"),
        (500, {}, "500"),
    ],
)
def test_a_request_that_is_wrong_as_a_whole_is_told_in_one_sentence(
    status: int, body: dict[str, Any], said: str
) -> None:
    with (
        _engine(lambda *_: (status, body)) as (engine, seen),
        pytest.raises(BuildStopped, match=f"refused the documents id-0 to id-2.*{said}"),
    ):
        bulk.load(engine, _items(3), Silent())
    assert len(seen) == 1


def test_where_everything_is_refused_the_load_stops_early(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(bulk, "_REQUEST_BYTES", 1000)
    read = 0

    def counted() -> Iterator[bulk.Item]:
        nonlocal read
        for item in _items(10_000):
            read += 1
            yield item

    with (
        _engine(lambda _, ids: (200, _all(400, ids, "strict"))) as (engine, _),
        pytest.raises(BuildStopped, match="refused"),
    ):
        bulk.load(engine, counted(), Silent())
    assert read < 2000


def test_documents_are_made_only_a_few_requests_ahead(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk, "_REQUEST_BYTES", 1000)
    made = answered = 0
    ahead = []

    def counted() -> Iterator[bulk.Item]:
        nonlocal made
        for item in _items(2000):
            made += 1
            ahead.append(made - answered)
            yield item

    def answer(_: int, ids: list[str]) -> tuple[int, dict[str, Any]]:
        nonlocal answered
        answered += len(ids)
        return 200, _all(201, ids)

    with _engine(answer) as (engine, seen):
        assert bulk.load(engine, counted(), Silent()) == {"index": 2000}
        largest = max(len(ids) for ids in seen)
    waiting = bulk._SENDERS + bulk._WAITING + 1
    assert max(ahead) <= waiting * largest


def test_an_error_while_documents_are_made_ends_the_load_at_once() -> None:
    def broken() -> Iterator[bulk.Item]:
        yield from _items(1)
        raise KeyboardInterrupt

    with (
        _engine(lambda _, ids: (200, _all(201, ids))) as (engine, _),
        pytest.raises(KeyboardInterrupt),
    ):
        bulk.load(engine, broken(), Silent())
