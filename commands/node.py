"""``partnernet node``: the embedded OpenSearch node."""

import click

from core import progress
from core.settings import Settings
from engine import node as engine_node


@click.group()
def node() -> None:
    """Start, stop and look at the embedded OpenSearch node."""


@node.command()
@click.pass_obj
def start(settings: Settings) -> None:
    """Start the node, to stay until it is stopped."""
    if _is_elsewhere(settings):
        return
    state = engine_node.start(settings, progress.for_terminal())
    click.echo(f"OpenSearch runs at {state.url} (process {state.process.pid}).")


@node.command()
@click.pass_obj
def stop(settings: Settings) -> None:
    """Stop the node, whoever started it."""
    if _is_elsewhere(settings):
        return
    click.echo("OpenSearch stopped." if engine_node.stop(settings) else "OpenSearch did not run.")


@node.command()
@click.pass_context
def status(ctx: click.Context) -> None:
    """Say whether the node runs and where; the exit status is 1 when it does not."""
    settings: Settings = ctx.obj
    if _is_elsewhere(settings):
        return
    state = engine_node.status(settings)
    if state is None:
        click.echo("OpenSearch does not run.")
        ctx.exit(1)
    if not engine_node.answers(settings, state):
        click.echo(f"OpenSearch runs (process {state.process.pid}) but does not answer.")
        ctx.exit(1)
    click.echo(f"OpenSearch runs at {state.url} (process {state.process.pid}).")


def _is_elsewhere(settings: Settings) -> bool:
    """Tell, and say, that an existing cluster is used instead of a node."""
    if settings.opensearch_url:
        click.echo(f"There is no node: PARTNERNET_OPENSEARCH_URL names {settings.opensearch_url}.")
    return settings.opensearch_url is not None
