"""``partnernet serve``: pages and API alone."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import click

from core.progress import for_terminal
from core.settings import Settings

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    help="Port to listen on; 0: a free one.",
)
@click.option(
    "--workers",
    type=click.IntRange(min=1),
    help="Serve by so many processes of gunicorn, over an existing cluster.",
)
@click.pass_obj
def serve(settings: Settings, host: str, port: int, workers: int | None) -> None:
    """Serve pages and API over the index that is there, until Ctrl-C.

    Loads and builds nothing. Prints the line "serving: ADDRESS" when the service answers, which
    may be before OpenSearch does: /readyz tells. The node of the home is used where it runs, and
    started where it does not.
    """

    def announce(address: str) -> None:
        click.echo(f"serving: {address}")

    if workers is not None:
        _in_processes(settings, host, port, workers, announce)
        return
    import search_app
    from operations import service, signals, web

    try:
        with (
            signals.raising_interrupt(),
            web.bind(host, port) as listener,
            service.backend(settings, for_terminal()) as back,
        ):
            service.serve(settings, back, listener, search_app.create_app, announce)
    except KeyboardInterrupt:
        click.echo("stopped", err=True)


def _in_processes(
    settings: Settings, host: str, port: int, workers: int, announce: Callable[[str], None]
) -> None:
    """Serve by gunicorn. What prepares the application is imported in each process."""
    from operations import processes, web

    def create(shared: Settings) -> "WSGIApplication":
        import search_app

        return search_app.create_app(shared, shared.opensearch_url or "")

    with web.bind(host, port) as listener:
        processes.serve(settings, listener, workers, create, announce)
