"""What becomes of requests when OpenSearch is away, slow, overloaded or closed to the user."""

import json
import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import opensearchpy
import pytest

from core.errors import EngineUnavailable, QueryRefused, SettingsError
from core.settings import Settings
from engine import transport
from engine.client import Engine

BREAK = -1
"""Stands for closing the connection instead of an answer."""


class FakeEngine(ThreadingHTTPServer):
    """Answers each request with the next planned (status, body); the last one for ever."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.plan: list[tuple[int, dict]] = [(200, {})]
        self.requests: list[str] = []
        self.credentials: list[str | None] = []
        self.url = f"http://127.0.0.1:{self.server_port}"


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def _answer(self) -> None:
        self.rfile.read(int(self.headers.get("content-length", 0)))
        self.server.requests.append(f"{self.command} {self.path.partition('?')[0]}")
        self.server.credentials.append(self.headers.get("authorization"))
        plan = self.server.plan
        status, body = plan.pop(0) if len(plan) > 1 else plan[0]
        if status == BREAK:
            self.close_connection = True
            self.connection.shutdown(socket.SHUT_RDWR)
            return
        content = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    do_GET = do_POST = do_PUT = do_DELETE = _answer  # noqa: N815  (the names that http.server calls)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def fake() -> Iterator[FakeEngine]:
    with FakeEngine() as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture(autouse=True)
def pauses(monkeypatch) -> list[float]:
    taken: list[float] = []
    monkeypatch.setattr(transport, "sleep", taken.append)
    return taken


def connect(url: str, **more: str) -> Engine:
    return Engine.connect(Settings.from_environment(more), url)


def test_nobody_there_is_one_sentence_after_few_tries(pauses):
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        engine = connect(f"http://127.0.0.1:{unused.getsockname()[1]}")
        with pytest.raises(EngineUnavailable, match="cannot be reached"):
            engine.version()
    assert len(pauses) == 2
    assert sum(pauses) < 1, "a page must not wait long to say that search is away"


def test_a_search_whose_connection_breaks_is_sent_again(fake, pauses):
    fake.plan = [(BREAK, {}), (200, {"responses": []})]
    assert connect(fake.url).msearch([("offers", {})]) == []
    assert fake.requests == ["POST /_msearch"] * 2
    assert len(pauses) == 1


def test_a_change_that_may_have_arrived_is_not_sent_twice(fake):
    fake.plan = [(BREAK, {})]
    with pytest.raises(EngineUnavailable):
        connect(fake.url).client.indices.create(index="new")
    assert fake.requests == ["PUT /new"]


def test_an_engine_that_does_not_answer_in_time_is_not_asked_again():
    with socket.create_server(("127.0.0.1", 0)) as silent:
        engine = connect(f"http://127.0.0.1:{silent.getsockname()[1]}")
        with pytest.raises(EngineUnavailable, match="in time"):
            engine.client.info(params={"request_timeout": 0.05})
        silent.settimeout(0.05)
        silent.accept()
        with pytest.raises(TimeoutError):
            silent.accept()


@pytest.mark.parametrize("status", [429, 502, 503, 504])
def test_an_overloaded_engine_is_said_to_be_away(fake, status):
    fake.plan = [(status, {})]
    with pytest.raises(EngineUnavailable, match=f"status {status}"):
        connect(fake.url).version()


@pytest.mark.parametrize("status", [401, 403])
def test_a_refused_user_is_told_which_settings_to_mend(fake, status):
    fake.plan = [(status, {})]
    with pytest.raises(SettingsError, match="PARTNERNET_OPENSEARCH_USER"):
        connect(fake.url).version()


def test_an_untrusted_certificate_is_told_with_the_setting_that_names_its_authority(fake):
    with pytest.raises(SettingsError, match="PARTNERNET_OPENSEARCH_CA_FILE"):
        connect(fake.url.replace("http:", "https:")).version()


def test_an_answer_about_the_request_itself_reaches_the_caller(fake):
    fake.plan = [(400, {"error": {"type": "parsing_exception"}, "status": 400})]
    with pytest.raises(opensearchpy.RequestError):
        connect(fake.url).client.search(body={})


def test_user_and_password_go_only_to_the_cluster_that_they_are_set_for(fake):
    fake.plan = [(200, {"version": {"number": "3.6.0"}})]
    access = {
        "PARTNERNET_OPENSEARCH_USER": "anna",
        "PARTNERNET_OPENSEARCH_PASSWORD": "geheim",
    }
    connect(fake.url, **access, PARTNERNET_OPENSEARCH_URL=fake.url).version()
    connect(fake.url, **access, PARTNERNET_OPENSEARCH_URL="https://elsewhere").version()
    assert fake.credentials == ["Basic YW5uYTpnZWhlaW0=", None]


@pytest.mark.parametrize(
    ("status", "type_", "error", "sentence"),
    [
        (404, "index_not_found_exception", EngineUnavailable, "no index yet"),
        (503, "search_phase_execution_exception", EngineUnavailable, "all shards failed"),
        (429, "circuit_breaking_exception", EngineUnavailable, "all shards failed"),
        (400, "parsing_exception", QueryRefused, "all shards failed"),
    ],
)
def test_one_failed_search_of_several_fails_them_all(fake, status, type_, error, sentence):
    failed = {"status": status, "error": {"type": type_, "reason": "all shards failed"}}
    fake.plan = [(200, {"responses": [{"hits": {}}, failed]})]
    with pytest.raises(error, match=sentence):
        connect(fake.url).msearch([("organisations", {}), ("offers", {})])
