"""The files of an import as they are when it begins, and a hash of all that decides its outcome."""

import hashlib
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from core.errors import DataError
from indexer import recipe
from indexer.manifest import ImportedFile
from indexer.sources.base import Context, file_name


class Delivery:
    """Files and folders that are imported together, looked at once. A missing one is left out."""

    def __init__(self, files: Sequence[Path]) -> None:
        self._seen = [(file, _marks(file)) for file in files]
        self.files = tuple(_described(file) for file in files if file.exists())

    @property
    def names(self) -> frozenset[str]:
        """Names of all files that were given, without folder."""
        return frozenset(file_name(file) for file, _ in self._seen)

    def fingerprint(self, context: Context) -> str:
        """Return a hash of the files and of all else that records are made by.

        That is: the settings and the mapping that the source is told, and the code.
        """
        told = (
            *(context.source, context.dataset, context.visibility),
            *(context.natural_persons, context.demo),
            *(sorted(context.border.districts), sorted(context.border.regions)),
            _described(context.mapping) if context.mapping and context.mapping.exists() else None,
        )
        given = [file_name(file) for file, _ in self._seen]
        whole = msgspec.json.encode((recipe.reading_hash(), told, given, self.files))
        return hashlib.blake2b(whole, digest_size=12).hexdigest()

    def check_unchanged(self) -> None:
        """Raise DataError where a file is not as it was, for instance still being written."""
        for file, marks in self._seen:
            if _marks(file) != marks:
                raise DataError(
                    f"{file.name} changed while it was imported; import it again when it is whole."
                )


def _marks(file: Path) -> tuple[tuple[str, int, int], ...]:
    """Return what changes when a file, or one in a folder, is written to."""
    return tuple(
        (str(path), status.st_size, status.st_mtime_ns)
        for path in _within(file)
        for status in (path.stat(),)
    )


def _within(file: Path) -> Iterator[Path]:
    if file.is_dir():
        yield from sorted(path for path in file.rglob("*") if path.is_file())
    elif file.exists():
        yield file


def _described(file: Path) -> ImportedFile:
    if not file.is_dir():
        return ImportedFile(file_name(file), _sum(file), file.stat().st_size)
    digest, size = hashlib.sha256(), 0
    for path in _within(file):
        digest.update(os.fsencode(path.relative_to(file)) + f"\0{_sum(path)}\n".encode())
        size += path.stat().st_size
    return ImportedFile(file_name(file), digest.hexdigest(), size)


def _sum(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()
