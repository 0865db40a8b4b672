"""Says what is missing or wrong on this machine, and how to mend it."""

from collections.abc import Iterator

from core.settings import Settings
from operations.diagnosis import files, machine, node, opensearch, store
from operations.diagnosis.drift import Drift, Part, drifts
from operations.diagnosis.finding import Finding, State

__all__ = ["Drift", "Finding", "Part", "State", "drifts", "examine"]


def examine(settings: Settings, port: int) -> Iterator[Finding]:
    """Yield one finding after the other; ``port`` is the one that the service is to listen on.

    Nothing is started, fetched or changed.
    """
    yield machine.python()
    yield files.home(settings)
    yield files.disk(settings)
    yield machine.web_port(port)
    if settings.opensearch_url is None:
        yield machine.memory(settings)
        yield files.downloads(settings)
        yield node.account(settings)
        yield node.java_runtime(settings)
        yield node.program(settings)
    yield store.examine(settings)
    yield from opensearch.examine(settings)
