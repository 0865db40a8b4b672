"""Writes a quality report: of released records when an index was built, of records as imported."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from core.settings import Settings
from indexer import imports
from indexer.linking.types import Links
from indexer.manifest import Manifest
from indexer.privacy import Withheld
from indexer.quality import folders, page, sections, thresholds
from indexer.quality.measures import Measures
from indexer.quality.sections import Examples, Load
from indexer.quality.types import Example, Report, Stage

_EXAMPLES = 3
"""Places of rejected rows that are shown of each reason."""


@dataclass(frozen=True)
class Written:
    """A report and where it lies."""

    report: Report
    folder: Path

    def page(self, language: str) -> Path:
        """Return the file of the page in ``language``."""
        return self.folder / page.file_name(language)


def write(
    settings: Settings, links: Links | None, measures: Measures, withheld: Mapping[Withheld, int]
) -> Written:
    """Write the report that :func:`drafted` makes."""
    return publish(settings, drafted(settings, links, measures, withheld))


def drafted(
    settings: Settings, links: Links | None, measures: Measures, withheld: Mapping[Withheld, int]
) -> Report:
    """Return the report of all imports and of ``measures``, compared with the last of its stage.

    ``links`` are None where records have not been linked; ``withheld`` counts records that were
    imported but may not leave, by reason.
    """
    there = imports.manifests(settings)
    load = Load(manifests=there, links=links, measures=measures, withheld=withheld)
    before = folders.newest(settings, stage_of(load))
    examples = {one.dataset: _examples(settings, one) for one in there}
    return made(load, examples, before, datetime.now(UTC))


def publish(settings: Settings, report: Report) -> Written:
    """Write a report that was drafted, as the newest; one that was written stays as it is."""
    there = folders.folder_of(settings) / folders.name_of(report)
    if there.is_dir():
        return Written(report, there)
    return Written(report, folders.save(settings, report, page.pages(report)))


def of_imports(settings: Settings) -> Written:
    """Write the report of all imports as they lie there, before they are linked."""
    measures = Measures(None)
    for record in imports.records(settings):
        measures.take_record(record)
    return write(settings, None, measures, {})


def made(
    load: Load, examples: Mapping[str, Examples], before: Report | None, now: datetime
) -> Report:
    """Return the report; ``examples`` by dataset, ``before`` is what it is compared with."""
    total = sections.of_all(load, before.total if before else None)
    earlier = {one.dataset: one for one in before.sources} if before else {}
    sources = tuple(
        sections.of_source(load, one, examples.get(one.dataset, {}), earlier.get(one.dataset))
        for one in load.manifests
    )
    gone = tuple(sorted(earlier.keys() - {one.dataset for one in load.manifests}))
    return Report(
        made=now.isoformat(),
        stage=stage_of(load),
        compared_with=before.made if before else "",
        findings=thresholds.crossed(total, sources, gone),
        total=total,
        sources=sources,
        gone=gone,
    )


def stage_of(load: Load) -> Stage:
    """Return what the records of ``load`` are."""
    return "import" if load.links is None else "build"


def _examples(settings: Settings, manifest: Manifest) -> dict[str, list[Example]]:
    """Return the places of the first rejected rows of each reason."""
    found: dict[str, list[Example]] = {code: [] for code in manifest.rejections}
    missing = sum(min(count, _EXAMPLES) for count in manifest.rejections.values())
    rejections = imports.rejections(settings, manifest.dataset) if missing else ()
    for one in rejections:
        places = found.setdefault(one.reason, [])
        if len(places) < _EXAMPLES:
            places.append(Example(file=one.file, line=one.line))
            missing -= 1
        if missing <= 0:
            break
    return found
