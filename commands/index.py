"""``partnernet index``: rebuild it, bring it up to date, go back, show its state."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import click

from commands import indexed
from commands.author import author_option
from commands.verify_index import verify
from core import priority, progress
from core.progress import Progress
from core.settings import Settings
from engine import embedding, node
from engine.client import Engine
from indexer import state
from indexer.update import UpdateReport
from mappings import COLLECTIONS
from operations import indexing
from operations import rebuild as rebuilding
from operations.rebuild import RebuildReport


@click.group()
def index() -> None:
    """Rebuild the index, bring it up to date, go back, show its state."""


@index.command()
@click.option(
    "--throttle",
    type=click.FloatRange(min=0, min_open=True),
    metavar="DOCUMENTS",
    help="Send so many documents a second at most.  [default: PARTNERNET_REBUILD_RATE]",
)
@click.option(
    "--force",
    default="",
    metavar="REASON",
    help="Put the new index live whatever the checks find. The reason is kept.",
)
@author_option
@click.pass_obj
def rebuild(settings: Settings, throttle: float | None, force: str, author: str) -> None:
    """Build a new index from all imports, verify it and put it live.

    Statements that were embedded before are not embedded again. The previous index stays live
    until the new one is verified, and is kept. What was killed goes on where it stopped.
    """
    shown = progress.for_terminal()
    embedder = embedding.load(settings.embedding)
    with _engine(settings, shown) as engine:
        priority.give_way()
        report = rebuilding.rebuild(
            settings, engine, embedder, shown, author=author, throttle=throttle, force=force
        )
    _print_rebuild(report)


# The name before there was anything to go back to; the demo and people's scripts know it.
index.add_command(rebuild, "build")
index.add_command(verify)


@index.command()
@author_option
@click.pass_obj
def update(settings: Settings, author: str) -> None:
    """Bring the index to what was imported and decided since.

    Only documents that differ are embedded and sent. Where the program or the model changed, the
    index is rebuilt instead.
    """
    shown = progress.for_terminal()
    embedder = embedding.load(settings.embedding)
    with _engine(settings, shown) as engine:
        priority.give_way()
        report = indexing.brought_up_to_date(settings, engine, embedder, shown, author=author)
    if report is None:
        click.echo("The index is up to date.")
    elif isinstance(report, RebuildReport):
        _print_rebuild(report)
    else:
        _print_update(report)


@index.command()
@author_option
@click.pass_obj
def rollback(settings: Settings, author: str) -> None:
    """Put the index that was live before live again.

    What was blocked since stays away.
    """
    with _engine(settings, progress.for_terminal()) as engine:
        report = rebuilding.rollback(settings, engine, author=author)
    for collection, version in report.live.items():
        click.echo(f"{collection}: {version} instead of {report.before[collection]}")
    click.echo(
        f"In {report.seconds:.1f} s; {report.withdrawn} documents were deleted because of blocks. "
        "`partnernet index update` brings all else that changed since."
    )


@index.command()
@click.pass_obj
def status(settings: Settings) -> None:
    """Show the versions of the index: what they hold and what they were made from."""
    embedder = embedding.load(settings.embedding)
    with _engine(settings, progress.for_terminal()) as engine:
        for collection in COLLECTIONS:
            click.echo(indexed.described(engine, collection))
        if not state.up_to_date(settings, engine, embedder):
            click.echo("Not up to date: run `partnernet index update`.")


@contextmanager
def _engine(settings: Settings, shown: Progress) -> Iterator[Engine]:
    with node.running(settings, shown) as url:
        engine = Engine.connect(settings, url)
        try:
            yield engine
        finally:
            engine.close()


def _print_rebuild(report: RebuildReport) -> None:
    for collection, count in report.counts.items():
        click.echo(f"{collection}: {count} documents in {report.versions[collection]}")
    click.echo(f"statements: {report.statements}, of which {report.embedded} were embedded now")
    if report.forced and report.findings:
        click.echo(f"against the checks ({report.forced}): {report.findings.words}")
    click.echo(f"{report.documents_per_second:.0f} documents/s ({_stages(report.seconds)})")


def _print_update(report: UpdateReport) -> None:
    for collection, count in report.counts.items():
        click.echo(f"{collection}: {count} documents")
    click.echo(
        f"{report.sent} sent, {report.deleted} deleted, {report.embedded} statements embedded "
        f"({_stages(report.seconds)})"
    )


def _stages(seconds: Mapping[str, float]) -> str:
    return ", ".join(f"{stage} {took:.1f} s" for stage, took in seconds.items())
