"""Before and after loading: an index without refresh, then ready for searching."""

import time
from collections.abc import Mapping
from typing import Any

from core.errors import BuildStopped
from engine.client import Engine

_FOR_LOADING = {"refresh_interval": "-1"}
"""Each refresh makes a segment that is merged again. Of several nodes one keeps a copy from the
start: loading takes longer, and is not lost with a node (docs/decisions/0021)."""

_LONG_SECONDS = 300
_COUNT_SECONDS = 60.0
_PAUSE_SECONDS = 0.2


def bare(body: Mapping[str, Any]) -> dict[str, Any]:
    """Return the compiled index body with the settings for loading."""
    index = {**body["settings"]["index"], **_FOR_LOADING}
    return {**body, "settings": {**body["settings"], "index": index}}


def settle(engine: Engine, index: str, body: Mapping[str, Any], expected: int) -> None:
    """Make a loaded index ready for searching, with the settings of its compiled ``body``.

    Segments are not merged by force: from four to one took 39 s for 52,000 documents, and brought
    a k-NN query from 2.5 to 1.8 ms (measured).
    Raises BuildStopped when it does not hold ``expected`` documents, or its shards do not start.
    """
    check(engine, index, expected)
    compiled = body["settings"]["index"]
    # None brings back the engine's default.
    settings = {name: compiled.get(name) for name in _FOR_LOADING}
    engine.client.indices.put_settings(index=index, body={"index": settings})
    health = engine.client.cluster.health(
        index=index,
        params={
            "wait_for_status": "yellow",
            "wait_for_no_initializing_shards": "true",
            "timeout": f"{_LONG_SECONDS}s",
            "request_timeout": _LONG_SECONDS + 10,
            "ignore": 408,
        },
    )
    if health["timed_out"]:
        raise BuildStopped(
            f"The shards of {index} have not started within {_LONG_SECONDS} s, so the previous "
            "index stays live; the log of OpenSearch tells more."
        )


def check(engine: Engine, index: str, expected: int) -> None:
    """Make visible what was loaded; raises BuildStopped unless there are ``expected`` documents."""
    engine.client.indices.refresh(index=index, params={"request_timeout": _LONG_SECONDS})
    _wait_for_count(engine, index, expected)


def _wait_for_count(engine: Engine, index: str, expected: int) -> None:
    """Counts can be low for a while after a bulk load; wait for the right one, not for ever."""
    deadline = time.monotonic() + _COUNT_SECONDS
    while (count := engine.client.count(index=index)["count"]) != expected:
        if time.monotonic() > deadline:
            raise BuildStopped(
                f"{index} holds {count} documents instead of {expected}, so the previous index "
                "stays live; run `partnernet index rebuild` again."
            )
        time.sleep(_PAUSE_SECONDS)
