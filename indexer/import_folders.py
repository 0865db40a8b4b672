"""The folders of imports: ``imports/<dataset>/manifest.json`` names the folder of the records.

A new import is written beside the old one, and the manifest is replaced last, so that a reader
sees the old or the new one whole.
"""

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TypeVar

import msgspec

from core import locks
from core.errors import DataError, NotFound
from core.files import replacing
from core.settings import Settings
from indexer import checkpoint
from indexer.manifest import Manifest

T = TypeVar("T")

NEW = ".new-"
"""Begin of the name of a folder that is being written."""
_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,99}")
_MANIFEST = "manifest.json"


def folder_of(settings: Settings, dataset: str) -> Path:
    """Return the folder of an import. Raises DataError for a name that is no safe folder."""
    if not _NAME.fullmatch(dataset):
        raise DataError(
            f"A dataset is named with small letters, digits and hyphens, not {dataset!r}."
        )
    return settings.home / "imports" / dataset


def all_manifests(settings: Settings) -> list[Manifest]:
    """Return the manifests of all imports in the order of their names."""
    folders = sorted((settings.home / "imports").glob("*/"))
    return [found for folder in folders if (found := manifest_of(folder))]


def manifest_of(folder: Path) -> Manifest | None:
    """Return the manifest in a folder. Raises DataError where it cannot be read."""
    path = folder / _MANIFEST
    try:
        return msgspec.json.decode(path.read_bytes(), type=Manifest)
    except FileNotFoundError:
        return None
    except msgspec.MsgspecError as error:
        raise DataError(
            f"{path} cannot be read ({error}); delete its folder and import the files again."
        ) from error


@contextmanager
def writing(folder: Path, fingerprint: str = "") -> Iterator[Path]:
    """Hold the folder of an import against other processes; yield where to write a new one.

    What an import of the same ``fingerprint`` left there is still there, so that it can go on;
    what others left is deleted, and so is at the end what has no checkpoint. Raises DataError
    when another import into the folder runs.
    """
    folder.mkdir(parents=True, exist_ok=True)
    busy = DataError(f"Another import into {folder.name!r} is running; wait for its end.")
    fresh = folder / f"{NEW}{fingerprint}"
    with locks.held(folder.with_name(f".{folder.name}.lock"), busy):
        for left in folder.glob(f"{NEW}*"):
            if left != fresh:
                shutil.rmtree(left, ignore_errors=True)
        try:
            yield fresh
        finally:
            if checkpoint.read(fresh) is None:
                shutil.rmtree(fresh, ignore_errors=True)


def publish(folder: Path, fresh: Path, manifest: Manifest) -> None:
    """Make ``fresh`` the content of an import, and delete what was there before."""
    target = folder / manifest.state
    if not target.is_dir():
        fresh.rename(target)
    with replacing(folder / _MANIFEST) as file:
        file.write(msgspec.json.format(msgspec.json.encode(manifest), indent=1))
    for old in folder.iterdir():
        if old.is_dir() and old != target and not old.name.startswith(NEW):
            shutil.rmtree(old)


def left(folder: Path) -> bool:
    """Tell whether an import that did not end can go on in a folder."""
    return any(checkpoint.read(fresh) for fresh in folder.glob(f"{NEW}*"))


def delete(folder: Path) -> None:
    """Delete an import. Readers that have begun read on."""
    (folder / _MANIFEST).unlink(missing_ok=True)
    shutil.rmtree(folder)


def lines(folder: Path, name: str, kind: type[T]) -> Iterator[T]:
    """Yield the lines of a file of an import. Raises NotFound where there is no import."""
    decode = msgspec.json.Decoder(kind).decode
    with _opened(folder, name) as file:
        for line in file:
            yield decode(line)


def _opened(folder: Path, name: str) -> IO[bytes]:
    """Open a file of an import; one that is replaced in this moment is looked up anew."""
    before = None
    while manifest := manifest_of(folder):
        try:
            return (folder / manifest.state / name).open("rb")
        except FileNotFoundError:
            if manifest == before:
                raise
            before = manifest
    raise NotFound(f"There is no import named {folder.name!r}; see partnernet data status.")
