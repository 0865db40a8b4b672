"""From manifests and counts to the sections of a report, beside those of the report before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from indexer.linking.types import Links
from indexer.manifest import Manifest
from indexer.privacy import Withheld
from indexer.quality.measures import Measures
from indexer.quality.types import Example, Figure, Figures, Reason, Section

Examples = Mapping[str, Sequence[Example]]
"""By reason."""


@dataclass(frozen=True, kw_only=True)
class Load:
    """What a report is made of."""

    manifests: Sequence[Manifest]
    links: Links | None
    """None where records have not been linked."""
    measures: Measures
    withheld: Mapping[Withheld, int]
    """Records that were imported but may not leave, by reason."""


_OF = {
    "accepted": "rows",
    "left_out": "rows",
    "linked": "organisations",
    "to_check": "organisations",
    "differences": "organisations",
    "sector_registered": "organisations",
    "sector_inferred": "organisations",
    "coordinates_address": "organisations",
    "coordinates_postal_code": "organisations",
    "coordinates_municipality": "organisations",
    "coordinates_none": "organisations",
    "website": "organisations",
    "legal_form": "organisations",
    "unconfirmed": "organisations",
    "undated": "organisations",
}
"""What each figure is a part of. Of rejected rows see :func:`_figures`."""

_ONLY_LINKED = ("linked", "to_check", "differences")


def of_source(
    load: Load, manifest: Manifest, examples: Examples, before: Section | None
) -> Section:
    """Return the section of one import of ``load``."""
    counts = {**_rows(manifest), **_counted(load, load.measures.of_dataset[manifest.dataset])}
    differences = load.measures.differences_of_dataset[manifest.dataset]
    return Section(
        dataset=manifest.dataset,
        format=manifest.format,
        demo=manifest.demo,
        visibility=manifest.visibility,
        imported=manifest.imported,
        figures=_figures(counts, before.figures if before else {}),
        left_out=_reasons(manifest.skipped, before.left_out if before else None),
        rejected=_reasons(manifest.rejections, before.rejected if before else None, examples),
        remarks=_reasons(manifest.remarks, before.remarks if before else None),
        damaged=manifest.damaged,
        differences=_reasons(differences, before.differences if before else None),
    )


def of_all(load: Load, before: Section | None) -> Section:
    """Return the section of all imports together."""
    rows = [_rows(manifest) for manifest in load.manifests]
    counts = {name: sum(one[name] for one in rows) for name in _READ}
    counts |= _counted(load, load.measures.total)
    if load.links is not None:
        counts["pairs_to_check"] = len(load.links.to_check)
    return Section(
        dataset="",
        figures=_figures(counts, before.figures if before else {}),
        differences=_reasons(load.measures.differences, before.differences if before else None),
        withheld=_reasons(load.withheld, before.withheld if before else None),
    )


_READ = ("rows", "accepted", "left_out", "rejected", "remarks", "damaged")


def _rows(manifest: Manifest) -> dict[str, int]:
    left_out = sum(manifest.skipped.values())
    return {
        "rows": manifest.records + manifest.rejected + left_out,
        "accepted": manifest.records,
        "left_out": left_out,
        "rejected": manifest.rejected,
        "remarks": sum(manifest.remarks.values()),
        "damaged": len(manifest.damaged),
    }


def _counted(load: Load, counts: Mapping[str, int]) -> dict[str, int]:
    """Return all figures of records; those of linking only where records have been linked."""
    names = ("organisations", "offers", *(n for n, of in _OF.items() if of == "organisations"))
    return {n: counts.get(n, 0) for n in names if load.links is not None or n not in _ONLY_LINKED}


def _figures(counts: Mapping[str, int], before: Figures) -> Figures:
    """Return the figures of ``counts`` with those of the report before.

    A rejected row is a part of those that were meant to be taken, as for the limit of a build.
    """
    wholes = {name: counts[of] for name, of in _OF.items() if name in counts}
    wholes["rejected"] = counts["accepted"] + counts["rejected"]
    none = Figure(count=0)
    return {
        name: Figure(
            count=count,
            of=wholes.get(name, 0),
            before=before[name].count if name in before else None,
            of_before=before.get(name, none).of,
        )
        for name, count in counts.items()
    }


def _reasons(
    counts: Mapping[Any, int], before: Sequence[Reason] | None, examples: Examples | None = None
) -> tuple[Reason, ...]:
    """Return reasons, the most frequent first, and those that there were before and are gone."""
    earlier = {one.code: one.count for one in before or ()}
    codes = dict.fromkeys((*counts, *(code for code, count in earlier.items() if count)))
    found = [
        Reason(
            code=code,
            count=counts.get(code, 0),
            before=None if before is None else earlier.get(code, 0),
            examples=tuple((examples or {}).get(code, ())),
        )
        for code in codes
    ]
    return tuple(sorted(found, key=lambda one: (-one.count, one.code)))
