"""What is sent again when a node fails, and for how long a dead one of several is left out.

Of several nodes each is asked in turn. One that cannot be reached is left out for a second, then
twice as long each time; when all are, the one that may be back first is asked.
"""

from collections.abc import Mapping
from typing import Any

import opensearchpy
import urllib3

ATTEMPTS = 3
"""Of a single node; each further one is worth one more."""
LEAVING_OUT: Mapping[str, float] = {"dead_timeout": 1.0, "timeout_cutoff": 5}
"""For opensearchpy's pool: seconds at first, and how often they are doubled at most (32 s)."""

_ALWAYS = {"GET", "HEAD"}
_BY_LAST_PART = {
    "POST": {"_search", "_msearch", "_count", "_mget", "_analyze", "_bulk", "_refresh", "_aliases"},
    "PUT": {"_settings", "_mapping"},
}
"""What changes nothing, or the same when it comes twice: bulk requests bear ids, and an alias that
is taken away a second time is no error (tried with OpenSearch 3.6)."""

_FAILING = {502, 503, 504}
"""Said by a node that starts or has lost the others. 429 is left out: the load of a busy cluster
would only be carried from node to node."""
NODE_LOST = frozenset(
    {
        "node_not_connected_exception",
        "node_disconnected_exception",
        "node_closed_exception",
        "no_shard_available_action_exception",
        "unavailable_shards_exception",
        "primary_missing_action_exception",
    }
)
"""Types of errors, said by a node that lives, about one that died a moment ago: the shard is
somewhere else soon."""
_NOTHING_SENT = (urllib3.exceptions.NewConnectionError, urllib3.exceptions.ConnectTimeoutError)


def worthwhile(
    method: str,
    url: str,
    params: Mapping[str, Any],
    error: opensearchpy.TransportError,
    *,
    elsewhere: bool,
) -> bool:
    """Tell whether sending a request again may do good, and no harm if it did arrive.

    ``elsewhere`` means that another node can be asked.
    """
    match error:
        case opensearchpy.SSLError() | opensearchpy.ConnectionTimeout():
            return False  # a second try fails as well, or doubles the load of a busy engine
        case opensearchpy.ConnectionError() if isinstance(error.info, _NOTHING_SENT):
            return True
        case opensearchpy.ConnectionError():
            return _harmless(method, url, params)
    return elsewhere and error.status_code in _FAILING and _harmless(method, url, params)


def _harmless(method: str, url: str, params: Mapping[str, Any]) -> bool:
    if method == "DELETE":
        return "ignore_unavailable" in params
    return method in _ALWAYS or url.rpartition("/")[2] in _BY_LAST_PART.get(method, ())
