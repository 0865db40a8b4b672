"""``partnernet serve``: pages and API alone."""

import click

from core.progress import for_terminal
from core.settings import Settings


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    help="Port to listen on; 0: a free one.",
)
@click.pass_obj
def serve(settings: Settings, host: str, port: int) -> None:
    """Serve pages and API over the index that is there, until Ctrl-C.

    Loads and builds nothing. Prints the line "serving: ADDRESS" when the service answers, which
    may be before OpenSearch does: /readyz tells. The node of the home is used where it runs, and
    started where it does not.
    """
    import search_app
    from operations import service, signals, web

    def announce(address: str) -> None:
        click.echo(f"serving: {address}")

    try:
        with (
            signals.raising_interrupt(),
            web.bind(host, port) as listener,
            service.backend(settings, for_terminal()) as back,
        ):
            service.serve(settings, back, listener, search_app.create_app, announce)
    except KeyboardInterrupt:
        click.echo("stopped", err=True)
