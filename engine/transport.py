"""How requests reach OpenSearch: fast JSON, few retries, and failures as one sentence."""

import random
from collections.abc import Collection, Mapping
from time import sleep
from typing import Any

import msgspec
import opensearchpy
import urllib3
from opensearchpy.serializer import JSONSerializer

from core import origin
from core.errors import EngineUnavailable, SettingsError
from engine import repeating

_OPAQUE_ID = "X-Opaque-Id"
"""OpenSearch shows this header's value in its list of tasks, its slow logs and its warnings."""
_PAUSE_SECONDS = 0.1
_CONNECT_SECONDS = 2.0
"""A machine without power answers nothing at all; one that lives takes the connection at once."""
_OVERLOADED = {429, 502, 503, 504}


class FastJson(JSONSerializer):
    """JSON by msgspec: a document with its vector is written in a twentieth of json's time."""

    def __init__(self) -> None:
        # The parent's hook knows numpy's and pandas' numbers.
        self._encoder = msgspec.json.Encoder(enc_hook=self.default)
        self._decoder = msgspec.json.Decoder()

    def loads(self, s: str) -> Any:
        """Read a response body. Raises SerializationError when it is no JSON."""
        try:
            return self._decoder.decode(s)
        except msgspec.DecodeError as error:
            raise opensearchpy.SerializationError(s, error) from error

    def dumps(self, data: Any) -> Any:
        """Write a request body; text is taken as it is. Raises SerializationError."""
        if isinstance(data, str | bytes):
            return data
        try:
            return self._encoder.encode(data).decode()
        except (TypeError, ValueError) as error:
            raise opensearchpy.SerializationError(data, error) from error


class Connection(opensearchpy.Urllib3HttpConnection):
    """A node's connections. Over urllib3 a search costs 0.6 ms less than over requests."""

    def perform_request(
        self,
        method: str,
        url: str,
        params: Mapping[str, Any] | None = None,
        body: bytes | None = None,
        timeout: float | None = None,
        ignore: Collection[int] = (),
        headers: Mapping[str, str] | None = None,
    ) -> Any:
        """Send one request; ``timeout`` seconds are for the answer, few of them for connecting."""
        limit = timeout or self.timeout
        times: Any = urllib3.Timeout(connect=min(_CONNECT_SECONDS, limit), read=limit)
        return super().perform_request(method, url, params, body, times, ignore, headers)


class Transport(opensearchpy.Transport):
    """Repeats what may be repeated after a broken connection, and tells errors in one sentence.

    An answer of OpenSearch that speaks of the request itself (400, 404, 409) is raised as
    opensearchpy raises it.
    """

    def perform_request(
        self,
        method: str,
        url: str,
        params: Mapping[str, Any] | None = None,
        body: Any = None,
        timeout: float | None = None,
        ignore: Collection[int] = (),
        headers: Mapping[str, str] | None = None,
    ) -> Any:
        """Send one request, with the number of the work that it is for (:mod:`core.origin`).

        Where a node fails, another one is asked at once, and all again after a pause.
        Raises EngineUnavailable when OpenSearch cannot be reached, is overloaded or too slow, and
        SettingsError when it refuses the user or its certificate cannot be trusted.
        """
        if number := origin.current():
            headers = {**(headers or {}), _OPAQUE_ID: number}
        params = params or {}
        others = len(self.hosts) - 1
        for attempt in range(1, repeating.ATTEMPTS + others + 1):
            try:
                # The parent takes what is meant for itself out of the parameters.
                return super().perform_request(
                    method, url, dict(params), body, timeout, ignore, headers
                )
            except opensearchpy.TransportError as error:
                again = repeating.worthwhile(method, url, params, error, elsewhere=others > 0)
                if not again or attempt == repeating.ATTEMPTS + others:
                    raise _explained(error) from error
            if attempt > others:
                sleep(random.uniform(0.5, 1.5) * _PAUSE_SECONDS * (attempt - others))
        raise AssertionError("the loop returns or raises")


def _explained(error: opensearchpy.TransportError) -> Exception:
    """Return the error to raise: one sentence, or ``error`` where it speaks of the request."""
    match error:
        case opensearchpy.SSLError():
            return SettingsError(
                "The certificate of OpenSearch cannot be trusted; let "
                "PARTNERNET_OPENSEARCH_CA_FILE name the certificate of its authority."
            )
        case opensearchpy.ConnectionTimeout():
            return EngineUnavailable("OpenSearch does not answer in time; try again in a moment.")
        case opensearchpy.ConnectionError():
            return EngineUnavailable(
                "OpenSearch cannot be reached; `partnernet node status` tells whether it runs."
            )
        case opensearchpy.AuthenticationException() | opensearchpy.AuthorizationException():
            return SettingsError(
                "OpenSearch refuses the user; set PARTNERNET_OPENSEARCH_USER and "
                "PARTNERNET_OPENSEARCH_PASSWORD to one who may read and write the indices."
            )
    if error.status_code in _OVERLOADED:
        return EngineUnavailable(
            f"OpenSearch is overloaded or starting (status {error.status_code}); try again in a "
            "moment."
        )
    return error
