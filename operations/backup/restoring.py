"""Puts a backup into a home: checks everything first, then replaces, and keeps what was there."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import store
from core import locks
from core.errors import BackupError, PartnerNetError
from core.progress import Progress
from core.settings import Settings
from indexer.home import only_one
from operations.backup import manifest
from operations.backup.manifest import Manifest
from operations.backup.unpacking import unpacked
from store import importing

_STAYS = ("logs", "node")
"""What is no one's work: a restore leaves it where it is. The index in the node's folder is made
again from what was restored."""
_BEFORE = "before-"


@dataclass(frozen=True)
class Restored:
    """A backup that was put back."""

    manifest: Manifest
    aside: Path | None
    """Folder with what the home held before; None where it held nothing."""


def restore(settings: Settings, path: Path, progress: Progress, *, replacing: bool) -> Restored:
    """Put the backup at ``path`` into the home and the store of ``settings``.

    The backup is unpacked beside what is there and checked as a whole, and its store is filled and
    brought to this program's version; only then is anything moved. With ``replacing``, what the
    home holds moves to a folder in it, and what a PostgreSQL database holds to a schema of the same
    name. Raises BackupError where the home is not empty and not to be replaced, in use, or where
    the backup cannot be taken; nothing has changed then.
    """
    home = settings.home
    home.mkdir(parents=True, exist_ok=True)
    with _alone(settings), tempfile.TemporaryDirectory(dir=home, prefix=".restore-") as folder:
        present = _present(home)
        if present and not replacing:
            raise BackupError(
                f"{home} is not empty ({present[0].name}); restore with --replace, which keeps "
                "what is there aside, or let PARTNERNET_HOME name another folder."
            )
        fresh = Path(folder)
        about = unpacked(path, fresh, progress)
        aside = f"{_BEFORE}{datetime.now(UTC):%Y%m%dT%H%M%SZ}"
        _fill_store(settings, fresh, aside if replacing else "", progress)
        kept = _move_aside(present, home / aside)
        for one in sorted(fresh.iterdir()):
            one.rename(home / one.name)
    return Restored(about, kept)


@contextmanager
def _alone(settings: Settings) -> Iterator[None]:
    """Keep other services and builds out of the home."""
    running = BackupError(f"PartnerNet is running with {settings.home}; stop it first.")
    with locks.held(settings.home / "up.lock", running), only_one(settings):
        yield


def _present(home: Path) -> list[Path]:
    """Return what a home holds that a restore would replace: no logs, locks or earlier states."""
    return sorted(
        path
        for path in home.iterdir()
        if path.name not in _STAYS
        and not path.name.endswith(".lock")
        and not path.name.startswith((".restore-", _BEFORE))
        and not _is_empty(path)
    )


def _is_empty(path: Path) -> bool:
    return path.is_dir() and not any(one.is_file() for one in path.rglob("*"))


def _fill_store(settings: Settings, fresh: Path, aside: str, progress: Progress) -> None:
    """Make the store of the backup's lines: a file in ``fresh``, or the PostgreSQL database."""
    lines = fresh / manifest.STORE
    progress.start("restoring the store")
    with lines.open("rb") as file:
        importing.import_(
            replace(settings, home=fresh),
            _told(file, progress),
            aside=aside,
            above=_revision(settings),
        )
    lines.unlink()
    progress.finish()


def _told(lines: Iterator[bytes], progress: Progress) -> Iterator[bytes]:
    for line in lines:
        yield line
        progress.advance()


def _revision(settings: Settings) -> int:
    """Return the revision of the store that is replaced: documents in a live index may bear it.

    A store that cannot be read has none that is known.
    """
    try:
        return store.status(settings).revision or 0
    except PartnerNetError:
        return 0


def _move_aside(present: list[Path], aside: Path) -> Path | None:
    if not present:
        return None
    aside.mkdir()
    for path in present:
        path.rename(aside / path.name)
    return aside
