"""``partnernet data fetch``: ask a register over the net, and import what it tells."""

from datetime import datetime
from pathlib import Path

import click

from commands import imported
from core import progress
from core.errors import DataError
from core.settings import Settings
from indexer import imports
from indexer.imports import Refused
from indexer.normalise import identifiers
from indexer.remote import running
from indexer.remote.fetch import Away
from indexer.remote.running import Asked, Result
from indexer.remote.tally import Count, Tally
from taxonomy import places

_DISTRICTS = [one.code for one in places.districts() if one.country == "CZ"]
_SHOWN_KEYS = 5


@click.group()
def fetch() -> None:
    """Ask a register over the net, and import what it tells."""


@fetch.command(
    epilog="Districts: "
    + ", ".join(
        f"{one.code} {one.titles['cs']}" for one in places.districts() if one.country == "CZ"
    )
    + "."
)
@click.option("--ico", "icos", multiple=True, help="Number of a subject; can be given often.")
@click.option(
    "--icos",
    "file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="File with one number a line.",
)
@click.option(
    "--district",
    "districts",
    multiple=True,
    metavar="CODE",
    type=click.Choice(_DISTRICTS),
    help="All subjects of a Czech district, such as CZ0421; can be given often.",
)
@click.option(
    "--since",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="YYYY-MM-DD",
    help="Only what changed since that day, as far back as ARES knows (about a month).",
)
@click.option("--no-import", is_flag=True, help="Only write the delivery.")
@click.pass_obj
def ares(
    settings: Settings,
    icos: tuple[str, ...],
    file: Path | None,
    districts: tuple[str, ...],
    since: datetime | None,
    no_import: bool,
) -> None:
    """Fetch subjects of the Czech register ARES and import them.

    All that was ever fetched lies in one delivery in the home folder; subjects that did not change
    since are not fetched again. A fetch that was stopped goes on where it was when the same command
    is given again.
    """
    numbers = (*_checked(icos), *(_listed(file) if file else ()))
    if not numbers and not districts:
        raise click.UsageError("Say what to fetch: --ico, --icos or --district.")
    asked = Asked(numbers, districts, since.date() if since else None)
    result = _fetched(asked, settings)
    if no_import:
        click.echo(f"Next: partnernet data import ares {result.delivery}")
        return
    try:
        report = imports.run("ares", [result.delivery], settings, progress.for_terminal())
    except Refused as refused:
        imported.show(refused.report)
        raise
    imported.finish(report, settings)


def _fetched(asked: Asked, settings: Settings) -> Result:
    tally = Tally()
    try:
        result = running.run(asked, settings, progress.for_terminal(), tally)
    except (KeyboardInterrupt, Away):
        _show(tally)
        click.echo("Stopped. What was fetched is kept: the same command goes on from here.")
        raise
    _show(tally)
    if result.unknown_keys:
        shown = ", ".join(sorted(result.unknown_keys)[:_SHOWN_KEYS])
        click.echo(
            f"  {len(result.unknown_keys)} keys that the known version of ARES does not have were "
            f"dropped: {shown}"
        )
    return result


def _show(tally: Tally) -> None:
    click.echo(f"ARES: {tally.fetched} subjects fetched, {tally.unchanged} unchanged since before")
    _count("not known to ARES (any more)", Count(tally.unknown))
    _count("natural persons, not kept", Count(tally.natural_persons))
    _count("answers that do not fit", tally.misfits)
    _count("questions without an answer, to be asked again", tally.failed)
    _count("searches with a gap", tally.gaps)


def _count(what: str, count: Count) -> None:
    if count.number:
        click.echo(f"  {what}: {count.number}")
    for sentence in count.sentences:
        click.echo(f"    {sentence}")


def _checked(icos: tuple[str, ...]) -> tuple[str, ...]:
    found = {given: identifiers.ico(given) for given in icos}
    for given, ico in found.items():
        if ico is None:
            raise DataError(f"{given} is no IČO: eight digits with a check digit.")
    return tuple(ico for ico in found.values() if ico)


def _listed(file: Path) -> tuple[str, ...]:
    """Return the numbers of a file; lines that are none are told and passed over."""
    wrong = Count()
    numbers = []
    with file.open(encoding="utf-8-sig", errors="replace") as lines:
        for place, line in enumerate(lines, start=1):
            if text := line.strip():
                ico = identifiers.ico(text)
                if ico:
                    numbers.append(ico)
                else:
                    wrong.add(f"{file.name}:{place} is no IČO.")
    _count("lines without a number, passed over", wrong)
    if not numbers:
        raise DataError(f"{file.name} has no line with an IČO.")
    return tuple(numbers)
