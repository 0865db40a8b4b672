"""``partnernet data``: import registers, write the demo, show what is there."""

import sys
from collections.abc import Mapping
from pathlib import Path

import click
from rich import box
from rich.console import Console
from rich.table import Table

from core import progress
from core.records import PUBLIC
from core.settings import Settings
from indexer import imports, quality
from indexer.imports import ImportReport, Manifest, NothingTaken
from indexer.sources import all_sources
from operations import demo_data


@click.group()
def data() -> None:
    """Import registers, write the demo, show what is there."""


@data.command(
    "import",
    epilog="Formats: "
    + "; ".join(f"{source.name}: {source.title}" for source in all_sources().values())
    + ". docs/sources.md describes them.",
)
@click.argument("fmt", metavar="FORMAT", type=click.Choice(list(all_sources())))
@click.argument("files", metavar="FILE…", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--dataset", help="Name of the import; a new one of the same name replaces it.")
@click.option(
    "--mapping", type=click.Path(path_type=Path), help="What the columns of a member list mean."
)
@click.option(
    "--visibility",
    default=PUBLIC,
    show_default=True,
    help="public, or house:NAME for what only the house of that name may see.",
)
@click.option(
    "--legal-basis",
    default="",
    help="Why the delivery may be used; needed where the register has conditions.",
)
@click.pass_obj
def import_files(
    settings: Settings,
    fmt: str,
    files: tuple[Path, ...],
    dataset: str | None,
    mapping: Path | None,
    visibility: str,
    legal_basis: str,
) -> None:
    """Import files of a register, so that the next index build takes them.

    Prints what was taken, left out and rejected, with the first examples. What was imported under
    the same name before is replaced.
    """
    try:
        report = imports.run(
            fmt,
            files,
            settings,
            progress.for_terminal(),
            dataset=dataset,
            mapping=mapping,
            visibility=visibility,
            legal_basis=legal_basis,
        )
    except NothingTaken as nothing:
        _print(nothing.report)
        raise
    _print(report)
    if not report.unchanged:
        click.echo(f"Quality report: {quality.of_imports(settings).page('en')}")
    click.echo("Next: partnernet index build")


@data.command()
@click.option(
    "--organisations",
    default=demo_data.DEFAULT_ORGANISATIONS,
    show_default=True,
    help="How many firms; 0 removes the demo.",
)
@click.option(
    "--seed", default=demo_data.DEFAULT_SEED, show_default=True, help="Another seed, other firms."
)
@click.pass_obj
def demo(settings: Settings, organisations: int, seed: int) -> None:
    """Write invented registers in the formats of the real ones, and import them."""
    reports = demo_data.ensure_demo(settings, organisations, seed, progress.for_terminal())
    for report in reports:
        _print(report)
    if organisations and not reports:
        click.echo(f"The demo of {organisations} organisations is there already.")


@data.command()
@click.argument("dataset")
@click.pass_obj
def remove(settings: Settings, dataset: str) -> None:
    """Delete an import; the index forgets it with the next build."""
    imports.remove(settings, dataset)
    click.echo(f"Removed {dataset}. Next: partnernet index build")


@data.command()
@click.pass_obj
def status(settings: Settings) -> None:
    """Show what is imported."""
    manifests = imports.manifests(settings)
    if not manifests:
        click.echo("Nothing is imported yet: partnernet data import FORMAT FILE…")
        return
    table = Table(box=box.SIMPLE_HEAD)
    for column in ("dataset", "format", "visibility", "imported (UTC)"):
        table.add_column(column)
    for column in ("organisations", "offers", "left out", "rejected", "share", "remarks"):
        table.add_column(column, justify="right")
    for manifest in manifests:
        table.add_row(*_row(manifest))
    # A pipe has no width, so lines are not broken for it.
    Console(width=None if sys.stdout.isatty() else _WIDE).print(table)
    for manifest in manifests:
        if manifest.rejections:
            click.echo(f"{manifest.dataset}, rejected: {_counts(manifest.rejections)}")
        if manifest.legal_basis:
            click.echo(f"{manifest.dataset}, legal basis: {manifest.legal_basis}")


_WIDE = 200


def _row(manifest: Manifest) -> tuple[str, ...]:
    return (
        f"{manifest.dataset}{' (invented)' if manifest.demo else ''}",
        manifest.format,
        manifest.visibility,
        manifest.imported[:16].replace("T", " "),
        str(manifest.organisations),
        str(manifest.offers),
        str(sum(manifest.skipped.values())),
        str(manifest.rejected),
        f"{manifest.share_rejected:.2%}",
        str(sum(manifest.remarks.values())),
    )


def _print(report: ImportReport) -> None:
    manifest = report.manifest
    unchanged = ", the same as before" if report.unchanged else ""
    click.echo(
        f"{manifest.dataset}: {manifest.organisations} organisations and {manifest.offers} offers, "
        f"requests and events taken{unchanged}"
    )
    for what, counts in (
        ("left out", manifest.skipped),
        ("rejected", manifest.rejections),
        ("taken without a part", manifest.remarks),
    ):
        if counts:
            click.echo(f"  {what}: {_counts(counts)}")
    for example in report.examples:
        click.echo(f"    {example}")


def _counts(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{reason} {count}" for reason, count in counts.items())
