"""The web service in several processes, on gunicorn: for a machine with more than a few cores.

The application is made in each process after the fork, not once before it (gunicorn's ``preload``):
connections to OpenSearch and the store, and the threads beside them, do not survive a fork. It
costs each process the 32 MB of the model; code and data of the interpreter come on top either way.
"""

import logging
import tempfile
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from socket import socket
from typing import TYPE_CHECKING, Any

from gunicorn.app.base import BaseApplication
from gunicorn.glogging import Logger

from core import logs
from core.errors import SettingsError
from core.settings import Settings, share_metrics
from operations import web

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

_THREADS = 8
"""In each process, as in the service of one process."""
_TIMEOUT_SECONDS = 60
"""A process that gives no sign of life for that long is replaced. A request may take as long as a
search times out, 10 s, three times over."""
_GRACE_SECONDS = 30
"""For requests that run when the service is stopped."""
_KEEP_ALIVE_SECONDS = 75
"""Longer than the 60 s that reverse proxies keep a connection for: it is they who close it."""
_BACKLOG = 512


def serve(
    settings: Settings,
    listener: socket,
    workers: int,
    create: Callable[[Settings], "WSGIApplication"],
    announce: Callable[[str], None],
) -> None:
    """Serve on the bound ``listener`` by ``workers`` processes until SIGTERM or Ctrl-C.

    Ends with SystemExit, as gunicorn does. Raises SettingsError without an existing cluster: the
    home's node is looked after by the service of one process.
    """
    if not settings.opensearch_url:
        raise SettingsError(
            "--workers needs an existing cluster: set PARTNERNET_OPENSEARCH_URL, or start without "
            "--workers for the node of the home."
        )
    with tempfile.TemporaryDirectory(prefix="partnernet-metrics-") as folder:
        shared = replace(settings, metrics_folder=settings.metrics_folder or Path(folder))
        share_metrics(shared)
        address = web.url(listener)
        options = _options(listener, workers) | {"when_ready": lambda _server: announce(address)}
        _Application(partial(create, shared), options).run()


def _options(listener: socket, workers: int) -> dict[str, Any]:
    return {
        "bind": f"fd://{listener.detach()}",  # gunicorn closes it
        "workers": workers,
        "worker_class": "gthread",
        "threads": _THREADS,
        "timeout": _TIMEOUT_SECONDS,
        "graceful_timeout": _GRACE_SECONDS,
        "keepalive": _KEEP_ALIVE_SECONDS,
        "backlog": _BACKLOG,
        "preload_app": False,
        "control_socket_disable": True,  # it is steered by signals
        "logger_class": _Logs,
        "proc_name": "partnernet-web",
        # Files of processes cannot be rotated by several at once; standard error is theirs all.
        "post_fork": lambda _server, _worker: logs.keep_console_only(),
        "child_exit": _forget,
        # Whom to believe is decided by PARTNERNET_PROXIES, in the application.
        "forwarded_allow_ips": "",
    }


def _forget(_server: Any, worker: Any) -> None:
    """Take a process that ended out of the figures that tell of living ones."""
    from prometheus_client.multiprocess import mark_process_dead

    mark_process_dead(worker.pid)  # type: ignore[no-untyped-call]


class _Logs(Logger):  # type: ignore[misc]  # untyped
    """gunicorn's messages go where ours go; requests are logged by the application."""

    def setup(self, _cfg: Any) -> None:
        """Leave formats and files to :mod:`core.logs`."""
        for own in (self.error_log, self.access_log):
            own.handlers.clear()
            own.propagate = True
        self.error_log.setLevel(logging.INFO)
        self.access_log.setLevel(logging.CRITICAL)

    def access(self, *_: Any) -> None:
        """Log nothing: the line of gunicorn holds the query, which is what people search for."""


class _Application(BaseApplication):  # type: ignore[misc]  # untyped
    """Gives gunicorn our options instead of a file and a command line."""

    def __init__(self, create: Callable[[], "WSGIApplication"], options: dict[str, Any]) -> None:
        self._create, self._options = create, options
        super().__init__()

    def load_config(self) -> None:
        """Set the options."""
        for name, value in self._options.items():
            self.cfg.set(name, value)

    def load(self) -> "WSGIApplication":
        """Make the application; called in each process."""
        return self._create()
