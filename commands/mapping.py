"""``partnernet data mapping``: propose what the columns of a member list mean."""

from pathlib import Path

import click

from core.errors import DataError
from core.files import replacing
from indexer.proposals.proposal import proposed
from indexer.proposals.written import written


@click.command()
@click.argument("list_file", metavar="LIST", type=click.Path(path_type=Path))
@click.option("--sheet", help="Name of the sheet or its number from 1; else the first one.")
@click.option(
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Where to write the mapping; a file that is there stays as it is.",
)
def mapping(list_file: Path, sheet: str | None, output: Path | None) -> None:
    """Propose a mapping for a member list (CSV, XLSX, XLS, ODS), each line with its reason.

    Check it, then: partnernet data import members LIST --mapping FILE.
    """
    number = int(sheet) if sheet and sheet.isascii() and sheet.isdigit() else sheet
    text = written(proposed(list_file, number))
    if output is None:
        click.echo(text, nl=False)
        return
    if output.exists():
        raise DataError(f"{output} is there already; choose another name or delete it.")
    with replacing(output) as file:
        file.write(text.encode())
    click.echo(f"Wrote {output}. Check each line, then:")
    click.echo(f"partnernet data import members {list_file} --mapping {output}")
