"""``partnernet restore``: a backup put back."""

from pathlib import Path

import click

from core.progress import for_terminal
from core.settings import Settings
from operations.backup import restore as put_back


@click.command()
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option(
    "--replace",
    "replacing",
    is_flag=True,
    help="Restore into a home that is not empty; what is there is kept aside.",
)
@click.pass_obj
def restore(settings: Settings, file: Path, replacing: bool) -> None:
    """Put what FILE, made by `partnernet backup`, holds into an empty home and store.

    All of it is checked before anything is touched. The index is made again afterwards.
    """
    restored = put_back(settings, file, for_terminal(), replacing=replacing)
    about = restored.manifest
    click.echo(f"Restored what PartnerNet {about.program} held on {about.made}.")
    if restored.aside:
        click.echo(f"What was there before is in {restored.aside}.")
    if about.model != settings.embedding:
        click.echo(
            f"It was made with PARTNERNET_EMBEDDING={about.model}; with {settings.embedding} all "
            "texts are embedded again."
        )
    if settings.opensearch_url:
        click.echo("Run `partnernet index rebuild`, then start the service again.")
    else:
        click.echo("Start with `partnernet up`: it makes the index again.")
