"""The machine: Python, memory, the port of the service."""

import re
import socket
import sys

import psutil
import requests

from core.settings import Settings
from engine import node
from operations.diagnosis.finding import Finding, good, later, wrong

_OLDEST_PYTHON = (3, 11)
_HEAP = re.compile(r"(\d+)([kmgt]?)", re.IGNORECASE)
_POWER = {"": 0, "k": 1, "m": 2, "g": 3, "t": 4}
_BESIDE_HEAP = 0.6
"""Of the heap: what Java takes besides, for its code, threads and buffers. Measured while building
an index with a heap of 1 GiB: 1.6 GB resident."""
_SERVICE_BYTES = 500_000_000
"""What the web service with the small embedding model takes."""

_GB = 1e9
_ANSWER_SECONDS = 2.0


def python() -> Finding:
    """Look at the version of Python."""
    version = ".".join(map(str, sys.version_info[:3]))
    if sys.version_info[:2] < _OLDEST_PYTHON:
        return wrong(
            "Python", f"{version} is too old; make the environment anew: make PYTHON=python3.11"
        )
    return good("Python", version)


def memory(settings: Settings) -> Finding:
    """Hold the memory that is free against what the node will take."""
    match = _HEAP.fullmatch(settings.heap)
    if not match:
        return wrong("memory", f"PARTNERNET_HEAP must be like 1g or 512m, not {settings.heap!r}.")
    heap = int(match[1]) * 1024 ** _POWER[match[2].lower()]
    if node.status(settings):
        return good("memory", f"The node runs with a heap of {settings.heap}.")
    needed = heap * (1 + _BESIDE_HEAP) + _SERVICE_BYTES
    free = psutil.virtual_memory().available
    if free < needed:
        return wrong(
            "memory",
            f"{free / _GB:.1f} GB are free, the node with a heap of {settings.heap} and the "
            f"service need {needed / _GB:.1f} GB; end other programs or set PARTNERNET_HEAP=512m.",
        )
    return good(
        "memory", f"{free / _GB:.1f} GB are free, about {needed / _GB:.1f} GB will be taken."
    )


def web_port(port: int) -> Finding:
    """Tell whether the service can listen on ``port``, or does so already."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except PermissionError:
            return wrong("port", f"Port {port} is reserved for root; take one above 1023: --port.")
        except OSError:
            return _who_listens(port)
    return good("port", f"{port} is free.")


def _who_listens(port: int) -> Finding:
    try:
        with requests.Session() as session:
            session.trust_env = False
            answer = session.get(f"http://127.0.0.1:{port}/healthz", timeout=_ANSWER_SECONDS)
    except requests.RequestException:
        answer = None
    if answer is not None and answer.ok:
        return later("port", f"{port} is taken by a service that answers; PartnerNet runs already?")
    return wrong(
        "port", f"{port} is taken by another program; take another one: --port {port + 10}"
    )
