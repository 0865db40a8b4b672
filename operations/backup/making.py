"""Makes a backup while the service, an import or a rebuild goes on."""

import hashlib
import io
import os
import tarfile
import tempfile
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

import msgspec

import store
from core.errors import BackupError
from core.files import replacing
from core.progress import Progress
from core.settings import Settings
from engine.embedding import cache
from indexer.home import vector_file
from operations.backup import contents, manifest
from operations.backup.contents import Held
from operations.backup.manifest import Manifest, Stored
from operations.backup.naming import file_name
from store.carrying import Head

_COMPRESSION = 3
"""Of records half of the processor time that gzip's usual 6 takes, for a sixth more bytes (measured
on 12 MB of the demo): a backup shares the machine with the service."""
_UNIT = 1000
"""Progress counts kilobytes."""


@dataclass(frozen=True)
class Made:
    """A backup that was made."""

    path: Path
    manifest: Manifest
    size: int
    """Bytes of the file."""


def back_up(settings: Settings, target: Path, progress: Progress) -> Made:
    """Write a backup to the file ``target``, or into the folder ``target`` under a name with time.

    Only its owner can read the file: it holds the store with the hashes of passwords, and the key
    that signs sessions. It has its name only when it is whole. Raises BackupError where ``target``
    is there already or cannot be written, StoreUnavailable and DataError where something cannot be
    read.
    """
    now = datetime.now(UTC)
    path = target / file_name(now) if target.is_dir() else target
    if path.exists():
        raise BackupError(f"{path} is there already; name another file.")
    if not path.parent.is_dir():
        raise BackupError(f"There is no folder {path.parent}; make it first.")
    with (
        ExitStack() as open_files,
        tempfile.TemporaryDirectory(dir=path.parent, prefix=".backup-") as folder,
    ):
        head, own = _written(settings, Path(folder), open_files, progress)
        files = [*own, *contents.held(settings, open_files)]
        about = Manifest(
            format=manifest.FORMAT,
            program=manifest.program(),
            made=now.isoformat(timespec="seconds"),
            store=head.schema,
            revision=head.revision,
            model=settings.embedding,
            index_prefix=settings.index_prefix,
            files=tuple(Stored(one.name, os.fstat(one.file.fileno()).st_size) for one in files),
        )
        with replacing(path) as file:
            _pack(file, about, files, progress)
    return Made(path, about, path.stat().st_size)


def _written(
    settings: Settings, folder: Path, open_files: ExitStack, progress: Progress
) -> tuple[Head, list[Held]]:
    """Write what is no file of its own, or one that is changed in place, to ``folder``."""
    progress.start("reading the store")
    lines = folder / "store"
    with store.opened(settings) as opened, lines.open("wb") as file:
        for line in store.export(opened):
            file.write(line)
            progress.advance()
    progress.finish()
    paths = {manifest.STORE: lines}
    if vector_file(settings).is_file():
        paths[manifest.VECTORS] = folder / "vectors"
        cache.copied(vector_file(settings), paths[manifest.VECTORS])
    with lines.open("rb") as file:
        head = msgspec.json.decode(file.readline(), type=Head)
    return head, [Held(name, open_files.enter_context(p.open("rb"))) for name, p in paths.items()]


def _pack(file: IO[bytes], about: Manifest, files: list[Held], progress: Progress) -> None:
    """Write the archive: manifest, files, sums."""
    sums: dict[str, str] = {}
    progress.start("writing the backup (kB)", about.size // _UNIT)
    with tarfile.open(
        fileobj=file,
        mode="w:gz",
        compresslevel=_COMPRESSION,
        format=tarfile.PAX_FORMAT,
    ) as archive:
        _add(archive, manifest.MANIFEST, io.BytesIO(msgspec.json.encode(about)), progress)
        for one in files:
            sums[one.name] = _add(archive, one.name, one.file, progress)
        _add(archive, manifest.SUMS, io.BytesIO(msgspec.json.encode(sums)), progress)
    progress.finish()


def _add(archive: tarfile.TarFile, name: str, file: IO[bytes], progress: Progress) -> str:
    """Add a file, readable for its owner only, and return its SHA-256."""
    entry = tarfile.TarInfo(name)
    entry.mode = 0o600
    entry.size = file.seek(0, os.SEEK_END)
    file.seek(0)
    summed = _Summed(file, progress)
    archive.addfile(entry, summed)
    return summed.digest()


class _Summed:
    """Reads a file, and sums up and tells what was read."""

    def __init__(self, file: IO[bytes], progress: Progress) -> None:
        self._file, self._progress = file, progress
        self._sum = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        """Read up to ``size`` bytes."""
        block = self._file.read(size)
        self._sum.update(block)
        self._progress.advance(len(block) // _UNIT)
        return block

    def digest(self) -> str:
        """Return the sum of all that was read."""
        return self._sum.hexdigest()
