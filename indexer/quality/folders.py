"""Reports on disk: ``reports/<time>/`` for each, and ``reports/latest``, which names the newest."""

import shutil
import tempfile
import time
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path

import msgspec

from core.errors import DataError
from core.files import replacing
from core.settings import Settings
from indexer.quality.types import Report, Stage

KEPT = 20
"""Reports that are kept: with one a week enough to look back over a third of a year."""

JSON = "report.json"
_LATEST = "latest"
_NEW = ".new-"
_STALE_SECONDS = 3600.0
_TIME = "%Y%m%dT%H%M%S%fZ"


def folder_of(settings: Settings) -> Path:
    """Return the folder of all reports of a home."""
    return settings.home / "reports"


def name_of(report: Report) -> str:
    """Return the name of a report's folder, in the order of time: ``20261123T161502123456Z``."""
    return datetime.fromisoformat(report.made).strftime(_TIME)


def save(settings: Settings, report: Report, pages: Mapping[str, str]) -> Path:
    """Write a report and its ``pages``, HTML by file name; remove the oldest beyond KEPT.

    The folder appears whole, and ``latest`` names it only then. Returns the folder.
    """
    home = folder_of(settings)
    home.mkdir(parents=True, exist_ok=True)
    target = home / name_of(report)
    with tempfile.TemporaryDirectory(dir=home, prefix=_NEW) as temporary:
        fresh = Path(temporary) / "report"
        fresh.mkdir()
        (fresh / JSON).write_bytes(msgspec.json.format(msgspec.json.encode(report), indent=1))
        for name, html in pages.items():
            (fresh / name).write_text(html, encoding="utf-8")
        fresh.rename(target)
    with replacing(home / _LATEST) as file:
        file.write(f"{target.name}\n".encode())
    left = filter(_left_by_killed, home.glob(f"{_NEW}*"))
    for old in (*kept(settings)[:-KEPT], *left):
        shutil.rmtree(old, ignore_errors=True)
    return target


def latest_folder(settings: Settings) -> Path | None:
    """Return the folder that ``latest`` names, None where there is no report yet."""
    try:
        name = (folder_of(settings) / _LATEST).read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return None
    return folder_of(settings) / name


def saved(settings: Settings) -> Iterator[tuple[Path, Report]]:
    """Yield all kept reports with their folders, the newest first.

    Raises DataError where one cannot be read.
    """
    for folder in reversed(kept(settings)):
        yield folder, read(folder)


def newest(settings: Settings, stage: Stage) -> Report | None:
    """Return the newest report of ``stage`` that can be read, None where there is none."""
    return next((report for _, report in readable(settings) if report.stage == stage), None)


def readable(settings: Settings) -> Iterator[tuple[Path, Report]]:
    """Yield the kept reports that can be read, the newest first; not those of another release."""
    for folder in reversed(kept(settings)):
        try:
            report = read(folder)
        except DataError:
            continue
        yield folder, report


def read(folder: Path) -> Report:
    """Return the report in ``folder``; raises DataError where it cannot be read."""
    try:
        return msgspec.json.decode((folder / JSON).read_bytes(), type=Report)
    except (FileNotFoundError, msgspec.MsgspecError) as error:
        raise DataError(
            f"{folder / JSON} cannot be read ({error}); the next build or import writes a new one."
        ) from error


def _left_by_killed(fresh: Path) -> bool:
    """Tell whether what was being written is so old that nobody writes it any more."""
    try:
        return fresh.stat().st_mtime < time.time() - _STALE_SECONDS
    except FileNotFoundError:  # finished in this moment
        return False


def kept(settings: Settings) -> list[Path]:
    """Return the folders of reports, the oldest first."""
    return sorted(folder_of(settings).glob("[0-9]*T*Z/"))
