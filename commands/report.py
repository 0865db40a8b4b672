"""``partnernet report``: what the last load brought, and what to look at first."""

import sys
from pathlib import Path

import click
from rich import box
from rich.console import Console
from rich.table import Table

from core.errors import NotFound
from core.settings import Settings
from indexer.quality import Report, folders, page
from indexer.quality.texts import LANGUAGES

_WIDE = 200
_SHOWN = ("rows", "accepted", "left_out", "rejected", "organisations", "linked", "unconfirmed")


@click.group(invoke_without_command=True)
@click.option(
    "--language", type=click.Choice(LANGUAGES), default="en", show_default=True, help="Of the text."
)
@click.option("--json", "as_json", is_flag=True, help="Print the whole report as JSON instead.")
@click.pass_context
def report(ctx: click.Context, language: str, as_json: bool) -> None:
    """Show the newest quality report: what stands out, and a short table.

    The whole report is the file that is named last; it opens in any browser.
    """
    if ctx.invoked_subcommand:
        return
    settings: Settings = ctx.obj
    said = page.Sayings(language)
    folder = folders.latest_folder(settings)
    if folder is None:
        raise NotFound(said.page("none"))
    if as_json:
        click.echo((folder / folders.JSON).read_text(encoding="utf-8"), nl=False)
    else:
        _print(folders.read(folder), folder / page.file_name(language), said)


@report.command("list")
@click.pass_obj
def list_(settings: Settings) -> None:
    """List the reports that are kept, the newest first."""
    for folder, one in folders.saved(settings):
        rows = one.total.figures["rows"].count
        click.echo(f"{one.made[:19]}  {one.stage:6}  rows {rows}, findings {len(one.findings)}")
        click.echo(f"  {folder}")


def _print(one: Report, file: Path, said: page.Sayings) -> None:
    click.echo(f"{said.page('title')}: {said.page('made', time=said.time(one.made))}")
    for finding in one.findings:
        click.echo(f"! {said.of_finding(finding)}\n  {said.advice(finding.threshold)}")
    if not one.findings:
        click.echo(said.page("no_findings"))
    # A pipe has no width, so lines are not broken for it.
    Console(width=None if sys.stdout.isatty() else _WIDE).print(_table(one, said))
    click.echo(said.page("path", path=file))


def _table(one: Report, said: page.Sayings) -> Table:
    shown = [name for name in _SHOWN if name in one.total.figures]
    table = Table(box=box.SIMPLE_HEAD)
    table.add_column(said.page("source"))
    for name in shown:
        table.add_column(said.figure(name), justify="right")
    for section in (*one.sources, one.total):
        values = [said.number(section.figures[name].count) for name in shown]
        table.add_row(section.dataset or said.page("total"), *values)
    return table
