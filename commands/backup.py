"""``partnernet backup``: one file with all that cannot be made again."""

from pathlib import Path

import click

from core.progress import for_terminal
from core.settings import Settings
from operations.backup import back_up


@click.command()
@click.argument("target", metavar="FILE|FOLDER", type=click.Path(path_type=Path))
@click.pass_obj
def backup(settings: Settings, target: Path) -> None:
    """Write store, records, deliveries, vectors and keys to one file.

    In a FOLDER it is named by the time. The service, imports and rebuilds may go on meanwhile. The
    file holds the hashes of passwords and the key of the sessions, so only its owner can read it.
    """
    made = back_up(settings, target, for_terminal())
    click.echo(
        f"{made.path}: {made.size / 1e6:.1f} MB, {len(made.manifest.files)} files, "
        f"store at revision {made.manifest.revision}"
    )
    click.echo(
        "It holds hashes of passwords and a signing key: keep it where only you can read it."
    )
