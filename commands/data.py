"""``partnernet data``: import registers, write the demo, show what is there."""

import sys
from pathlib import Path
from typing import Unpack

import click
from rich import box
from rich.console import Console
from rich.table import Table

from commands import imported
from commands.fetch import fetch
from commands.mapping import mapping
from core import progress
from core.records import PUBLIC
from core.settings import Settings
from indexer import imports
from indexer.imports import Manifest, Refused
from indexer.sources import all_sources
from indexer.terms import Terms
from operations import demo_data


@click.group()
def data() -> None:
    """Import registers, write the demo, show what is there."""


data.add_command(fetch)
data.add_command(mapping)


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
    "--mapping",
    type=click.Path(path_type=Path),
    help="What the columns of a member list mean, or what events do not tell of themselves.",
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
@click.option(
    "--accept-damaged",
    is_flag=True,
    help="Let files that are damaged or cut off replace what was imported before.",
)
@click.pass_obj
def import_files(
    settings: Settings,
    fmt: str,
    files: tuple[Path, ...],
    **told: Unpack[Terms],
) -> None:
    """Import files of a register, so that the next index build takes them.

    Prints what was taken, left out and rejected, with the first examples. What was imported under
    the same name before is replaced.
    """
    try:
        report = imports.run(fmt, files, settings, progress.for_terminal(), **told)
    except Refused as refused:
        imported.show(refused.report)
        raise
    except KeyboardInterrupt:
        click.echo("Interrupted; the same command goes on where it stopped.", err=True)
        raise
    imported.finish(report, settings)


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
        imported.show(report)
    if organisations and not reports:
        click.echo(f"The demo of {organisations} organisations is there already.")


@data.command()
@click.argument("dataset")
@click.pass_obj
def remove(settings: Settings, dataset: str) -> None:
    """Delete an import; the index forgets it with the next build."""
    imports.remove(settings, dataset)
    click.echo(f"Removed {dataset}. Next: partnernet index rebuild")


@data.command()
@click.pass_obj
def status(settings: Settings) -> None:
    """Show what is imported."""
    manifests = imports.manifests(settings)
    for name in imports.interrupted(settings):
        click.echo(f"{name}: an import is running or was interrupted; the same command goes on.")
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
            click.echo(f"{manifest.dataset}, rejected: {imported.counts(manifest.rejections)}")
        if manifest.damaged:
            click.echo(f"{manifest.dataset}, damaged or cut off: {', '.join(manifest.damaged)}")
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
