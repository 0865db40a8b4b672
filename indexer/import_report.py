"""What is told of an import that has run, and whether it may replace the one before."""

from collections.abc import Mapping
from datetime import UTC, datetime

import msgspec

from core.errors import DataError
from indexer.delivery import Delivery
from indexer.import_run import Filled
from indexer.manifest import ImportReport, Manifest
from indexer.sources.base import Context, Source


class Refused(DataError):
    """An import was not put in place; what was imported before stays. Holds the report."""

    def __init__(self, sentence: str, report: ImportReport) -> None:
        super().__init__(sentence)
        self.report = report


class NothingTaken(Refused):
    """Not one row could be taken."""


class Damaged(Refused):
    """A file is damaged or breaks off, and what was imported before was whole."""


def report(
    source: Source,
    delivery: Delivery,
    context: Context,
    filled: Filled,
    legal_basis: str,
    before: Manifest | None,
) -> ImportReport:
    """Return what an import did, compared with the one ``before`` it."""
    tally = filled.sink.tally
    manifest = Manifest(
        dataset=context.dataset,
        format=source.name,
        attribution=source.attribution,
        imported=datetime.now(UTC).isoformat(timespec="seconds"),
        demo=context.demo,
        visibility=context.visibility,
        legal_basis=legal_basis,
        files=delivery.files,
        damaged=tuple(tally.damaged),
        records=tally.organisations + tally.offers,
        rejected=sum(tally.rejections.values()),
        organisations=tally.organisations,
        offers=tally.offers,
        rejections=_most_first(tally.rejections),
        remarks=_most_first(context.remark_counts),
        skipped=_most_first(tally.skipped),
        state=filled.state,
    )
    same = before is not None and before == msgspec.structs.replace(
        manifest, imported=before.imported
    )
    return ImportReport(
        manifest=before if before and same else manifest,
        examples=filled.sink.examples,
        unchanged=same,
    )


def check(report: ImportReport, before: Manifest | None, *, accept_damaged: bool) -> None:
    """Raise NothingTaken or Damaged where an import must not replace what was there ``before``."""
    manifest = report.manifest
    if not manifest.records and manifest.rejected:
        raise NothingTaken(_nothing(report), report)
    if manifest.damaged and before and not before.damaged and not accept_damaged:
        raise Damaged(_damaged(manifest, before), report)


def _most_first(counts: Mapping[str, int]) -> dict[str, int]:
    return dict(sorted(counts.items(), key=lambda one: -one[1]))


def _nothing(report: ImportReport) -> str:
    wrong = [one for one in report.examples if ": wrong_file: " in one]
    if len(wrong) == report.manifest.rejected:
        return wrong[0].split(": wrong_file: ", 1)[1]
    return (
        f"None of {report.manifest.rejected} rows could be taken; "
        "what was imported before stays as it is."
    )


def _damaged(manifest: Manifest, before: Manifest) -> str:
    first, *others = manifest.damaged
    names = f"{first} and {len(others)} more files are" if others else f"{first} is"
    return (
        f"{names} damaged or cut off: {manifest.records} records could be read, "
        f"{before.records} are there from {before.imported[:10]} and stay. Fetch the delivery "
        "again, or take it as it is with --accept-damaged."
    )
