"""``partnernet node``: the embedded OpenSearch node."""

import click

from core import progress
from core.settings import Settings
from engine import node as engine_node


@click.group()
def node() -> None:
    """Start, stop and look at the embedded OpenSearch node."""


@node.command()
def start() -> None:
    """Start the node, to stay until it is stopped."""
    settings = Settings.from_environment()
    if settings.opensearch_url:
        click.echo(f"Nothing to start: PARTNERNET_OPENSEARCH_URL names {settings.opensearch_url}.")
        return
    state = engine_node.start(settings, progress.for_terminal())
    click.echo(f"OpenSearch runs at {state.url}")


@node.command()
def stop() -> None:
    """Stop the node."""
    settings = Settings.from_environment()
    if settings.opensearch_url:
        click.echo(f"Nothing to stop: PARTNERNET_OPENSEARCH_URL names {settings.opensearch_url}.")
        return
    click.echo("OpenSearch stopped." if engine_node.stop(settings) else "OpenSearch did not run.")


@node.command()
def status() -> None:
    """Say whether the node runs and where; the exit status is 1 when it does not."""
    settings = Settings.from_environment()
    if settings.opensearch_url:
        click.echo(f"PARTNERNET_OPENSEARCH_URL names {settings.opensearch_url}.")
        return
    state = engine_node.status(settings)
    if state is None:
        click.echo("OpenSearch does not run.")
        raise SystemExit(1)
    if not engine_node.answers(settings, state):
        click.echo(f"OpenSearch runs (process {state.process.pid}) but does not answer yet.")
        raise SystemExit(1)
    click.echo(f"OpenSearch runs at {state.url} (process {state.process.pid}).")
