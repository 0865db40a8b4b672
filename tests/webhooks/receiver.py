"""A real HTTPS server of a house's system, and a sender that may reach it."""

import shutil
import socket
import ssl
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_network
from pathlib import Path
from typing import Any

from operations.webhooks.guard import Guard
from operations.webhooks.sending import Sender

NAME = "hooks.example.org"
LOOPBACK = ip_network("127.0.0.0/8")


@dataclass
class Receiver:
    """What came, and what is answered."""

    port: int = 0
    status: int = 204
    headers: dict[str, str] = field(default_factory=dict)
    posts: list[dict[str, Any]] = field(default_factory=list)
    on_post: Callable[[dict[str, Any]], None] | None = None

    def url(self, path: str = "/in?from=partnernet") -> str:
        return f"https://{NAME}:{self.port}{path}"


@dataclass(frozen=True)
class Certificate:
    """Of NAME, signed by itself."""

    file: Path
    key: Path

    def server(self) -> ssl.SSLContext:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.file, self.key)
        return context

    def client(self) -> ssl.SSLContext:
        """What trusts it."""
        return ssl.create_default_context(cafile=str(self.file))


def certificate(folder: Path) -> Certificate:
    made = Certificate(folder / "certificate.pem", folder / "key.pem")
    openssl = shutil.which("openssl")
    assert openssl
    command = (
        f"req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 "
        f"-subj /CN={NAME} -addext subjectAltName=DNS:{NAME} -keyout {made.key} -out {made.file}"
    )
    subprocess.run([openssl, *command.split()], check=True, capture_output=True)
    return made


@contextmanager
def receiving(certificate: Certificate) -> Iterator[Receiver]:
    """Yield a receiver that answers."""
    receiver = Receiver()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            post = {"path": self.path, "headers": dict(self.headers), "body": body}
            receiver.posts.append(post)
            if receiver.on_post:
                receiver.on_post(post)
            self.send_response(receiver.status)
            for name, value in receiver.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.socket = certificate.server().wrap_socket(server.socket, server_side=True)
    receiver.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield receiver
    finally:
        server.shutdown()
        server.server_close()


@contextmanager
def answering(
    certificate: Certificate, answer: Callable[[ssl.SSLSocket], None]
) -> Iterator[Receiver]:
    """Yield the port of a server that does with a connection what ``answer`` does."""
    listener = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        read = b""
        try:
            bare, _ = listener.accept()
            bare.settimeout(10)
            with certificate.server().wrap_socket(bare, server_side=True) as safe:
                # All of it: a connection that is closed on something unread is broken off.
                while not read.endswith(b"}"):
                    read += safe.recv(65536)
                answer(safe)
        except OSError:
            return  # the other side went away, which is what is tested

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield Receiver(port=listener.getsockname()[1])
    finally:
        listener.close()
        thread.join(10)
        assert not thread.is_alive()


def sender(certificate: Certificate, seconds: float = 5.0, **own: Any) -> Sender:
    """A sender for which NAME is this machine."""
    guard = Guard(resolve=lambda *_: ("127.0.0.1",), beyond=(LOOPBACK,))
    return Sender(**{"guard": guard, "tls": certificate.client(), "seconds": seconds, **own})
