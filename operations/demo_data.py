"""The demo: invented registers, written and imported like real ones, once for each size."""

import shutil
from contextlib import suppress
from importlib import metadata
from pathlib import Path

import msgspec

import demo
from core.errors import PartnerNetError
from core.files import replacing
from core.progress import Progress
from core.settings import Settings
from indexer import imports
from indexer.imports import ImportReport

DEFAULT_ORGANISATIONS = 52_000
DEFAULT_SEED = 1


class _Parameters(msgspec.Struct, frozen=True):
    """What the demo that is there was made with."""

    organisations: int
    seed: int
    version: str
    """Of the project: another one may invent other firms."""


def ensure_demo(
    settings: Settings, organisations: int, seed: int, progress: Progress
) -> list[ImportReport]:
    """Bring the demo to a size; 0 removes it. Returns the imports that were made, often none.

    Raises BadRequest for a size that the demo cannot have, and DataError when a part of it cannot
    be imported.
    """
    if not organisations:
        drop_demo(settings)
        return []
    wanted = _Parameters(organisations, seed, metadata.version("partnernet"))
    if _there(settings) == wanted:
        return []
    folder = _folder(settings)
    _marker(settings).unlink(missing_ok=True)
    shutil.rmtree(folder, ignore_errors=True)
    written = demo.write(folder, organisations, seed, progress)
    reports = [
        imports.run(
            source.format,
            source.files,
            settings,
            progress,
            dataset=source.dataset,
            mapping=source.mapping,
            legal_basis=source.legal_basis,
            demo=True,
        )
        for source in written.sources
    ]
    _remove(settings, but={source.dataset for source in written.sources})
    with replacing(_marker(settings)) as file:
        file.write(msgspec.json.encode(wanted))
    return reports


def drop_demo(settings: Settings) -> None:
    """Remove the demo and everything that was imported from it. No error where there is none."""
    _marker(settings).unlink(missing_ok=True)
    _remove(settings, but=set())
    shutil.rmtree(_folder(settings), ignore_errors=True)


def _remove(settings: Settings, but: set[str]) -> None:
    """Remove the imports of invented data except those named."""
    for manifest in imports.manifests(settings):
        if manifest.demo and manifest.dataset not in but:
            imports.remove(settings, manifest.dataset)


def _there(settings: Settings) -> _Parameters | None:
    """Return what the demo was made with, if all of it is still imported."""
    with suppress(OSError, msgspec.MsgspecError, PartnerNetError):
        made = msgspec.json.decode(_marker(settings).read_bytes(), type=_Parameters)
        return made if any(one.demo for one in imports.manifests(settings)) else None
    return None


def _folder(settings: Settings) -> Path:
    return settings.home / "demo"


def _marker(settings: Settings) -> Path:
    return _folder(settings) / "made.json"
