"""Asks a register over HTTP as a good guest does.

One request at a time, never more a minute than agreed; a server that is busy or away is asked again
later and later, a ``Retry-After`` is kept to, and nothing is asked for ever.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any

import msgspec
import requests
import urllib3

from core.errors import RemoteUnavailable
from indexer.remote.patience import LONGEST_RETRY_AFTER, TRIES, Again, Clock, retry_after, retrying

USER_AGENT = (
    f"PartnerNet/{version('partnernet')} (search of firms of the Saxon-Czech border region)"
)

_CONNECT, _READ = 10.0, 60.0
"""Seconds until a connection stands, and between two pieces of an answer."""
_WHOLE = 180.0
"""Seconds for one whole answer: a server that drips is one that is away."""
_LARGEST = 32 * 1024 * 1024
"""Bytes of one answer, unpacked: a page of 1,000 subjects has about 2 MB."""
_PIECE = 64 * 1024

_BUSY = frozenset({429, 500, 502, 503, 504})
"""Statuses that a later try may change."""
_FORBIDDEN = 403
"""With a page instead of JSON: a guard before the server blocks those who ask too fast."""
_NOT_FOUND = 404
"""With a page instead of JSON: another server, or an address that there is no more."""


@dataclass(frozen=True)
class Answer:
    """What a server said, decoded from JSON."""

    status: int
    body: Any


class Polite:
    """Asks one server. Use as a context: it keeps a connection open."""

    def __init__(self, url: str, per_minute: int, clock: Clock | None = None) -> None:
        self._url = url.rstrip("/")
        self._gap = 60.0 / per_minute
        self._clock = clock or Clock()
        self._next = self._clock.now()
        self._session = requests.Session()
        self._session.headers.update({"User-Agent": USER_AGENT, "Accept": "application/json"})

    def __enter__(self) -> "Polite":
        return self

    def __exit__(self, *_: object) -> None:
        self._session.close()

    def get(self, path: str) -> Answer:
        """Return the answer to a GET. Raises RemoteUnavailable where there is none."""
        return self._asked("GET", path, None)

    def post(self, path: str, body: Mapping[str, Any]) -> Answer:
        """Return the answer to a POST of JSON. Raises RemoteUnavailable where there is none."""
        return self._asked("POST", path, body)

    def _asked(self, method: str, path: str, body: Mapping[str, Any] | None) -> Answer:
        try:
            return retrying(self._clock, path)(self._once, method, path, body)
        except Again as error:
            raise RemoteUnavailable(
                f"{self._url}{path} gave no answer in {TRIES} tries, the last time: {error}."
            ) from error

    def _once(self, method: str, path: str, body: Mapping[str, Any] | None) -> Answer:
        self._pace()
        began = self._clock.now()
        try:
            with self._session.request(
                method, self._url + path, json=body, timeout=(_CONNECT, _READ), stream=True
            ) as response:
                self._turn_back(response)
                content = self._content(response, began)
        except (requests.RequestException, urllib3.exceptions.HTTPError) as error:
            raise Again(_fault(error)) from error
        try:
            return Answer(response.status_code, msgspec.json.decode(content))
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            raise Again(f"status {response.status_code} without JSON") from error

    def _pace(self) -> None:
        """Wait until the next request may go out."""
        now = self._clock.now()
        if now < self._next:
            self._clock.sleep(self._next - now)
        self._next = max(now, self._next) + self._gap

    def _turn_back(self, response: requests.Response) -> None:
        """Raise Again where the server is busy, RemoteUnavailable where it is for long."""
        status = response.status_code
        json = "json" in response.headers.get("Content-Type", "")
        if status == _NOT_FOUND and not json:
            raise RemoteUnavailable(f"{response.url} is not there (404); is the address right?")
        if status not in _BUSY and (json or status != _FORBIDDEN):
            return
        after = retry_after(response.headers.get("Retry-After", ""), self._clock.today())
        if after > LONGEST_RETRY_AFTER:
            raise RemoteUnavailable(
                f"{self._url} asks to be left alone for {after / 60:.0f} minutes "
                f"(status {status}); start again after that.",
                for_long=True,
            )
        raise Again(f"status {status}", after)

    def _content(self, response: requests.Response, began: float) -> bytes:
        content = bytearray()
        # Unlike iter_content, read1 returns what is there, so that a drip is noticed.
        while piece := response.raw.read1(_PIECE, decode_content=True):
            content += piece
            if len(content) > _LARGEST:
                raise Again(f"an answer of more than {_LARGEST // 1024 // 1024} MB")
            if self._clock.now() - began > _WHOLE:
                raise Again(f"an answer that took more than {_WHOLE:.0f} seconds")
        return bytes(content)


def _fault(error: Exception) -> str:
    """Return a few words for what went wrong, without addresses and objects of the library."""
    if isinstance(error, requests.Timeout | urllib3.exceptions.TimeoutError):
        return "it took too long"
    if isinstance(error, requests.ConnectionError):
        return "no connection"
    if isinstance(error, urllib3.exceptions.HTTPError):
        return "the answer broke off"
    return type(error).__name__
