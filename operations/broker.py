"""How workers are woken: through files in the home, or through Redis. As settings of Celery.

No broker is trusted: a job is a row in the store, and a message that is lost costs a minute.
"""

import re
from pathlib import Path
from typing import Any

from core.errors import SettingsError
from core.settings import Settings

QUEUE = "jobs"

MOST_MESSAGES = 50
"""Waiting messages above which no further one is sent: a worker that is away for days finds no heap
of files, and jobs whose messages were left out are found by the schedule."""

_CONNECT_SECONDS = 3.0
"""A person waits for the page that asked for a job; without a message it starts a minute later."""
_ANSWER_SECONDS = 10.0
_MARGIN_SECONDS = 3600.0
"""Redis gives a message to another worker when it was not acknowledged for longer than the longest
job may take, and this. Earlier it would wake somebody for a job that runs, which does no harm but
is never of use."""
_POLL_SECONDS = 0.5
"""How often the folder is looked at: reading one that is mostly empty costs nothing."""


def configuration(settings: Settings, longest_seconds: float) -> dict[str, Any]:
    """Return Celery's settings; makes the folders of the broker in the home.

    ``longest_seconds`` is the time limit of the longest kind of job. Raises SettingsError when
    PARTNERNET_BROKER_URL is no address of a Redis.
    """
    url, transport = _redis(settings, longest_seconds) if settings.broker_url else _files(settings)
    return {
        "broker_url": url,
        "broker_transport_options": transport,
        "broker_connection_timeout": _CONNECT_SECONDS,
        # A worker outlives its broker: it tries again until it is back.
        "broker_connection_retry_on_startup": True,
        "broker_connection_max_retries": None,
        "task_default_queue": QUEUE,
        "task_serializer": "json",
        "accept_content": ["json"],
        # What became of a job stands in its row.
        "task_ignore_result": True,
        # A message is gone only when its job has ended; a job that is woken twice is taken once.
        "task_acks_late": True,
        "task_reject_on_worker_lost": True,
        "worker_prefetch_multiplier": 1,
        # One process: jobs are heavy, and the larger ones exclude each other anyway.
        "worker_concurrency": 1,
        # What the pages tell comes from the store; nobody steers workers through the broker.
        "worker_enable_remote_control": False,
        "worker_send_task_events": False,
        "worker_hijack_root_logger": False,
        "worker_redirect_stdouts": False,
        # The limits and the jobs' functions are taken over from the process that starts it.
        "worker_pool_start_method": "fork",
    }


def _files(settings: Settings) -> tuple[str, dict[str, Any]]:
    folder = settings.home / "broker"
    places = {name: folder / name for name in ("messages", "control")}
    for place in places.values():
        _own(place)
    return "filesystem://", {
        "data_folder_in": str(places["messages"]),
        "data_folder_out": str(places["messages"]),
        "control_folder": str(places["control"]),
        "polling_interval": _POLL_SECONDS,
    }


def _own(folder: Path) -> None:
    """Make a folder that nobody else may put messages into."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.parent.chmod(0o700)
    folder.mkdir(exist_ok=True)


def _redis(settings: Settings, longest_seconds: float) -> tuple[str, dict[str, Any]]:
    url = settings.broker_url or ""
    if not re.match(r"rediss?://\S+$", url):
        raise SettingsError(
            "PARTNERNET_BROKER_URL must be like redis://:PASSWORD@HOST:6379/0; unset it for files "
            "in PARTNERNET_HOME."
        )
    return url, {
        "visibility_timeout": longest_seconds + _MARGIN_SECONDS,
        "socket_connect_timeout": _CONNECT_SECONDS,
        "socket_timeout": _ANSWER_SECONDS,
        "global_keyprefix": f"{settings.index_prefix}:",  # several installations share a Redis
    }
