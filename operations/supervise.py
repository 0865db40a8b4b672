"""Keeps alive what runs beside the service: the embedded node, and what else is looked after."""

import time
from collections.abc import Callable
from contextlib import ExitStack

import structlog

from core.errors import EngineUnavailable
from core.settings import Settings
from engine import node

_CHECK_SECONDS = 1.0
_LONGEST_PAUSE_SECONDS = 60.0

_log = structlog.get_logger(__name__)


def keep_running(
    settings: Settings, url: str, started: ExitStack, look: Callable[[], None]
) -> None:
    """Start the node again on its address whenever it is gone. Never returns.

    Meanwhile the service says that search is away; it heals because the address stays the same.
    The new node joins ``started``, to be stopped with what else is there. An existing cluster
    (PARTNERNET_OPENSEARCH_URL) is watched by those who run it. ``look`` is called each second.

    Raises EngineUnavailable when another program took the address meanwhile.
    """
    pause = _CHECK_SECONDS
    next_try = time.monotonic()
    while True:
        look()
        time.sleep(_CHECK_SECONDS)
        if time.monotonic() < next_try:
            continue
        if settings.opensearch_url or node.status(settings):
            continue
        _log.warning("the node is gone, starting it again", url=url)
        try:
            address = started.enter_context(node.running(settings))
        except EngineUnavailable as error:
            pause = min(pause * 2, _LONGEST_PAUSE_SECONDS)
            next_try = time.monotonic() + pause
            _log.error("the node did not start", reason=str(error), next_try_in_seconds=pause)
            continue
        if address != url:
            raise EngineUnavailable(f"Another program took the node's address {url}; start again.")
        pause = _CHECK_SECONDS
        _log.info("the node is back", url=url)
