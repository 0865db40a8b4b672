"""Puts the program folder of the node together from the checked files."""

import hashlib
import os
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import msgspec

from core.progress import Progress
from core.settings import Settings
from engine.node import artefacts
from engine.node.folder import Folder
from engine.node.parts import Module, fingerprint, locked, parts
from engine.node.place import open_to_all

_NOTE = "put-together.json"


class Note(msgspec.Struct, frozen=True):
    """What a finished program folder was made from, and the sums of all its files."""

    fingerprint: str
    sums: dict[str, str]


def put_together(settings: Settings, folder: Folder, progress: Progress) -> None:
    """Make ``folder.program`` what recipe and lock say; nothing is done when it already is.

    Files that were damaged since are replaced. The node must not run.
    Raises ArtefactError when a file cannot be had.
    """
    if not damage(folder):
        return
    files = artefacts.fetch(locked(), settings.downloads, progress)
    building = folder.root / "program.new"
    shutil.rmtree(building, ignore_errors=True)
    for artefact, path in files.items():
        _place(path, building / artefact.folder)
    for name, module in parts().modules.items():
        _describe(name, module, building / "modules" / name)
    (building / "bin").mkdir()  # the node makes it where it is missing, and may not write here
    note = Note(fingerprint(), {name: _sum(building / name) for name in _files(building)})
    (building / _NOTE).write_bytes(msgspec.json.encode(note))
    open_to_all(building)
    shutil.rmtree(folder.program, ignore_errors=True)
    building.rename(folder.program)


def damage(folder: Folder) -> list[str]:
    """Return what is missing or wrong in the program folder, as paths relative to it.

    Jars are held against the lock file, all other files against the note of their making. Takes
    0.1 s, so that each start can ask.
    """
    try:
        note = msgspec.json.decode((folder.program / _NOTE).read_bytes(), type=Note)
    except (OSError, msgspec.DecodeError):
        return [_NOTE]
    if note.fingerprint != fingerprint():
        return [_NOTE]
    jars = {
        f"{artefact.folder}/{artefact.file_name}": artefact.sha256
        for artefact in locked()
        if not artefact.is_archive
    }
    expected = note.sums | jars
    found = set(_files(folder.program)) - {_NOTE}
    wrong = [
        name for name in found & set(expected) if _sum(folder.program / name) != expected[name]
    ]
    return sorted([*wrong, *(found ^ set(expected))])


def link_or_copy(source: Path, target: Path) -> None:
    """Link the file where the file system can, so that a second home costs no disk."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


def _place(path: Path, target: Path) -> None:
    target.mkdir(parents=True, exist_ok=True)
    if path.suffix == ".zip":
        with zipfile.ZipFile(path) as archive:
            archive.extractall(target)
    else:
        link_or_copy(path, target / path.name)


def _describe(name: str, module: Module, target: Path) -> None:
    """Write the descriptor that OpenSearch wants in each module's folder, and its policy."""
    target.mkdir(parents=True, exist_ok=True)
    version = parts().version
    values = {
        "description": f"Module {name} of OpenSearch",
        "version": version,
        "name": name,
        "classname": module.plugin_class,
        "java.version": "21",
        "opensearch.version": version,
        "extended.plugins": module.extends,
        "has.native.controller": "false",
    }
    text = "".join(f"{key}={value}\n" for key, value in values.items())
    (target / "plugin-descriptor.properties").write_text(text, encoding="utf-8")
    if module.policy:
        (target / "plugin-security.policy").write_text(module.policy, encoding="utf-8")


def _files(folder: Path) -> Iterator[str]:
    return (str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def _sum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
