"""The connection to OpenSearch, set up once for all who use it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import opensearchpy

from core.errors import EngineUnavailable, QueryRefused
from core.settings import Settings
from engine.repeating import LEAVING_OUT
from engine.transport import Connection, FastJson, Transport

_CONNECTIONS = 16
"""Kept open: each thread of the web service has one at hand."""

_TIMEOUT_SECONDS = 30.0
_SEARCH_SECONDS = 10.0
_LOOK_SECONDS = 2.0


@dataclass(frozen=True)
class Engine:
    """One OpenSearch with this installation's index names. Safe to share between threads.

    All methods, and all requests through ``client``, raise EngineUnavailable when OpenSearch
    cannot be reached or does not answer in time, SettingsError when it refuses the user.
    """

    client: opensearchpy.OpenSearch
    prefix: str
    """First part of every index and alias name."""
    versions: Mapping[str, str] = field(default_factory=dict)
    """By collection: the index version that is searched instead of the live one."""

    @classmethod
    def connect(cls, settings: Settings, url: str) -> "Engine":
        """Return the engine at ``url``, or at several, separated by commas; nothing is sent yet.

        User, password and CA file of the settings are sent only to the cluster that they are set
        for, PARTNERNET_OPENSEARCH_URL.
        """
        return cls(_client(settings, url), settings.index_prefix)

    def alias(self, collection: str) -> str:
        """Return the name under which the live index of ``collection`` is searched."""
        return f"{self.prefix}-{collection}"

    def at(self, versions: Mapping[str, str]) -> "Engine":
        """Return this engine searching the index ``versions`` (names by collection).

        Of a collection that is not among them the live index is searched, as before. Connections
        are shared.
        """
        return replace(self, versions=dict(versions))

    def searched(self, collection: str) -> str:
        """Return the name that is asked for ``collection``: its alias, or what :meth:`at` set."""
        return self.versions.get(collection) or self.alias(collection)

    def msearch(self, searches: Sequence[tuple[str, Mapping[str, Any]]]) -> list[dict[str, Any]]:
        """Send (collection, search body) pairs in one round trip; one response each, in order.

        Raises EngineUnavailable also when a collection has no index yet, or when a part of an
        index did not answer: half a result is none. Raises QueryRefused when a body is wrong.
        """
        lines: list[Mapping[str, Any]] = []
        for collection, body in searches:
            lines += (
                {"index": self.searched(collection), "allow_partial_search_results": False},
                body,
            )
        try:
            answer = self.client.msearch(body=lines, params={"request_timeout": _SEARCH_SECONDS})
        except opensearchpy.RequestError as error:  # not even read: refused as a whole
            raise QueryRefused(f"OpenSearch refused the search: {error}.") from error
        responses: list[dict[str, Any]] = answer["responses"]
        for response in responses:
            if "error" in response:
                _raise(response["status"], response["error"])
        return responses

    def get(self, collection: str, id_: str) -> dict[str, Any] | None:
        """Return the document as it was indexed, None when there is none with that id.

        Raises EngineUnavailable also when the collection has no index yet.
        """
        try:
            answer = self.client.get(
                index=self.searched(collection),
                id=id_,
                params={"request_timeout": _SEARCH_SECONDS},
            )
        except opensearchpy.NotFoundError as error:
            if error.error == "index_not_found_exception":
                raise _no_index() from error
            return None
        document: dict[str, Any] = answer["_source"]
        return document

    def version(self) -> str:
        """Return the version that OpenSearch tells, in at most about two seconds a try."""
        answer = self.client.info(params={"request_timeout": _LOOK_SECONDS})
        return str(answer["version"]["number"])

    def plugins(self) -> frozenset[str]:
        """Return the names of the installed plug-ins, in at most about two seconds a try."""
        answer = self.client.cat.plugins(
            params={"format": "json", "request_timeout": _LOOK_SECONDS}
        )
        return frozenset(plugin["component"] for plugin in answer)

    def has(self, collection: str) -> bool:
        """Tell whether the collection has a live index, in at most about two seconds a try."""
        return bool(
            self.client.indices.exists_alias(
                name=self.alias(collection), params={"request_timeout": _LOOK_SECONDS}
            )
        )

    def close(self) -> None:
        """Close the kept connections."""
        self.client.close()


def _client(settings: Settings, url: str) -> opensearchpy.OpenSearch:
    access: dict[str, Any] = {}
    if url == settings.opensearch_url:
        if settings.opensearch_user:
            access["http_auth"] = (settings.opensearch_user, settings.opensearch_password or "")
        if settings.opensearch_ca_file:
            access["ca_certs"] = str(settings.opensearch_ca_file)
    return opensearchpy.OpenSearch(
        url.split(","),
        connection_class=Connection,
        transport_class=Transport,
        serializer=FastJson(),
        pool_maxsize=_CONNECTIONS,
        timeout=_TIMEOUT_SECONDS,
        max_retries=0,  # Transport repeats, with a pause
        **LEAVING_OUT,
        **access,
    )


def _raise(status: int, error: Mapping[str, Any]) -> None:
    if error["type"] == "index_not_found_exception":
        raise _no_index()
    if status >= 500 or status == 429:
        raise EngineUnavailable(
            f"OpenSearch cannot search at the moment ({error['reason']}); try again."
        )
    raise QueryRefused(f"OpenSearch refused the search: {_cause(error)}.")


def _cause(error: Mapping[str, Any]) -> str:
    causes = error.get("root_cause") or [error]
    return str(causes[0].get("reason", error["type"])).rstrip(".")


def _no_index() -> EngineUnavailable:
    return EngineUnavailable("There is no index yet; run `partnernet index rebuild`.")
