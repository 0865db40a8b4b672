"""What is known about a running node, and whether it is still true."""

from contextlib import suppress
from pathlib import Path

import msgspec
import psutil

from core.files import replacing
from engine.node.folder import Folder


class ProcessMark(msgspec.Struct, frozen=True):
    """A process, told apart from a later one with the same number by its time of creation."""

    pid: int
    created: float

    @classmethod
    def of(cls, pid: int) -> "ProcessMark":
        """Return the mark of a living process. Raises psutil.NoSuchProcess."""
        return cls(pid, psutil.Process(pid).create_time())

    def process(self) -> psutil.Process | None:
        """Return the process while it lives."""
        with suppress(psutil.NoSuchProcess):
            process = psutil.Process(self.pid)
            same = process.create_time() == self.created
            if same and process.status() != psutil.STATUS_ZOMBIE:
                return process
        return None


class NodeState(msgspec.Struct, frozen=True):
    """A node that was started: its process, whose it is, and where it answers."""

    process: ProcessMark
    owner: ProcessMark | None
    """The process that stops it at its end; None when it was started to stay."""
    port: int = 0
    """0 until the node has answered for the first time."""

    @property
    def url(self) -> str:
        """Address of the node."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def ready(self) -> bool:
        """Whether the node has answered."""
        return self.port != 0

    def is_alive(self) -> bool:
        """Tell whether the node's process still runs."""
        return self.process.process() is not None

    def is_orphaned(self) -> bool:
        """Tell whether the process that was to stop the node is gone."""
        return self.owner is not None and self.owner.process() is None


def read(folder: Folder) -> NodeState | None:
    """Return the noted state; None when there is none or it cannot be read."""
    try:
        return msgspec.json.decode(_file(folder).read_bytes(), type=NodeState)
    except (OSError, msgspec.DecodeError):
        return None


def write(folder: Folder, state: NodeState) -> None:
    """Note the state."""
    with replacing(_file(folder)) as file:
        file.write(msgspec.json.encode(state))


def unnoted(folder: Folder) -> list[psutil.Process]:
    """Return living node processes of this folder, found by their command line.

    A starter that is killed between starting Java and noting it leaves such a process behind.
    """
    mark = f"-Dopensearch.path.home={folder.program}"
    found = []
    for process in psutil.process_iter(["cmdline", "status"]):
        alive = process.info["status"] != psutil.STATUS_ZOMBIE
        if alive and mark in (process.info["cmdline"] or ()):
            found.append(process)
    return found


def _file(folder: Folder) -> Path:
    return folder.root / "state.json"
