"""``partnernet index``: build the index, bring it up to date, show its state."""

from collections.abc import Mapping

import click

from core import progress
from core.settings import Settings
from engine import embedding, node, versions
from engine.client import Engine
from indexer import pipeline
from indexer.pipeline import BuildReport
from indexer.update import UpdateReport
from mappings import COLLECTIONS
from operations import indexing


@click.group()
def index() -> None:
    """Build the index, bring it up to date, show its state."""


@index.command()
@click.pass_obj
def build(settings: Settings) -> None:
    """Build a new index from all imports and put it live.

    Statements that were embedded before are not embedded again. The previous index stays live
    until the new one is verified, and is kept.
    """
    shown = progress.for_terminal()
    embedder = embedding.load(settings.embedding)
    with node.running(settings, shown) as url:
        engine = Engine.connect(settings, url)
        _print_build(pipeline.build(settings, engine, embedder, shown))


@index.command()
@click.pass_obj
def update(settings: Settings) -> None:
    """Bring the index to what was imported and decided since.

    Only documents that differ are embedded and sent. Where the program or the model changed, a new
    index is built instead.
    """
    shown = progress.for_terminal()
    embedder = embedding.load(settings.embedding)
    with node.running(settings, shown) as url:
        engine = Engine.connect(settings, url)
        report = indexing.brought_up_to_date(settings, engine, embedder, shown)
    if report is None:
        click.echo("The index is up to date.")
    elif isinstance(report, BuildReport):
        _print_build(report)
    else:
        _print_update(report)


def _print_build(report: BuildReport) -> None:
    for collection, count in report.counts.items():
        click.echo(f"{collection}: {count} documents in {report.versions[collection]}")
    click.echo(f"statements: {report.statements}, of which {report.embedded} were embedded now")
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


@index.command()
@click.pass_obj
def status(settings: Settings) -> None:
    """Show what the live index holds and was made from."""
    embedder = embedding.load(settings.embedding)
    with node.running(settings, progress.for_terminal()) as url:
        engine = Engine.connect(settings, url)
        for collection in COLLECTIONS:
            click.echo(_described(engine, collection))
        if not pipeline.up_to_date(settings, engine, embedder):
            click.echo("Not up to date: run `partnernet index update`.")


def _described(engine: Engine, collection: str) -> str:
    """Return the lines on one collection."""
    version = versions.live(engine, collection)
    about = version and versions.about(engine, version)
    if not version or not about:
        return f"{collection}: no index"
    count = engine.client.count(index=version)["count"]
    imports = ", ".join(
        f"{one.dataset} ({one.records} records, {one.rejected} rejected)" for one in about.imports
    )
    return "\n".join(
        (
            f"{collection}: {count} documents in {version}",
            f"  built {about.built}",
            f"  model {about.model}, {about.dimension} dimensions",
            f"  from {imports or 'no imports'}",
        )
    )
