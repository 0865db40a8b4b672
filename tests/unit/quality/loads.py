"""Imports and records for tests of the report, made up."""

from datetime import UTC, date, datetime
from typing import Any

from core.records import Organisation
from indexer.linking.types import Links, Pair
from indexer.manifest import Manifest
from indexer.quality.measures import Measures
from indexer.quality.sections import Load
from indexer.quality.types import Report
from indexer.quality.write import made

TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 16, 15, tzinfo=UTC)


def manifest(dataset: str = "res", **changes: Any) -> Manifest:
    values: dict[str, Any] = {
        "dataset": dataset,
        "format": "res",
        "attribution": "",
        "imported": "2026-11-23T10:00:00+00:00",
        "demo": False,
        "files": (),
        "records": 100,
        "rejected": 0,
        "organisations": 100,
        "offers": 0,
        "rejections": {},
        "remarks": {},
        "skipped": {},
        "state": "x",
    }
    return Manifest(**{**values, **changes})


def links(*pairs: tuple[str, str]) -> Links:
    waiting = tuple(
        Pair(first=first, second=second, band="check", score=0.7, reasons=())
        for first, second in pairs
    )
    return Links(organisation_of={}, to_check=waiting, related={})


def report(
    *organisations: Organisation,
    manifests: tuple[Manifest, ...] = (),
    linked: Links | None = None,
    before: Report | None = None,
    withheld: dict[Any, int] | None = None,
) -> Report:
    """A report of ``organisations``; ``linked`` None stands for an import."""
    measures = Measures(linked, TODAY)
    for one in organisations:
        measures.take(one)
    load = Load(manifests=manifests, links=linked, measures=measures, withheld=withheld or {})
    return made(load, {}, before, NOW)
