"""The web service in this process: any WSGI application on waitress, in a thread of its own."""

import errno
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, NoReturn

import requests
import waitress
from waitress import wasyncore

from core.errors import EngineUnavailable, SettingsError

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

# A search waits for the engine most of its time; more threads than cores keep the page answering.
_THREADS = 8
_READY_SECONDS = 60.0
_STOP_SECONDS = 10.0
_POLL_SECONDS = 0.1
_WARM_UP_SECONDS = 30.0
_A_SEARCH = "Zulieferer"


def bind(host: str, port: int) -> socket.socket:
    """Take the address before any long work, so that a taken port is told at once.

    The socket does not listen yet: until the service is there, a browser is refused rather than
    kept waiting. Port 0 takes a free one. Raises SettingsError naming the option to change.
    """
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
    except socket.gaierror as error:
        raise SettingsError(f"--host {host} is no address: {error.strerror}.") from error
    listener = socket.socket(family, kind, protocol)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind(address)
    except OSError as error:
        listener.close()
        _refused(error, host, port)
    return listener


def url(listener: socket.socket) -> str:
    """Return the address that a person on this machine opens."""
    host, port = listener.getsockname()[:2]
    if host in ("0.0.0.0", "::"):  # noqa: S104  (compared, not bound)
        host = "127.0.0.1"
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


@contextmanager
def serving(application: "WSGIApplication", listener: socket.socket) -> Iterator[None]:
    """Serve ``application`` on the bound socket while the block runs.

    Raises SettingsError when another program began to listen on the port meanwhile.
    """
    channels: dict[int, object] = {}
    try:
        server = waitress.create_server(
            application,
            map=channels,
            sockets=[listener],
            threads=_THREADS,
            ident=None,
            # What proxies say is the application's to believe or not (PARTNERNET_PROXIES).
            clear_untrusted_proxy_headers=False,
        )
    except OSError as error:
        host, port = listener.getsockname()[:2]
        _refused(error, host, port)
    loop = threading.Thread(target=server.run, name="web", daemon=True)
    loop.start()
    try:
        yield
    finally:
        # The loop ends when it has nothing to poll. Its sockets are closed only after that, and
        # after the threads that wake it: a wake-up may not meet a closed (or reused) descriptor.
        polled: dict[int, object] = {}

        def release() -> None:
            polled.update(channels)
            channels.clear()

        server.trigger.pull_trigger(release)
        loop.join(_STOP_SECONDS)
        server.task_dispatcher.shutdown()
        wasyncore.close_all(polled)


def wait_until_ready(address: str, limit: float = _READY_SECONDS) -> None:
    """Return when ``/readyz`` answers 200.

    Raises EngineUnavailable with its last answer when it does not within ``limit`` seconds.
    """
    deadline = time.monotonic() + limit
    said = "no answer"
    with requests.Session() as session:
        session.trust_env = False  # a proxy is not asked for an address of this machine
        while time.monotonic() < deadline:
            try:
                answer = session.get(f"{address}/readyz", timeout=5)
            except requests.RequestException as error:
                said = type(error).__name__
            else:
                if answer.ok:
                    return
                said = answer.text.strip()
            time.sleep(_POLL_SECONDS)
    raise EngineUnavailable(f"The service was not ready after {limit:.0f} s: {said}")


def warm_up(address: str) -> None:
    """Search once, so that nobody's first search waits for code lists, model and engine to load.

    What it answers does not matter: without OpenSearch, half of it is warm all the same.
    """
    with requests.Session() as session, suppress(requests.RequestException):
        session.trust_env = False
        session.get(
            f"{address}/api/v1/organisations", params={"q": _A_SEARCH}, timeout=_WARM_UP_SECONDS
        )


def _refused(error: OSError, host: str, port: int) -> NoReturn:
    if error.errno == errno.EADDRINUSE:
        sentence = f"Port {port} is taken by another program; choose another one with --port."
    elif error.errno == errno.EACCES:
        sentence = f"Port {port} may only be used by root; choose one above 1023 with --port."
    else:
        sentence = f"--host {host} cannot be used: {error.strerror}."
    raise SettingsError(sentence) from error
