"""Imports: source files become records that lie in the home folder, ready to be indexed.

Beside the ``records.jsonl`` of an import lie ``rejections.jsonl``, the rows that were not taken,
and ``remarks.jsonl``, what was dropped from rows that were.
"""

import hashlib
import tempfile
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Unpack

import msgspec

from core.errors import DataError, NotFound
from core.progress import Progress
from core.records import PUBLIC, Record, Rejection
from core.settings import Settings
from indexer import import_folders, terms
from indexer.manifest import ImportedFile, ImportReport, Manifest
from indexer.normalise.identifiers import slug
from indexer.sink import RECORDS, REJECTIONS, REMARKS, RecordLine, Sink
from indexer.sources import all_sources
from indexer.sources.base import Context, Remark, Source
from indexer.terms import Terms
from taxonomy import border

__all__ = [
    "ImportReport",
    "Manifest",
    "NothingTaken",
    "manifests",
    "records",
    "rejections",
    "remarks",
    "remove",
    "run",
]

_STEP = 1000
"""Rows after which progress is told."""


class NothingTaken(DataError):
    """Not one row could be taken; what was imported before stays. Holds the report."""

    def __init__(self, sentence: str, report: ImportReport) -> None:
        super().__init__(sentence)
        self.report = report


def run(
    fmt: str,
    files: Sequence[Path],
    settings: Settings,
    progress: Progress,
    **told: Unpack[Terms],
) -> ImportReport:
    """Import ``files`` of the format ``fmt``, replacing the last import of the same ``dataset``.

    Raises DataError for an unknown format, a wrong name, mapping or visibility, a missing legal
    basis, or when another import into the same dataset runs; NothingTaken when rows were rejected
    and none was taken.
    """
    source = _source(fmt)
    basis = terms.legal_basis(source, told.get("legal_basis", ""))
    files = source.complete(files)
    folder = import_folders.folder_of(
        settings, told.get("dataset") or _default_dataset(source, files)
    )
    context = Context(
        source=fmt,
        dataset=folder.name,
        border=border.load(settings.region),
        natural_persons=settings.natural_persons,
        mapping=told.get("mapping"),
        demo=told.get("demo", False),
        visibility=terms.visibility(told.get("visibility", PUBLIC)),
    )
    with (
        import_folders.writing(folder),
        tempfile.TemporaryDirectory(dir=folder, prefix=import_folders.NEW) as temporary,
    ):
        fresh = Path(temporary) / "state"
        fresh.mkdir()
        sink = _fill(fresh, source, files, context, progress)
        before = import_folders.manifest_of(folder)
        report = _report(source, files, context, sink, basis, before)
        if not report.manifest.records and report.manifest.rejected:
            raise NothingTaken(_nothing(report), report)
        if not report.unchanged:
            import_folders.publish(folder, fresh, report.manifest)
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


def remove(settings: Settings, dataset: str) -> None:
    """Delete an import. Raises NotFound where there is none of that name."""
    folder = import_folders.folder_of(settings, dataset)
    if not import_folders.manifest_of(folder):
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


def _fill(
    folder: Path, source: Source, files: Sequence[Path], context: Context, progress: Progress
) -> Sink:
    progress.start(f"importing {context.dataset}")
    with Sink.into(folder) as sink:
        done = 0
        for outcome in source.read(files, context):
            sink.take(outcome)
            done += 1
            if done == _STEP:
                progress.advance(done)
                done = 0
        progress.advance(done)
        sink.remark(context.remarks, folder)
    progress.finish(f"{sink.organisations + sink.offers} taken")
    return sink


def _report(
    source: Source,
    files: Sequence[Path],
    context: Context,
    sink: Sink,
    legal_basis: str,
    before: Manifest | None,
) -> ImportReport:
    manifest = Manifest(
        dataset=context.dataset,
        format=source.name,
        attribution=source.attribution,
        imported=datetime.now(UTC).isoformat(timespec="seconds"),
        demo=context.demo,
        visibility=context.visibility,
        legal_basis=legal_basis,
        files=tuple(_described(file) for file in files if file.is_file()),
        records=sink.organisations + sink.offers,
        rejected=sink.rejections.total(),
        organisations=sink.organisations,
        offers=sink.offers,
        rejections=dict(sink.rejections.most_common()),
        remarks=dict(context.remark_counts.most_common()),
        skipped=dict(sink.skipped.most_common()),
        state=sink.state,
    )
    same = before is not None and before == msgspec.structs.replace(
        manifest, imported=before.imported
    )
    return ImportReport(
        manifest=before if before and same else manifest,
        examples=tuple(sink.examples),
        unchanged=same,
    )


def _nothing(report: ImportReport) -> str:
    wrong = [one for one in report.examples if ": wrong_file: " in one]
    if len(wrong) == report.manifest.rejected:
        return wrong[0].split(": wrong_file: ", 1)[1]
    return (
        f"None of {report.manifest.rejected} rows could be taken; "
        "what was imported before stays as it is."
    )


def _described(file: Path) -> ImportedFile:
    with file.open("rb") as opened:
        digest = hashlib.file_digest(opened, "sha256").hexdigest()
    return ImportedFile(file.name, digest, file.stat().st_size)
