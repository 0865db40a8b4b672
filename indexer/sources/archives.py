"""Deliveries of files: plain, packed, in a folder or in a ZIP archive.

An archive from outside may be made to fill memory or disk, or to write where it should not. So
nothing is ever unpacked to the disk: entries are read in place, within the limits of
``unpacking``. An entry that is refused is told when it is opened, and the others go on.
"""

import io
import re
import stat
import zipfile
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path, PurePosixPath
from typing import NoReturn, cast

from indexer.normalise import text
from indexer.sources import opening
from indexer.sources.base import Context, Outcome, Row, WrongFile, file_name
from indexer.sources.unpacking import Quota, Readable, Unpacked
from indexer.sources.zips import check_directory

_ARCHIVE = ".zip"
_PACKED = frozenset({".gz", ".bz2"})
_NESTED = frozenset({_ARCHIVE, *_PACKED, ".xz", ".7z", ".rar", ".tar", ".tgz", ".zst"})
_BESIDE = re.compile(r"(?:^|/)(?:__MACOSX/|\.[^./])")
"""What packing programs add by themselves."""
_ENCRYPTED = 0x1
"""Flag of an entry that needs a password."""
_WAYS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2})
_BUFFER = 1024 * 1024
_SHOWN = 150


@dataclass(frozen=True)
class Part:
    """One file of a delivery: a file of its own or an entry of an archive."""

    name: str
    """For people: ``HRB 1.xml``, or ``delivery.zip/HRB 1.xml`` in an archive or a folder."""
    opened: Callable[[], AbstractContextManager[io.BufferedReader]]
    """Opens it, while the iterator that gave it has not gone on. Raises WrongFile."""


def parts(paths: Iterable[Path], endings: Collection[str], expected: str) -> Iterator[Part]:
    """Yield the files of a delivery, those of folders and archives by name, the last first.

    Names of extracts end with the day on which they were drawn, so the newest comes first.
    ``endings`` are those of the files that are wanted in folders and archives (``.xml``), which in
    a folder may also be packed. ``expected`` says what they should be.
    """
    for path in paths:
        if path.is_dir():
            yield from _in_folder(path, endings, expected)
        else:
            yield from _of_file(path, endings, expected)


def each_part(
    parts: Iterable[Part],
    context: Context,
    read: Callable[[io.BufferedReader, str], Iterator[Outcome]],
) -> Iterator[Outcome]:
    """Read one part after the other; one that is not what it should be is rejected as a whole."""
    for part in parts:
        try:
            with part.opened() as file:
                yield from read(file, part.name)
        except WrongFile as error:
            yield Row(context, part.name, 0).rejection("wrong_file", str(error))


def _in_folder(folder: Path, endings: Collection[str], expected: str) -> Iterator[Part]:
    found = [path for path in sorted(folder.rglob("*"), reverse=True) if _wanted(path, endings)]
    for path in found:
        # Folders within may hold files of the same name.
        where = _shown(path.parent.relative_to(folder.parent).as_posix())
        for part in _of_file(path, endings, expected):
            yield replace(part, name=f"{where}/{part.name}")
    if not found:
        yield _refused(folder.name, f"{folder.name} is a folder without {expected}.")


def _wanted(path: Path, endings: Collection[str]) -> bool:
    suffixes = [suffix.lower() for suffix in path.suffixes[-2:]] or [""]
    if suffixes[-1] in _PACKED:
        suffixes.pop()
    return path.is_file() and bool(suffixes) and suffixes[-1] in (*endings, _ARCHIVE)


def _of_file(path: Path, endings: Collection[str], expected: str) -> Iterator[Part]:
    if path.suffix.lower() != _ARCHIVE:
        yield Part(file_name(path), partial(_file, path, expected))
        return
    try:
        yield from _in_archive(path, endings, expected)
    except WrongFile as error:
        yield _refused(path.name, str(error))


@contextmanager
def _file(path: Path, expected: str) -> Iterator[io.BufferedReader]:
    with opening.opened(path, expected) as file:
        readable = cast(Readable, file)
        # A plain file unpacks to what it is, so the ratio never refuses it.
        quota = Quota(path.name, path.stat().st_size)
        yield io.BufferedReader(Unpacked(readable, path.name, quota), _BUFFER)


def _in_archive(path: Path, endings: Collection[str], expected: str) -> Iterator[Part]:
    check_directory(path)
    try:
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
        raise WrongFile(f"{path.name} is no ZIP archive or is damaged; fetch it again.") from error
    with archive:
        quota = Quota(path.name, path.stat().st_size)
        found = False
        for entry in sorted(archive.infolist(), key=lambda one: one.filename, reverse=True):
            # Of an entry without a name nothing is known, not even whether it is a folder.
            if entry.filename and not entry.is_dir() and not _BESIDE.search(entry.filename):
                part = _entry(path.name, archive, entry, quota, endings)
                found |= part is not None
                if part:
                    yield part
        if not found:
            raise WrongFile(f"{path.name} is an archive without {expected}.")


def _entry(
    name: str,
    archive: zipfile.ZipFile,
    entry: zipfile.ZipInfo,
    quota: Quota,
    endings: Collection[str],
) -> Part | None:
    """Return an entry as a part, one that must be refused too; None for what is not wanted."""
    inner = PurePosixPath(entry.filename.replace("\\", "/"))
    whole = f"{name}/{_shown(entry.filename)}"
    if inner.is_absolute() or ".." in inner.parts or re.match(r"[A-Za-z]:", entry.filename):
        return _refused(whole, f"{whole} points out of the archive, so it is not read.")
    if stat.S_ISLNK(entry.external_attr >> 16):
        return _refused(whole, f"{whole} is a link to another file, so it is not read.")
    if inner.suffix.lower() in _NESTED:
        return _refused(whole, f"{whole} is an archive in an archive; unpack {name} first.")
    if inner.suffix.lower() not in endings:
        return None
    if entry.flag_bits & _ENCRYPTED:
        return _refused(whole, f"{whole} needs a password; pack it without one.")
    if entry.compress_type not in _WAYS:
        return _refused(whole, f"{whole} is packed in a way that is not read; use deflate.")
    return Part(whole, partial(_opened_entry, archive, entry, whole, quota))


@contextmanager
def _opened_entry(
    archive: zipfile.ZipFile, entry: zipfile.ZipInfo, name: str, quota: Quota
) -> Iterator[io.BufferedReader]:
    try:
        file = archive.open(entry)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, OSError) as error:
        raise WrongFile(f"{name} is damaged; fetch the archive again.") from error
    with file:
        yield io.BufferedReader(Unpacked(file, name, quota), _BUFFER)


def _shown(name: str) -> str:
    """Return a name as UTF-8 can write it: that of a file may be bytes of a code page."""
    return text.clean(name.encode("utf-8", "replace").decode())[:_SHOWN]


def _refused(name: str, sentence: str) -> Part:
    def refuse() -> NoReturn:
        raise WrongFile(sentence)

    return Part(name, refuse)
