"""A server that answers as the contract says, and fails in the ways that servers do."""

import json
import socket
import struct
import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from indexer.remote.patience import Clock
from tests.remote import subjects
from tests.remote.subjects import Json

MOST = 1000
"""Subjects that a search gives out at most."""
START = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
"""When the tests' time begins."""
NOT_FOUND = {"kod": "NENALEZENO", "popis": "x", "subKod": "VYSTUP_SUBJEKT_NENALEZEN"}
HTML = b"<!DOCTYPE html><html><body>Technick\xc3\xa1 odst\xc3\xa1vka</body></html>"


class FakeClock:
    """Time that passes only by sleeping."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self.slept: list[float] = []

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.seconds += seconds

    @property
    def clock(self) -> Clock:
        return Clock(lambda: self.seconds, self.sleep, self.today)

    def today(self) -> datetime:
        return START + timedelta(seconds=self.seconds)


@dataclass
class Reply:
    """One answer: how it is sent."""

    status: int
    body: bytes
    headers: dict[str, str] = field(default_factory=lambda: {"Content-Type": "application/json"})
    cut: int | None = None
    """Bytes after which the connection is reset."""
    pause: Callable[[], None] = lambda: None
    """What happens in the middle of the body."""


Fault = Callable[[Reply], Reply]


def fault(status: int, **headers: str) -> Fault:
    """Return a fault: an answer of ``status`` with an error of ARES."""
    told = {key.replace("_", "-"): value for key, value in headers.items()}
    body = json.dumps({"kod": "OBECNA_CHYBA", "popis": subjects.PERSON}).encode()
    return lambda _: Reply(status, body, {"Content-Type": "application/json", **told})


def page(status: int) -> Fault:
    """Return a fault: a page for persons, as a guard before the server shows."""
    return lambda _: Reply(status, HTML, {"Content-Type": "text/html"})


def reset(reply: Reply) -> Reply:
    """Break the connection in the middle of the body."""
    reply.cut = len(reply.body) // 2
    return reply


def truncated(reply: Reply) -> Reply:
    """Send half of the JSON as if it were all."""
    return Reply(reply.status, reply.body[: len(reply.body) // 2])


@dataclass
class Stub:
    """What the server knows, what it was asked, and what it does wrong next."""

    url: str = ""
    basic: dict[str, Json] = field(default_factory=dict)
    res: dict[str, Json] = field(default_factory=dict)
    vr: dict[str, Json] = field(default_factory=dict)
    batches: list[Json] = field(default_factory=list)
    """Lists of changes, each with its ``seznamNotifikaci``."""
    faults: deque[Fault | None] = field(default_factory=deque)
    """What happens to the next requests; None is a good answer."""
    always: dict[str, Fault] = field(default_factory=dict)
    """What happens to every request of a path."""
    asked: list[tuple[str, Any]] = field(default_factory=list)
    agents: set[str] = field(default_factory=set)
    released: threading.Event = field(default_factory=threading.Event)
    """Set when answers that were held back may go on."""
    on_page: Callable[["Stub", int], None] = lambda _stub, _start: None
    """Called before each page of a search, with where it begins."""

    def add(self, *numbers: str, **changes: Any) -> None:
        """Know more subjects, with all their parts."""
        for number in numbers:
            self.basic[number] = subjects.basic(number, **changes)
            self.res[number] = subjects.statistics(number)
            self.vr[number] = subjects.register(number)

    def count(self, path: str) -> int:
        """Return how often a path was asked for."""
        return sum(asked == path for asked, _ in self.asked)

    def reply(self, path: str, body: Any) -> Reply:
        """Return the good answer to a request."""
        if path == "/ekonomicke-subjekty/vyhledat":
            return self._found(body)
        if path == "/ekonomicke-subjekty-notifikace/vyhledat":
            of = [one for one in self.batches if one["datovyZdroj"] == body["datovyZdroj"]]
            brief = [{k: v for k, v in one.items() if k != "seznamNotifikaci"} for one in of]
            return _json(200, {"notifikacniDavky": brief})
        if path.startswith("/ekonomicke-subjekty-notifikace/datovy-zdroj/"):
            _, _, _, register, _, number = path.split("/")
            for one in self.batches:
                if (one["datovyZdroj"], one["cisloDavky"]) == (register, int(number)):
                    return _json(200, one)
        _, kind, number = path.split("/")[:3]
        known = {"": self.basic, "-res": self.res, "-vr": self.vr}
        answer = known[kind.removeprefix("ekonomicke-subjekty")].get(number)
        return _json(404, NOT_FOUND) if answer is None else _json(200, answer)

    def _found(self, wanted: Json) -> Reply:
        if len(wanted.get("ico", ())) > 100:
            return _json(400, {"kod": "CHYBA_VSTUPU", "subKod": "VSTUP_PRILIS_MNOHO_HODNOT"})
        self.on_page(self, wanted["start"])
        found = [one for one in self.basic.values() if _fits(one, wanted)]
        if len(found) > MOST:
            many = f"{len(found):,}".replace(",", "\N{NO-BREAK SPACE}")
            text = f"Zadaný dotaz vrací příliš mnoho výsledků ({many}). Povoleno je 1 000."
            told = {"kod": "CHYBA_VSTUPU", "popis": text, "subKod": "VYSTUP_PRILIS_MNOHO_VYSLEDKU"}
            return _json(400, told)
        start = wanted["start"]
        some = found[start : start + wanted["pocet"]]
        return _json(200, {"pocetCelkem": len(found), "ekonomickeSubjekty": some})


def _fits(one: Json, wanted: Json) -> bool:
    if "ico" in wanted and one["ico"] not in wanted["ico"]:
        return False
    if "sidlo" in wanted and one["sidlo"]["kodObce"] != wanted["sidlo"]["kodObce"]:
        return False
    if "pravniForma" in wanted and one["pravniForma"] not in wanted["pravniForma"]:
        return False
    name = str(one["obchodniJmeno"]).casefold()
    return name.startswith(wanted.get("obchodniJmeno", "").casefold())


def _json(status: int, body: Any) -> Reply:
    return Reply(status, json.dumps(body, ensure_ascii=False).encode())


def _handler(stub: Stub) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def do_GET(self) -> None:
            self._answer(None)

        def do_POST(self) -> None:
            self._answer(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))

        def _answer(self, body: Any) -> None:
            stub.asked.append((self.path, body))
            stub.agents.add(self.headers["User-Agent"])
            reply = stub.reply(self.path, body)
            happens = stub.faults.popleft() if stub.faults else None
            happens = happens or stub.always.get(self.path)
            self._send(happens(reply) if happens else reply)

        def _send(self, reply: Reply) -> None:
            self.send_response(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(reply.body)))
            self.end_headers()
            middle = len(reply.body) // 2 if reply.cut is None else reply.cut
            self.wfile.write(reply.body[:middle])
            self.wfile.flush()
            if reply.cut is not None:
                # Closing with unsent data forbidden to linger makes the system reset it.
                linger = struct.pack("ii", 1, 0)
                self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
                self.close_connection = True
                self.connection.close()
                return
            reply.pause()
            with suppress(OSError):  # Who asked may have given up.
                self.wfile.write(reply.body[middle:])

        def finish(self) -> None:
            with suppress(OSError):  # The connection may have been reset on purpose.
                super().finish()

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    return Handler


@contextmanager
def running() -> Iterator[Stub]:
    """Run a server on a free port of this machine."""
    stub = Stub()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(stub))
    server.daemon_threads = True
    stub.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield stub
    finally:
        stub.released.set()
        server.shutdown()
        server.server_close()
        thread.join()
