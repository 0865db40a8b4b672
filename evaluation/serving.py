"""The web service in a process of its own, as people run it."""

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from core.errors import EngineUnavailable

PROGRAM = Path(sys.executable).parent / "partnernet"


@contextmanager
def served() -> Iterator[str]:
    """Run ``partnernet serve`` on a free port and yield its address.

    Raises EngineUnavailable with what the service said where it does not start.
    """
    with (
        tempfile.TemporaryFile("w+") as said,
        subprocess.Popen(  # noqa: S603  (our own program)
            [PROGRAM, "serve", "--port", "0"], stdout=subprocess.PIPE, stderr=said, text=True
        ) as service,
    ):
        try:
            line = service.stdout.readline() if service.stdout else ""
            if not line.startswith("serving: "):
                said.seek(0)
                raise EngineUnavailable(f"`partnernet serve` did not start: {said.read().strip()}")
            yield line.removeprefix("serving: ").strip()
        finally:
            service.terminate()
