"""Keeps the embedded node alive while the service runs."""

import time
from contextlib import ExitStack

import structlog

from core.errors import EngineUnavailable
from core.settings import Settings
from engine import node

_CHECK_SECONDS = 1.0
_LONGEST_PAUSE_SECONDS = 60.0

_log = structlog.get_logger(__name__)


def keep_running(settings: Settings, url: str, started: ExitStack) -> None:
    """Start the node again on its address whenever it is gone. Never returns.

    Meanwhile the service says that search is away; it heals because the address stays the same.
    The new node joins ``started``, to be stopped with what else is there. An existing cluster
    (PARTNERNET_OPENSEARCH_URL) is watched by those who run it.

    Raises EngineUnavailable when another program took the address meanwhile.
    """
    pause = _CHECK_SECONDS
    while True:
        time.sleep(pause)
        if settings.opensearch_url or node.status(settings):
            continue
        _log.warning("the node is gone, starting it again", url=url)
        try:
            address = started.enter_context(node.running(settings))
        except EngineUnavailable as error:
            pause = min(pause * 2, _LONGEST_PAUSE_SECONDS)
            _log.error("the node did not start", reason=str(error), next_try_in_seconds=pause)
            continue
        if address != url:
            raise EngineUnavailable(f"Another program took the node's address {url}; start again.")
        pause = _CHECK_SECONDS
        _log.info("the node is back", url=url)
