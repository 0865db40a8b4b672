"""Measures the import of a large OffeneRegister against unpacking the same file.

    python -m evaluation.bench_offeneregister [--lines 1000000] [--folder DIR]

Writes the file (``large_offeneregister``) to DIR, which keeps it, or to a temporary folder. Then
measures, each in a process of its own, bz2 unpacking the file and doing nothing with it, and the
import for the region.
"""

import argparse
import bz2
import os
import tempfile
from contextlib import ExitStack
from pathlib import Path

from core.progress import Silent
from core.settings import Settings
from evaluation import large_offeneregister
from evaluation.figures import Figure
from evaluation.measuring import measured
from indexer import imports

LINES = 1_000_000
_TIMES = 1.5
"""How many times as long as bare unpacking an import may take."""
_MEGABYTES = 500
"""What an import may take, as for the Czech register."""
_AT_ONCE = 1024 * 1024


def figures(_settings: Settings) -> list[Figure]:
    """Return what the import of a million companies costs, for ``make bench``."""
    with tempfile.TemporaryDirectory() as folder:
        file = large_offeneregister.write(Path(folder), LINES)
        bare, whole = measured(_unpack, file), measured(_import, file)
    return [
        Figure("lines of OffeneRegister", LINES),
        Figure("bare unpacking", bare.seconds, "s"),
        Figure("import", whole.seconds, "s"),
        Figure("import, times unpacking", whole.seconds / bare.seconds, at_most=_TIMES),
        Figure("peak memory", whole.megabytes, "MB", at_most=_MEGABYTES),
    ]


def main() -> None:
    """Write the file where it is missing, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lines", type=int, default=LINES)
    parser.add_argument("--folder", type=Path)
    arguments = parser.parse_args()
    with ExitStack() as stack:
        folder = arguments.folder or Path(stack.enter_context(tempfile.TemporaryDirectory()))
        file = folder / large_offeneregister.FILE
        if not file.exists():
            large_offeneregister.write(folder, arguments.lines)
        for name, work in (("bare unpacking", _unpack), ("import", _import)):
            print(f"{name}: {measured(work, file)}", flush=True)


def _unpack(file: Path) -> str:
    size = 0
    with bz2.open(file) as unpacked:
        while chunk := unpacked.read(_AT_ONCE):
            size += len(chunk)
    return f"{file.stat().st_size // _AT_ONCE} MB unpacked to {size // _AT_ONCE} MB"


def _import(file: Path) -> str:
    with tempfile.TemporaryDirectory() as home:
        settings = Settings.from_environment({**os.environ, "PARTNERNET_HOME": home})
        manifest = imports.run("offeneregister", [file], settings, Silent()).manifest
    return f"{manifest.records} taken, {manifest.rejected} rejected, {dict(manifest.skipped)}"


if __name__ == "__main__":
    main()
