"""What a quality report says. It is kept as JSON; the pages are made from the same values."""

from typing import Literal

import msgspec

from core.records import PUBLIC

Stage = Literal["import", "build"]
"""``import``: records as the sources give them; ``build``: linked, as they are released."""

FIGURES = (
    "rows",
    "accepted",
    "left_out",
    "rejected",
    "remarks",
    "damaged",
    "organisations",
    "offers",
    "linked",
    "to_check",
    "pairs_to_check",
    "differences",
    "sector_registered",
    "sector_inferred",
    "coordinates_address",
    "coordinates_postal_code",
    "coordinates_municipality",
    "coordinates_none",
    "website",
    "legal_form",
    "unconfirmed",
    "undated",
)
"""All figures, in the order in which a report shows them."""


class Figure(msgspec.Struct, frozen=True, kw_only=True):
    """One number of a source or of all, beside what it was in the report before."""

    count: int
    of: int = 0
    """What ``count`` is a part of; 0 where it is none."""
    before: int | None = None
    """None where there was no report before, or the figure was not in it."""
    of_before: int = 0

    @property
    def share(self) -> float | None:
        """Part of the whole, 0 to 1."""
        return self.count / self.of if self.of else None

    @property
    def share_before(self) -> float | None:
        """The same in the report before."""
        return None if self.before is None or not self.of_before else self.before / self.of_before


Figures = dict[str, Figure]
"""By name, of FIGURES."""


class Example(msgspec.Struct, frozen=True, kw_only=True):
    """Where a row lies that was rejected. Never what is in it, so nothing personal can leave."""

    file: str
    line: int
    """0 where it is the whole file."""


class Reason(msgspec.Struct, frozen=True, kw_only=True):
    """Rows that share a reason."""

    code: str
    """See docs/sources.md."""
    count: int
    before: int | None = None
    examples: tuple[Example, ...] = ()


class Section(msgspec.Struct, frozen=True, kw_only=True):
    """What is said of one import, or of all together."""

    dataset: str
    """Name of the import, empty for all together."""
    format: str = ""
    demo: bool = False
    visibility: str = PUBLIC
    imported: str = ""
    """When, ISO 8601 in UTC."""
    figures: Figures
    left_out: tuple[Reason, ...] = ()
    rejected: tuple[Reason, ...] = ()
    remarks: tuple[Reason, ...] = ()
    damaged: tuple[str, ...] = ()
    """Names of files that are damaged or break off; the rest of them was taken."""
    differences: tuple[Reason, ...] = ()
    """By field of the record."""
    withheld: tuple[Reason, ...] = ()
    """What may not leave, though it was accepted; of all imports together only."""


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """A threshold that was crossed."""

    threshold: str
    """Name in thresholds.yaml."""
    dataset: str
    """Empty for all together."""
    value: float
    """A share of 0 to 1 (also of what was there before), or a number."""
    limit: float
    unit: Literal["share", "points", "count"]
    """``points``: difference of two shares."""


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """A quality report."""

    made: str
    """When, ISO 8601 in UTC; also the name of its folder."""
    stage: Stage
    compared_with: str = ""
    """``made`` of the report of the same stage before this one."""
    findings: tuple[Finding, ...]
    """What crossed a threshold, in the order of thresholds.yaml."""
    total: Section
    sources: tuple[Section, ...]
    gone: tuple[str, ...] = ()
    """Datasets of the report before that are there no longer."""
