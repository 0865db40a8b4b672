"""Measures the import of a large RES file: seconds, rows a second and peak memory.

    python -m evaluation.bench_res [--rows 3000000] [--folder DIR]

Writes ``res_data.csv`` and ``res_pf_nace.csv`` of invented subjects in the proportions of the real
register to DIR (which keeps them) or a temporary folder, then measures, each in a process of its
own: the import for the region, and ``csv.DictReader`` and ``csv.reader`` running over the same file
and doing nothing with its rows. The import may take 500 MB of memory.
"""

import argparse
import csv
import multiprocessing
import os
import random
import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from itertools import count
from pathlib import Path

from core.progress import Silent
from core.settings import Settings
from evaluation.figures import Figure
from indexer import imports
from taxonomy import nace, places

COLUMNS = (
    "ICO,OKRESLAU,DDATVZN,DDATZAN,ZPZAN,DDATPAKT,FORMA,ROSFORMA,KATPO,NACE,NACE2025,ICZUJ,FIRMA,"
    "CISS2010,KODADM,TEXTADR,PSC,OBEC_TEXT,COBCE_TEXT,ULICE_TEXT,TYPCDOM,CDOM,COR,DATPLAT,PRIZNAK"
)
IN_REGION = 0.14
"""Share of the three regions in the population of Czechia."""
NATURAL = 0.65
"""Share of natural persons, of all rows."""
ENDED = 0.1
ACTIVITIES = 4
"""Rows of ``res_pf_nace.csv`` for each subject, half of them in each edition."""
_ROWS = 3_000_000
_MEGABYTES_ALLOWED = 500
_MEGABYTE = 1024 * 1024


def figures(_settings: Settings) -> list[Figure]:
    """Return what the import of a whole register costs, for ``make bench``."""
    with tempfile.TemporaryDirectory() as folder:
        _write(Path(folder), _ROWS)
        seconds, _, megabytes, _ = _measured(_import, Path(folder) / "res_data.csv")
    return [
        Figure("rows of res_data.csv", _ROWS),
        Figure("rows imported a second", _ROWS / seconds),
        Figure("peak memory", megabytes, "MB", at_most=_MEGABYTES_ALLOWED),
    ]


def main() -> None:
    """Write the files where they are missing, measure, print."""
    arguments = _arguments()
    with ExitStack() as stack:
        folder = arguments.folder or Path(stack.enter_context(tempfile.TemporaryDirectory()))
        folder.mkdir(parents=True, exist_ok=True)
        file = folder / "res_data.csv"
        if not file.exists():
            _write(folder, arguments.rows)
        for name, work in (
            ("csv.reader", _plain),
            ("csv.DictReader", _dictionaries),
            ("import", _import),
        ):
            seconds, processor, megabytes, result = _measured(work, file)
            print(
                f"{name}: {seconds:.1f} s ({processor:.1f} s of processor), "
                f"peak {megabytes:.0f} MB, {result}",
                flush=True,
            )


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=_ROWS)
    parser.add_argument("--folder", type=Path)
    return parser.parse_args()


def _measured(work: Callable[[Path], str], file: Path) -> tuple[float, float, float, str]:
    """Run ``work`` in a process of its own.

    Returns seconds, seconds of the processor, peak memory in MB, and its result.
    """
    context = multiprocessing.get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_child, args=(work, file, sender))
    process.start()
    measured: tuple[float, float, float, str] = receiver.recv()
    process.join()
    return measured


def _child(work, file, sender):  # type: ignore[no-untyped-def]
    began = time.perf_counter()
    result = work(file)
    seconds, processor = time.perf_counter() - began, time.process_time()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / _MEGABYTE
    sender.send((seconds, processor, peak, result))


def _plain(file: Path) -> str:
    with file.open(encoding="utf-8", newline="") as opened:
        return f"{sum(1 for _ in csv.reader(opened))} rows"


def _dictionaries(file: Path) -> str:
    with file.open(encoding="utf-8", newline="") as opened:
        return f"{sum(1 for _ in csv.DictReader(opened))} rows"


def _import(file: Path) -> str:
    with tempfile.TemporaryDirectory() as home:
        settings = Settings.from_environment({**os.environ, "PARTNERNET_HOME": home})
        manifest = imports.run("res", [file], settings, Silent()).manifest
    return f"{manifest.records} taken, {manifest.rejected} rejected, {manifest.skipped}"


def _write(folder: Path, rows: int) -> None:
    rng = random.Random(1)
    towns = [one for one in places.municipalities() if one.country == "CZ"]
    codes = [code.replace(".", "") + "0" for code in nace.all_classes()]
    with (
        (folder / "res_pf_nace.csv").open("w", encoding="utf-8") as activities,
        (folder / "res_data.csv").open("w", encoding="utf-8") as subjects,
    ):
        subjects.write(f"{COLUMNS}\n")
        activities.write("ICO,ZDRUD,KODCIS,HODN\n")
        for _, ico in zip(range(rows), _numbers(), strict=False):
            mine = rng.sample(codes, ACTIVITIES // 2)
            for code in mine:
                activities.write(f"{ico},RES,80143,{code}\n{ico},RES,80004,{code}\n")
            town = rng.choice(towns)
            okres = town.district if rng.random() < IN_REGION else "CZ0100"
            form = "101" if rng.random() < NATURAL else "112"
            ended = "2020-01-01" if rng.random() < ENDED else ""
            subjects.write(
                f"{ico},{okres},2003-08-26,{ended},,2026-01-15,{form},{form},120,{mine[0]},{mine[0]},"
                f'{town.code},"Závod č. {ico}, spol. s r.o.",11002,1,"",{town.postal_code},'
                f"{town.name},{town.name},Dlouhá,1,{rng.randrange(1, 2000)},,2026-06-15,\n"
            )


def _numbers() -> Iterator[str]:
    """Yield IČO with right check digits."""
    for stem in count(1_000_000):
        total = sum(
            int(digit) * weight for digit, weight in zip(str(stem), range(8, 1, -1), strict=True)
        )
        yield f"{stem}{(11 - total % 11) % 10}"


if __name__ == "__main__":
    main()
