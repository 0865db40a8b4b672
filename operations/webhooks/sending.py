"""Sends one post: to an address that was looked at, within a time, whatever the other side does."""

import io
import socket
import ssl
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from enum import StrEnum
from http.client import HTTPConnection, HTTPException, HTTPResponse

from core.errors import PartnerNetError
from operations.webhooks.guard import AddressRefused, Guard, Target

SECONDS = 15.0
"""For all of a post, from resolving its name: Standard Webhooks recommends 15 to 30."""
_CONNECT_SECONDS = 5.0
"""For each address of a name: of an answer that is there, ten times what the farthest takes."""
_MOST_BYTES = 64 * 1024
"""Of an answer that are read, so that the other side can end it; they are looked at by nobody."""
_LONGEST_WAIT_SECONDS = 24 * 3600
"""That a receiver is believed, who says when it wants to be asked again."""
_AGENT = "PartnerNet-Webhooks/1"


class Failure(StrEnum):
    """Why a post did not arrive; kept, and shown in words."""

    ADDRESS = "address"
    """The address may not be posted to, now that it was looked at again."""
    CONNECTION = "connection"
    CERTIFICATE = "certificate"
    TIME = "time"
    ANSWER = "answer"
    """What came is no answer of a web server."""
    REDIRECT = "redirect"
    STATUS = "status"
    GONE = "gone"
    """It answers that it is not there any more and wants nothing (410)."""


class NotArrived(PartnerNetError):
    """The other side did not take a post."""

    def __init__(
        self, failure: Failure, detail: str = "", wait_seconds: float | None = None
    ) -> None:
        super().__init__(f"{failure} {detail}".strip())
        self.failure = failure
        self.wait_seconds = wait_seconds
        """How long the other side wants to be left alone, where it says so."""


@dataclass(frozen=True, kw_only=True)
class Sender:
    """How posts are sent. Safe to share between threads."""

    guard: Guard = field(default_factory=Guard)
    tls: ssl.SSLContext = field(default_factory=ssl.create_default_context)
    seconds: float = SECONDS

    def post(self, url: str, headers: Mapping[str, str], body: bytes) -> None:
        """Post JSON. Raises NotArrived where it was not taken.

        A redirect is not followed: it would have to be looked at as the first address was, and
        whoever receives posts can have the new one entered.
        """
        deadline = time.monotonic() + self.seconds
        try:
            target = self.guard.target(url)
        except AddressRefused as error:
            raise NotArrived(Failure.ADDRESS, error.why) from None
        connection = _Connection(target, self.tls, deadline)
        try:
            connection.request("POST", target.path, body=body, headers=_all(target, headers))
            response = connection.getresponse()
            # Its status says whether the post was taken, whatever becomes of the rest.
            with suppress(OSError, HTTPException, ValueError):
                response.read(_MOST_BYTES)
        except ssl.SSLCertVerificationError:
            raise NotArrived(Failure.CERTIFICATE) from None
        except TimeoutError:
            raise NotArrived(Failure.TIME) from None
        except OSError:
            raise NotArrived(Failure.CONNECTION) from None
        except (HTTPException, ValueError):
            raise NotArrived(Failure.ANSWER) from None
        finally:
            connection.close()
        _judge(response)


def _all(target: Target, headers: Mapping[str, str]) -> dict[str, str]:
    host = f"[{target.host}]" if ":" in target.host else target.host
    return {
        "Host": host if target.port == 443 else f"{host}:{target.port}",
        "User-Agent": _AGENT,
        "Content-Type": "application/json",
        "Connection": "close",
        **headers,
    }


def _judge(response: HTTPResponse) -> None:
    """Raise NotArrived where the status says that the post was not taken."""
    status = response.status
    if 200 <= status < 300:
        return
    if status == 410:
        raise NotArrived(Failure.GONE)
    if 300 <= status < 400:
        raise NotArrived(Failure.REDIRECT)
    raise NotArrived(Failure.STATUS, str(status), _wait(response.getheader("Retry-After") or ""))


def _wait(told: str) -> float | None:
    """Return the seconds of ``Retry-After``; a date there is left to our own growing waits."""
    if not (told.isascii() and told.isdigit()):
        return None
    return float(min(int(told[:9]), _LONGEST_WAIT_SECONDS))


class _Connection(HTTPConnection):
    """A connection to an address that was looked at, which ends at a deadline.

    ``deadline`` is of time.monotonic. Proxies of the environment are not asked: they would resolve
    the name once more.
    """

    def __init__(self, target: Target, tls: ssl.SSLContext, deadline: float) -> None:
        super().__init__(target.host, target.port)
        self._target, self._tls, self._deadline = target, tls, deadline

    def connect(self) -> None:
        """Connect to the first address that answers, and see that it is the named host."""
        bare = self._reached()
        try:
            bare.settimeout(_left(self._deadline))
            # The handshake as a whole keeps to the time-out.
            safe = self._tls.wrap_socket(bare, server_hostname=self._target.host)
        except BaseException:
            bare.close()
            raise
        self.sock = _Timed(safe, self._deadline)

    def _reached(self) -> socket.socket:
        failed: OSError = ConnectionError(self._target.host)
        for address in self._target.addresses:
            seconds = min(_CONNECT_SECONDS, _left(self._deadline))
            try:
                return socket.create_connection((address, self._target.port), timeout=seconds)
            except OSError as error:
                failed = error
        raise failed


class _Timed:
    """A socket whose reads and writes together end at a deadline: one that sends a letter each
    second keeps every time-out between them."""

    def __init__(self, sock: ssl.SSLSocket, deadline: float) -> None:
        self._sock, self._deadline = sock, deadline

    def sendall(self, data: bytes) -> None:
        """Send all of it. Raises TimeoutError."""
        self._sock.settimeout(_left(self._deadline))
        self._sock.sendall(data)

    def makefile(self, _mode: str) -> io.BufferedReader:
        """Return what an answer is read from."""
        return io.BufferedReader(_Incoming(self._sock, self._deadline))

    def close(self) -> None:
        """End the connection."""
        self._sock.close()


class _Incoming(io.RawIOBase):
    def __init__(self, sock: ssl.SSLSocket, deadline: float) -> None:
        super().__init__()
        self._sock, self._deadline = sock, deadline

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        self._sock.settimeout(_left(self._deadline))
        return self._sock.recv_into(buffer)


def _left(deadline: float) -> float:
    """Return the seconds up to ``deadline``. Raises TimeoutError where there are none."""
    seconds = deadline - time.monotonic()
    if seconds <= 0:
        raise TimeoutError
    return seconds
