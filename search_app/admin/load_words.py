"""What the page of loads tells in its tables: pure functions."""

from pathlib import Path
from typing import Any

from indexer.manifest import Manifest
from indexer.quality import Report
from indexer.quality.types import Figure
from search_app.tables import Column
from search_app.texts import gettext

SHOWN = ("rows", "accepted", "rejected", "organisations", "linked", "sector_registered")
"""Figures of a report that the page shows; the report itself has all."""


def columns() -> dict[str, Column[Manifest]]:
    """Return the columns of the table of imports."""
    return {
        "dataset": Column(gettext("Import"), lambda one: one.dataset),
        "format": Column(gettext("Format"), lambda one: one.format),
        "imported": Column(gettext("Imported"), lambda one: one.imported),
        "records": Column(gettext("Records"), lambda one: one.records, number=True),
        "rejected": Column(gettext("Rejected"), lambda one: one.rejected, number=True),
        "files": Column(gettext("Files")),
    }


def report_columns() -> dict[str, Column[tuple[Path, Report]]]:
    """Return the columns of the list of reports; the newest stands first."""
    return {
        "made": Column(gettext("Written")),
        "stage": Column(gettext("After")),
        "rows": Column(gettext("Rows"), number=True),
        "findings": Column(gettext("To look at"), number=True),
    }


def figures(report: Report) -> list[tuple[str, Figure]]:
    """Return the figures of all imports together that the page shows, by name."""
    there: dict[str, Any] = report.total.figures
    return [(name, there[name]) for name in SHOWN if name in there]


def stage(code: str) -> str:
    """Return after what a report was made."""
    return gettext("an import") if code == "import" else gettext("building the index")
