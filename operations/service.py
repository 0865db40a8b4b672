"""The service over the index that is there: node and pages, each started where it is missing."""

import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.progress import Progress
from core.settings import Settings
from engine import node
from operations import supervise, web

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

CreateApp = Callable[[Settings, str], "WSGIApplication"]
"""Makes the application for an OpenSearch address; comes from above: operations knows no pages."""


@dataclass(frozen=True)
class Backend:
    """A running node, and the stack that its successors join so that they stop where it does."""

    url: str
    nodes: ExitStack


@contextmanager
def backend(settings: Settings, progress: Progress) -> Iterator[Backend]:
    """Run the node of the home, or use the existing cluster, while the block runs."""
    with ExitStack() as nodes:
        yield Backend(nodes.enter_context(node.running(settings, progress)), nodes)


def serve(
    settings: Settings,
    back: Backend,
    listener: socket.socket,
    create_app: CreateApp,
    announce: Callable[[str], None],
    look: Callable[[], None] = lambda: None,
) -> None:
    """Serve until an exception ends it; ``announce`` is called with the address when it answers.

    ``look`` is called each second after that, to look after what else runs.
    """
    address = web.url(listener)
    with web.serving(create_app(settings, back.url), listener):
        web.warm_up(address)
        announce(address)
        supervise.keep_running(settings, back.url, back.nodes, look)
