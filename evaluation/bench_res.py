"""Measures the import of a large RES file against the csv module on the same file.

    python -m evaluation.bench_res [--rows 3300000] [--folder DIR]

Writes ``res_data.csv`` and ``res_pf_nace.csv`` (``large_res``) to DIR, which keeps them, or to a
temporary folder. Then measures, each in a process of its own: ``csv.reader`` and
``csv.DictReader`` running over the subjects and doing nothing with them; finding the rows of the
region that are to be read; the import of the subjects; the import of both files, also with
natural persons.
"""

import argparse
import csv
import os
import tempfile
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from functools import partial
from pathlib import Path

from core.progress import Silent
from core.settings import Settings
from evaluation import large_res
from evaluation.figures import Figure
from evaluation.measuring import Measured, measured
from indexer import imports

ROWS = 3_300_000
_MEGABYTES = 500
"""What an import may take."""
_SCAN_FASTER = 2
"""How many times as fast as ``csv.reader`` the rows to read are to be found."""
_RECORDS_SLOWER = 2
"""How many times as long as ``csv.DictReader`` finished records may take."""


def figures(_settings: Settings) -> list[Figure]:
    """Return what the import of a whole register costs, for ``make bench``."""
    with tempfile.TemporaryDirectory() as folder:
        took = _all(large_res.write(Path(folder), ROWS))
    scan = took["csv.reader"].seconds / took["scan"].seconds
    records = took["import"].seconds / took["csv.DictReader"].seconds
    whole, persons = took["import with activities"], took["import with persons"]
    return [
        Figure("rows of res_data.csv", ROWS),
        Figure("scan, times as fast as csv.reader", scan, at_least=_SCAN_FASTER),
        Figure("import, times DictReader", records, at_most=_RECORDS_SLOWER),
        Figure("import with activities", whole.seconds, "s"),
        Figure("its peak memory", whole.megabytes, "MB", at_most=_MEGABYTES),
        Figure("the same with natural persons", persons.megabytes, "MB", at_most=_MEGABYTES),
    ]


def main() -> None:
    """Write the files where they are missing, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=ROWS)
    parser.add_argument("--folder", type=Path)
    arguments = parser.parse_args()
    with ExitStack() as stack:
        folder = arguments.folder or Path(stack.enter_context(tempfile.TemporaryDirectory()))
        file = folder / large_res.SUBJECTS
        _all(file if file.exists() else large_res.write(folder, arguments.rows), tell=True)


def _all(file: Path, *, tell: bool = False) -> Mapping[str, Measured]:
    works: Mapping[str, Callable[[Path], str]] = {
        "csv.reader": _plain,
        "csv.DictReader": _dictionaries,
        "scan": _scan,
        "import": partial(_import, activities=False),
        "import with activities": _import,
        "import with persons": partial(_import, persons=True),
    }
    took = {}
    for name, work in works.items():
        took[name] = measured(work, file)
        if tell:
            print(f"{name}: {took[name]}", flush=True)
    return took


def _plain(file: Path) -> str:
    with file.open(encoding="utf-8", newline="") as opened:
        return f"{sum(1 for _ in csv.reader(opened))} rows"


def _dictionaries(file: Path) -> str:
    with file.open(encoding="utf-8", newline="") as opened:
        return f"{sum(1 for _ in csv.DictReader(opened))} rows"


def _scan(file: Path) -> str:
    # In the process that is measured, with the time that polars takes to load.
    from core.records import Skipped
    from indexer.sources import res
    from indexer.sources.base import Context
    from indexer.sources.wide.subjects import Subjects
    from taxonomy import border

    context = Context(source="res", dataset="res", border=border.load(None))
    rows = Subjects(file, context, res.COLUMNS, res.EXPECTED).rows()
    return f"{sum(1 for row in rows if not isinstance(row, Skipped))} rows to read"


def _import(file: Path, *, activities: bool = True, persons: bool = False) -> str:
    with tempfile.TemporaryDirectory() as home:
        told = {"PARTNERNET_HOME": home, "PARTNERNET_NATURAL_PERSONS": "yes" if persons else "no"}
        settings = Settings.from_environment({**os.environ, **told})
        if not activities:
            # An import takes the activities that lie beside the file.
            alone = Path(home) / file.name
            alone.symlink_to(file.resolve())
            file = alone
        manifest = imports.run("res", [file], settings, Silent()).manifest
    return f"{manifest.records} taken, {manifest.rejected} rejected, {dict(manifest.skipped)}"


if __name__ == "__main__":
    main()
