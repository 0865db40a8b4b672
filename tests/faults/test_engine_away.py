"""While OpenSearch is away the service says so, and it heals by itself when it is back."""

import socket
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from urllib.parse import urlsplit

import pytest

import search_app
from core.settings import Settings
from tests.app.page import read

pytestmark = pytest.mark.engine


@contextmanager
def forwarded(port: int, target: tuple[str, int]) -> Iterator[None]:
    """Let connections to ``port`` reach ``target`` while the block runs; then cut them all."""
    opened: list[socket.socket] = []

    def pump(source: socket.socket, sink: socket.socket) -> None:
        with suppress(OSError):
            while data := source.recv(65_536):
                sink.sendall(data)
            sink.shutdown(socket.SHUT_WR)

    def accept(listener: socket.socket) -> None:
        with suppress(OSError):
            while True:
                near, _ = listener.accept()
                far = socket.create_connection(target)
                opened.extend((near, far))
                for pair in ((near, far), (far, near)):
                    threading.Thread(target=pump, args=pair, daemon=True).start()

    with closing(socket.create_server(("127.0.0.1", port))) as listener:
        threading.Thread(target=accept, args=(listener,), daemon=True).start()
        yield
        # A listener that another thread waits on is closed only after this.
        listener.shutdown(socket.SHUT_RDWR)
    for one in opened:
        with suppress(OSError):
            one.shutdown(socket.SHUT_RDWR)
        one.close()


def test_pages_and_probes_follow_the_engine(region: Settings, node_url: str) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        port = taken.getsockname()[1]
    node = urlsplit(node_url)
    assert node.hostname
    assert node.port
    target = (node.hostname, node.port)
    client = search_app.create_app(region, f"http://127.0.0.1:{port}").test_client()

    def answers(status: int) -> None:
        for path in ("/readyz", "/api/v1/organisations?q=Drehteile", "/api/v1/offers/r%2F1"):
            assert client.get(path).status_code == status
        page = client.get("/de/?q=Drehteile")
        assert page.status_code == status
        told = "im Augenblick nicht verfügbar" in read(page.text).one("main").text
        assert told == (status == 503)
        assert read(page.text).one("input", id="q").attributes["value"] == "Drehteile"
        assert client.get("/healthz").status_code == 200

    answers(503)
    with forwarded(port, target):
        answers(200)
    answers(503)
    with forwarded(port, target):
        answers(200)
