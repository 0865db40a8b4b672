"""The node's process: run, wait until it answers, end."""

import re
import subprocess
import time
from pathlib import Path
from typing import Any

import psutil
import requests

from core.errors import EngineUnavailable
from core.progress import Progress
from engine.node.account import Account
from engine.node.folder import Folder
from engine.node.state import NodeState

START_SECONDS = 120.0
STOP_SECONDS = 30.0
_POLL_SECONDS = 0.1
_LAST_LINES = 12
_STACK_FRAME = re.compile(r"\s+at |\s+\.\.\. \d+ more")

_children: dict[int, subprocess.Popen[bytes]] = {}
"""Nodes started by this process, kept so that their exit status is collected."""


def run(command: list[str], folder: Folder, account: Account | None) -> int:
    """Start the node in a session of its own, so that Ctrl-C reaches only its owner.

    Returns the number of the process.
    """
    identity: dict[str, Any] = {}
    if account:
        identity = {"user": account.uid, "group": account.gid, "extra_groups": []}
    folder.ports_file.unlink(missing_ok=True)
    if folder.log.exists():
        folder.log.replace(folder.log.with_suffix(".before.log"))
    with folder.console.open("wb") as console:
        child = subprocess.Popen(  # noqa: S603  (built by java.command, no shell)
            command,
            cwd=folder.root,
            stdin=subprocess.DEVNULL,
            stdout=console,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            **identity,
        )
    _children[child.pid] = child
    return child.pid


def wait_until_ready(
    state: NodeState, folder: Folder, progress: Progress, limit: float = START_SECONDS
) -> int:
    """Return the port when the node is healthy.

    Raises EngineUnavailable with the last lines of the log when the node ends before, or is not
    healthy after ``limit`` seconds.
    """
    deadline = time.monotonic() + limit
    progress.start("Starting OpenSearch")
    try:
        while time.monotonic() < deadline:
            if not state.is_alive():
                raise EngineUnavailable(f"OpenSearch ended while it started.{last_lines(folder)}")
            port = _told_port(folder)
            if port and is_healthy(port, folder.node_name):
                return port
            time.sleep(_POLL_SECONDS)
    finally:
        progress.finish()
    raise EngineUnavailable(
        f"OpenSearch was not ready after {limit:.0f} s; give it more memory (PARTNERNET_HEAP) or "
        f"a less busy machine.{last_lines(folder)}"
    )


def is_healthy(port: int, node_name: str, timeout: float = 5.0) -> bool:
    """Tell whether the node of that name answers at the port and has recovered its indices."""
    base = f"http://127.0.0.1:{port}"
    try:
        with requests.Session() as session:
            session.trust_env = False  # a proxy is not asked for a loopback address
            if session.get(base, timeout=timeout).json().get("name") != node_name:
                return False
            health = session.get(f"{base}/_cluster/health", timeout=timeout).json()
    except (requests.RequestException, ValueError):
        return False
    return health.get("status") in ("yellow", "green")


def end(process: psutil.Process, limit: float = STOP_SECONDS) -> None:
    """Ask the process to end, and end it by force when it has not after ``limit`` seconds."""
    try:
        process.terminate()
        _wait(process, limit)
    except psutil.NoSuchProcess:
        return
    except psutil.TimeoutExpired:
        process.kill()
        _wait(process, limit)


def last_lines(folder: Folder) -> str:
    """Return the end of what the node logged and printed, to be put under an error."""
    lines = [*_tail(folder.log), *_tail(folder.console)]
    if not lines:
        return f" Its log is empty: {folder.log}"
    return f" The last lines of {folder.log}:\n" + "\n".join(f"  {line}" for line in lines)


def _tail(path: Path) -> list[str]:
    try:
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return []
    telling = [line for line in lines if line.strip() and not _STACK_FRAME.match(line)]
    return telling[-_LAST_LINES:]


def _told_port(folder: Folder) -> int:
    """Return the port that the node noted, 0 while it has not."""
    try:
        return int(folder.ports_file.read_text(encoding="ascii").split()[0].rpartition(":")[2])
    except (OSError, ValueError, IndexError):
        return 0


def _wait(process: psutil.Process, limit: float) -> None:
    process.wait(limit)
    child = _children.pop(process.pid, None)
    if child:
        child.poll()
