"""Unpacks a backup into an empty folder and checks all of it, trusting nothing that it says."""

import hashlib
import tarfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import disk_usage
from typing import IO

import msgspec

from core.errors import BackupError
from core.progress import Progress
from operations.backup import manifest
from operations.backup.manifest import Manifest, Stored

_BLOCK = 1024 * 1024
_UNIT = 1000
_ROOM = 2
"""A restore needs the unpacked bytes, and once more at most for the database that it fills."""
_DAMAGED = "{} is damaged or no backup of PartnerNet ({}); take another one."


def unpacked(path: Path, folder: Path, progress: Progress) -> Manifest:
    """Write the files of the backup at ``path`` below ``folder`` and return its manifest.

    Only regular files are taken, only those that the manifest names, in its order, of exactly the
    sizes that it tells; the sums at the end must agree. Raises BackupError where anything differs,
    where the backup is of a newer program, or where the disk has too little room.
    """
    with _archive(path) as archive:
        members = iter(archive)
        about = manifest.read(_list(archive, members, manifest.MANIFEST))
        _check_room(about, folder)
        progress.start("unpacking and checking the backup (kB)", about.size // _UNIT)
        sums = {one.name: _unpack(archive, members, one, folder, progress) for one in about.files}
        told = _list(archive, members, manifest.SUMS)
        if msgspec.json.decode(told, type=dict[str, str]) != sums:
            raise BackupError(_DAMAGED.format(path, "sums differ"))
        if next(members, None) is not None:
            raise BackupError(_DAMAGED.format(path, "something follows its end"))
        progress.finish()
    return about


@contextmanager
def _archive(path: Path) -> Iterator[tarfile.TarFile]:
    """Open the archive as a stream; what is wrong with it becomes one sentence."""
    try:
        with tarfile.open(path, mode="r|gz", bufsize=_BLOCK) as archive:
            yield archive
    except FileNotFoundError as error:
        raise BackupError(f"There is no backup {path}.") from error
    except (tarfile.TarError, zlib.error, EOFError, msgspec.MsgspecError) as error:
        raise BackupError(_DAMAGED.format(path, error)) from error


def _check_room(about: Manifest, folder: Path) -> None:
    needed, free = _ROOM * about.size, disk_usage(folder).free
    if needed > free:
        raise BackupError(
            f"The backup needs up to {needed // 1_000_000} MB in {folder.parent}, where "
            f"{free // 1_000_000} MB are free; make room first."
        )


def _next(archive: tarfile.TarFile, members: Iterator[tarfile.TarInfo], name: str) -> IO[bytes]:
    """Return the content of the next member, which must be the regular file ``name``."""
    member = next(members, None)
    content = archive.extractfile(member) if member and member.isreg() else None
    if member is None or content is None or member.name != name or member.issparse():
        found = "its end" if member is None else repr(member.name)
        raise tarfile.ReadError(f"{found} instead of the file {name!r}")
    return content


def _list(archive: tarfile.TarFile, members: Iterator[tarfile.TarInfo], name: str) -> bytes:
    text = _next(archive, members, name).read(manifest.MOST_BYTES_OF_LISTS + 1)
    if len(text) > manifest.MOST_BYTES_OF_LISTS:
        raise tarfile.ReadError(f"{name} is too large")
    return text


def _unpack(
    archive: tarfile.TarFile,
    members: Iterator[tarfile.TarInfo],
    wanted: Stored,
    folder: Path,
    progress: Progress,
) -> str:
    """Write one file for its owner only, and return its SHA-256."""
    target = folder / wanted.name  # its name has a place in a home: see manifest.has_place
    target.parent.mkdir(parents=True, exist_ok=True)
    source = _next(archive, members, wanted.name)
    total, summed = 0, hashlib.sha256()
    target.touch(mode=0o600, exist_ok=False)
    with target.open("wb") as file:
        while block := source.read(_BLOCK):
            total += len(block)
            if total > wanted.size:
                break
            file.write(block)
            summed.update(block)
            progress.advance(len(block) // _UNIT)
    if total != wanted.size:
        raise tarfile.ReadError(f"{wanted.name} is not of the size that the manifest tells")
    return summed.hexdigest()
