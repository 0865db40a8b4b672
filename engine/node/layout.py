"""Puts the node folder together from the checked files."""

import os
import shutil
import zipfile
from pathlib import Path

from core.files import replacing
from core.progress import Progress
from core.settings import Settings
from engine.node import artefacts
from engine.node.folder import CLUSTER, Folder
from engine.node.parts import Artefact, Module, fingerprint, locked, parts

_DONE = "put-together"


def put_together(settings: Settings, folder: Folder, progress: Progress) -> None:
    """Make ``folder.program`` what recipe and lock say; nothing is done when it already is.

    Raises ArtefactError when a file cannot be had.
    """
    if is_complete(folder):
        return
    files = artefacts.fetch(locked(), settings.downloads, progress)
    building = folder.root / "program.new"
    shutil.rmtree(building, ignore_errors=True)
    for artefact, path in files.items():
        _place(artefact, path, building / artefact.folder)
    for name, module in parts().modules.items():
        _describe(name, module, building / "modules" / name)
    (building / "bin").mkdir()  # the node makes it where it is missing, and may not write here
    (building / _DONE).write_text(fingerprint(), encoding="ascii")
    shutil.rmtree(folder.program, ignore_errors=True)
    building.rename(folder.program)


def is_complete(folder: Folder) -> bool:
    """Tell whether the program folder is the one that recipe and lock describe."""
    try:
        return (folder.program / _DONE).read_text(encoding="ascii") == fingerprint()
    except OSError:
        return False


def wrong_files(folder: Folder) -> list[str]:
    """Return the jars in the program folder that are missing or not the published ones."""
    return [
        f"{artefact.folder}/{artefact.file_name}"
        for artefact in locked()
        if artefact.file_name.endswith(".jar")
        and not artefacts.is_published(
            folder.program / artefact.folder / artefact.file_name, artefact
        )
    ]


def configure(folder: Folder, preferred_port: int) -> None:
    """Write the settings of OpenSearch.

    ``preferred_port`` is tried first, so that a node comes back where clients look for it;
    0 means any free port.
    """
    for one in folder.written:
        one.mkdir(parents=True, exist_ok=True)
    values = {
        "cluster.name": CLUSTER,
        "node.name": folder.node_name,
        "path.data": folder.data,
        "path.logs": folder.logs,
        "discovery.type": "single-node",
        "network.host": "127.0.0.1",
        # The node binds the ports itself and tells them in a file, so that no other process
        # can take one between choosing and binding.
        "http.port": f"{preferred_port},0" if preferred_port else "0",
        "transport.port": "0",
        "node.portsfile": "true",
        # A write to an alias that is gone must fail rather than make an index without mapping.
        "action.auto_create_index": "false",
        # A nearly full disk of a workstation must not turn indices read-only.
        "cluster.routing.allocation.disk.threshold_enabled": "false",
    }
    lines = "".join(f'{key}: "{value}"\n' for key, value in values.items())
    with replacing(folder.config / "opensearch.yml") as file:
        file.write(lines.encode())
    shutil.copyfile(
        Path(__file__).with_name("log4j2.properties"), folder.config / "log4j2.properties"
    )


def _place(artefact: Artefact, path: Path, target: Path) -> None:
    target.mkdir(parents=True, exist_ok=True)
    if path.suffix == ".zip":
        with zipfile.ZipFile(path) as archive:
            archive.extractall(target)
        return
    link_or_copy(str(path), str(target / path.name))


def link_or_copy(source: str, target: str) -> str:
    """Link the file where the file system can, so that a second home costs no disk."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)
    return target


def _describe(name: str, module: Module, target: Path) -> None:
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
