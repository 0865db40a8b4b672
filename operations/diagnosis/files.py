"""Folders that are written to, and the disk that they lie on."""

import shutil
import tempfile
from pathlib import Path

from core.settings import Settings
from engine import node
from operations.diagnosis.finding import Finding, good, wrong

_FIRST_BYTES = 1_500_000_000
"""What a first start with the default demo takes: node and downloads 0.3 GB, registers, vectors
and two index versions."""
_LATER_BYTES = 500_000_000
"""A second index version, while it is built beside the live one."""
_GB = 1e9


def home(settings: Settings) -> Finding:
    """Tell whether the home can be written."""
    return _writable("home", settings.home, "PARTNERNET_HOME")


def downloads(settings: Settings) -> Finding:
    """Tell whether fetched files can be kept."""
    return _writable("downloads", settings.downloads, "PARTNERNET_DOWNLOADS")


def disk(settings: Settings) -> Finding:
    """Hold the free disk against what the next start will take."""
    folder = _existing(settings.home)
    free = shutil.disk_usage(folder).free
    needed = _FIRST_BYTES if node.damage(settings) else _LATER_BYTES
    words = f"{free / _GB:.1f} GB are free in {folder}"
    if free < needed:
        return wrong(
            "disk",
            f"{words}, {needed / _GB:.1f} GB are wanted; make room, or let PARTNERNET_HOME name "
            "a folder on a larger disk.",
        )
    return good("disk", f"{words}.")


def _writable(subject: str, folder: Path, variable: str) -> Finding:
    place = _existing(folder)
    try:
        with tempfile.TemporaryFile(dir=place):
            return good(subject, f"{folder}{'' if place == folder else ' will be made.'}")
    except OSError as error:
        return wrong(
            subject,
            f"{place} cannot be written ({error.strerror}); let {variable} name a folder of "
            "your own.",
        )


def _existing(folder: Path) -> Path:
    """Return the folder, or the nearest one above it that exists."""
    return next(one for one in (folder, *folder.parents) if one.exists())
