"""Runs fuzzing of several formats, two at a time, and ends what hangs."""

import base64
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import psutil

from tests.fuzz import watching

ROOT = Path(__file__).parents[2]
AT_ONCE = min(2, os.cpu_count() or 1)
LONGEST = 240.0
"""Seconds of one case, by the clock on the wall: who waits for nothing uses no processor."""
_LAST = 19
"""Niceness of who takes only what nobody else wants."""
_POLL = 0.5
_SHOWN = 4096
"""Bytes of a file that are shown when it fails."""


@contextmanager
def running(
    sources: Sequence[str], seconds: float, first: int, folder: Path, *, beside: bool = False
) -> Iterator[dict[str, "Future[str]"]]:
    """Fuzz each of ``sources`` for ``seconds``; yield what each will say, empty if all is well.

    ``beside`` others only one at a time works, on what they leave of the processor.
    """
    with ThreadPoolExecutor(1 if beside else AT_ONCE) as pool:
        futures = {
            source: pool.submit(_watched, source, seconds, first, folder / source, beside)
            for source in sources
        }
        try:
            yield futures
        finally:
            for future in futures.values():
                future.cancel()


def _watched(source: str, seconds: float, first: int, folder: Path, beside: bool) -> str:
    folder.mkdir(parents=True)
    command = [sys.executable, "-m", "tests.fuzz.worker", source, str(seconds), str(first), folder]
    with (folder / "output.txt").open("wb") as output:
        process = subprocess.Popen(command, cwd=ROOT, stdout=output, stderr=subprocess.STDOUT)
        if beside:
            psutil.Process(process.pid).nice(_LAST)
        hung = _until_end(psutil.Process(process.pid), process, folder / "case")
    said = (folder / "output.txt").read_text("utf-8", "replace")
    if hung:
        return f"{source} {hung}.\n{_case(folder)}"
    if process.returncode == 0:
        return ""
    failure = folder / "failure.json"
    if failure.exists():
        told = json.loads(failure.read_text("utf-8"))
        return f"{source}, round {told['round']}:\n{told['error']}\n{_case(folder)}"
    return f"{source} ended with {process.returncode}:\n{said[-_SHOWN:]}\n{_case(folder)}"


def _until_end(seen: psutil.Process, process: "subprocess.Popen[bytes]", case: Path) -> str:
    """Wait for the process; end one that hangs in a case, and say how."""
    current, began, used = 0, time.monotonic(), 0.0
    while process.poll() is None:
        time.sleep(_POLL)
        try:
            mark, spent = case.stat().st_mtime_ns, _processor(seen)
        except (FileNotFoundError, psutil.Error):
            continue
        if mark != current:
            current, began, used = mark, time.monotonic(), spent
        # In time the worker raises an error itself, where it is not caught in foreign code.
        elif spent - used > 2 * watching.SECONDS or time.monotonic() - began > LONGEST:
            for child in seen.children(recursive=True):
                child.kill()
            process.kill()
            process.wait()
            return f"hung for {time.monotonic() - began:.0f} s ({spent - used:.0f} s of processor)"
    return ""


def _processor(process: psutil.Process) -> float:
    return sum(
        one.cpu_times().user + one.cpu_times().system
        for one in (process, *process.children(recursive=True))
    )


def _case(folder: Path) -> str:
    """Show the files of the case that was running, to be made a fixed example."""
    shown = [f"Files are in {folder / 'case'}:"]
    for file in sorted((folder / "case").glob("*")):
        content = file.read_bytes()
        text = base64.b64encode(content).decode() if len(content) <= _SHOWN else "(long)"
        shown.append(f"{file.name}, {len(content)} bytes: {text}")
    return "\n".join(shown)
