"""``partnernet up``: everything in the foreground."""

import click

from core.progress import for_terminal
from core.settings import Settings
from operations import demo_data


@click.command()
@click.option(
    "--organisations",
    type=click.IntRange(min=0),
    default=demo_data.DEFAULT_ORGANISATIONS,
    show_default=True,
    help="Size of the demo; 0: no demo, what was imported is what there is.",
)
@click.option(
    "--seed",
    default=demo_data.DEFAULT_SEED,
    show_default=True,
    help="The same seed, the same demo.",
)
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    help="Port to listen on; 0: a free one.",
)
@click.pass_obj
def up(settings: Settings, organisations: int, seed: int, host: str, port: int) -> None:
    """Start everything: node, demo data, index, web service.

    Prints the line "ready: ADDRESS" when the service answers. Ctrl-C stops all that was started;
    the exit status is then 0, or 130 when it was not ready yet.
    """
    import search_app
    from operations import signals
    from operations import up as everything

    order = everything.Order(organisations=organisations, seed=seed, host=host, port=port)
    ready = False

    def announce(address: str) -> None:
        nonlocal ready
        ready = True
        click.echo(f"ready: {address}")

    try:
        with signals.raising_interrupt():
            everything.run(settings, order, search_app.create_app, for_terminal(), announce)
    except KeyboardInterrupt:
        if not ready:
            raise
        click.echo("stopped", err=True)
