"""Imports: source files become records that lie in the home folder, ready to be indexed.

Beside the ``records.jsonl`` of an import lie ``rejections.jsonl``, the rows that were not taken,
and ``remarks.jsonl``, what was dropped from rows that were.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Unpack

from core.errors import DataError, NotFound
from core.progress import Progress
from core.records import PUBLIC, Record, Rejection
from core.settings import Settings
from indexer import checkpoint, import_folders, import_report, import_run, terms
from indexer.delivery import Delivery
from indexer.import_report import Damaged, NothingTaken, Refused
from indexer.manifest import ImportReport, Manifest
from indexer.normalise.identifiers import slug
from indexer.sink import RECORDS, REJECTIONS, REMARKS, STATE, RecordLine
from indexer.sources import all_sources
from indexer.sources.base import Context, Remark, Source
from indexer.terms import Terms
from taxonomy import border

__all__ = [
    "Damaged",
    "ImportReport",
    "Manifest",
    "NothingTaken",
    "Refused",
    "interrupted",
    "manifests",
    "records",
    "rejections",
    "remarks",
    "remove",
    "run",
]


def run(
    fmt: str,
    files: Sequence[Path],
    settings: Settings,
    progress: Progress,
    **told: Unpack[Terms],
) -> ImportReport:
    """Import ``files`` of the format ``fmt``, replacing the last import of the same ``dataset``.

    An import that was killed goes on where it stopped, if nothing changed since.

    Raises DataError for an unknown format, a wrong name, mapping or visibility, a missing legal
    basis, or when another import into the same dataset runs; NothingTaken when rows were rejected
    and none was taken; Damaged when a damaged delivery would replace a whole one.
    """
    source = _source(fmt)
    basis = terms.legal_basis(source, told.get("legal_basis", ""))
    files = source.complete(files)
    name = told.get("dataset") or _default_dataset(source, files)
    folder = import_folders.folder_of(settings, name)
    context = Context(
        source=fmt,
        dataset=folder.name,
        border=border.load(settings.region),
        natural_persons=settings.natural_persons,
        mapping=told.get("mapping"),
        demo=told.get("demo", False),
        visibility=terms.visibility(told.get("visibility", PUBLIC)),
    )
    delivery = Delivery(files)
    with import_folders.writing(folder, delivery.fingerprint(context)) as fresh:
        filled = import_run.fill(fresh, source, files, delivery, context, progress)
        before = import_folders.manifest_of(folder)
        report = import_report.report(source, delivery, context, filled, basis, before)
        try:
            import_report.check(report, before, accept_damaged=told.get("accept_damaged", False))
        except NothingTaken:
            checkpoint.drop(fresh)
            raise
        if not report.unchanged:
            import_folders.publish(folder, fresh / STATE, report.manifest)
        checkpoint.drop(fresh)
    return report


def manifests(settings: Settings) -> list[Manifest]:
    """Return the manifests of all imports in the order of their names."""
    return import_folders.all_manifests(settings)


def records(settings: Settings) -> Iterator[Record]:
    """Yield the records of all imports, one import after the other in the order of their names."""
    for manifest in manifests(settings):
        folder = import_folders.folder_of(settings, manifest.dataset)
        for line in import_folders.lines(folder, RECORDS, RecordLine):
            record = line.organisation or line.offer
            if record:
                yield record


def rejections(settings: Settings, dataset: str) -> Iterator[Rejection]:
    """Yield the rows of an import that were not taken. Raises NotFound for an unknown one."""
    folder = import_folders.folder_of(settings, dataset)
    return import_folders.lines(folder, REJECTIONS, Rejection)


def remarks(settings: Settings, dataset: str) -> Iterator[Remark]:
    """Yield what was dropped from rows of an import. Raises NotFound for an unknown one."""
    return import_folders.lines(import_folders.folder_of(settings, dataset), REMARKS, Remark)


def interrupted(settings: Settings) -> list[str]:
    """Return the names of imports that did not end: they run, or can go on where they stopped."""
    folders = sorted((settings.home / "imports").glob("*/"))
    return [folder.name for folder in folders if import_folders.left(folder)]


def remove(settings: Settings, dataset: str) -> None:
    """Delete an import, also one that did not end. Raises NotFound where there is none."""
    folder = import_folders.folder_of(settings, dataset)
    if not import_folders.manifest_of(folder) and not import_folders.left(folder):
        raise NotFound(f"There is no import named {dataset!r}; see partnernet data status.")
    with import_folders.writing(folder):
        import_folders.delete(folder)


def _source(fmt: str) -> Source:
    source = all_sources().get(fmt)
    if source is None:
        raise DataError(f"There is no format {fmt!r}; known are {', '.join(all_sources())}.")
    return source


def _default_dataset(source: Source, files: Sequence[Path]) -> str:
    """Return the format for a register, which is published whole, else format and file name."""
    stem = slug(files[0].name.partition(".")[0])[:60] if files else ""
    if source.whole or not stem:
        return source.name
    return (stem if stem.startswith(source.name) else f"{source.name}-{stem}").rstrip("-")
