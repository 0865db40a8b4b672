"""The folder of the nightly backups: a new one each time, and only the newest kept."""

import shutil
import time
from pathlib import Path

import structlog

from core.errors import SettingsError
from core.progress import Progress
from core.settings import Settings
from operations.backup.making import Made, back_up
from operations.backup.naming import backups

_LEFT_SECONDS = 24 * 3600
"""What is unfinished for longer was left by a process that was killed."""
_UNFINISHED = (".backup-*", ".partnernet-*.tar.gz.*")

_log = structlog.get_logger(__name__)


def back_up_and_prune(settings: Settings, progress: Progress) -> Made:
    """Write a backup to PARTNERNET_BACKUP_FOLDER and delete all but the newest there.

    Older ones are deleted only after the new one is whole. Raises SettingsError where no folder is
    set, else as :func:`back_up`.
    """
    folder = settings.backup_folder
    if folder is None:
        raise SettingsError("There is no folder for backups; set PARTNERNET_BACKUP_FOLDER.")
    folder.mkdir(parents=True, exist_ok=True)
    made = back_up(settings, folder, progress)
    for path in prune(folder, settings.backups_kept):
        _log.info("old backup deleted", file=path.name)
    _sweep(folder)
    return made


def prune(folder: Path, kept: int) -> list[Path]:
    """Delete all but the ``kept`` newest backups of ``folder`` and return what was deleted.

    What has another name is nobody's business here and stays.
    """
    old = backups(folder)[kept:]
    for path in old:
        path.unlink()
    return old


def _sweep(folder: Path) -> None:
    """Delete what killed backups left unfinished."""
    before = time.time() - _LEFT_SECONDS
    for pattern in _UNFINISHED:
        for path in folder.glob(pattern):
            if path.stat().st_mtime > before:
                continue
            shutil.rmtree(path) if path.is_dir() else path.unlink()
