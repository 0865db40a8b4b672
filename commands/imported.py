"""Prints what an import did, for all commands that import."""

from collections.abc import Mapping

import click

from core.settings import Settings
from indexer import quality
from indexer.imports import ImportReport


def show(report: ImportReport) -> None:
    """Print what was taken, left out and rejected, with the first examples."""
    manifest = report.manifest
    unchanged = ", the same as before" if report.unchanged else ""
    click.echo(
        f"{manifest.dataset}: {manifest.organisations} organisations and {manifest.offers} offers, "
        f"requests and events taken{unchanged}"
    )
    for what, numbers in (
        ("left out", manifest.skipped),
        ("rejected", manifest.rejections),
        ("taken without a part", manifest.remarks),
    ):
        if numbers:
            click.echo(f"  {what}: {counts(numbers)}")
    if manifest.damaged:
        click.echo(f"  damaged or cut off: {', '.join(manifest.damaged)}")
    for example in report.examples:
        click.echo(f"    {example}")


def finish(report: ImportReport, settings: Settings) -> None:
    """Print the same, write the quality report of all imports, and say what to do next."""
    show(report)
    if not report.unchanged:
        click.echo(f"Quality report: {quality.of_imports(settings).page('en')}")
    click.echo("Next: partnernet index rebuild")


def counts(numbers: Mapping[str, int]) -> str:
    """Return numbers by reason in one line."""
    return ", ".join(f"{reason} {number}" for reason, number in numbers.items())
