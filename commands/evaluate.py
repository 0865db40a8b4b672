"""``partnernet evaluate``: how well search finds what the judged set says is right."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from core.progress import for_terminal
from core.settings import Settings

if TYPE_CHECKING:
    from evaluation.judged.halves import Half
    from matching.request import Collection

_FILE = click.Path(dir_okay=False, path_type=Path)
_FILE_THERE = click.Path(exists=True, dir_okay=False, path_type=Path)


@dataclass(frozen=True)
class _Order:
    """What is to be judged, and what becomes of the figures."""

    names: tuple[str, ...]
    half: "Half"
    baselines: bool
    by: str | None
    misses: int | None
    save: Path | None
    against: Path | None
    into: Path | None


@click.command()
@click.option("--layer", "names", multiple=True, metavar="NAME", help="Only this; may be repeated.")
@click.option("--layers", "listed", is_flag=True, help="List the layers with their rules.")
@click.option(
    "--half",
    type=click.Choice(("tuning", "reporting", "all")),
    default="tuning",
    show_default=True,
    help="Nothing is chosen by the reporting half; with it the targets are printed.",
)
@click.option("--no-baselines", is_flag=True, help="Ask PartnerNet alone.")
@click.option("--by", type=click.Choice(("form", "trade")), help="Break the tables down.")
@click.option("--misses", type=click.IntRange(1), help="Show the worst queries of each layer.")
@click.option("--save", type=_FILE, help="Write the figures of each query as JSON.")
@click.option("--against", type=_FILE_THERE, help="Print the difference to a run that was saved.")
@click.option("--into", type=_FILE_THERE, help="Put the tables between the markers of a document.")
@click.option("--explain", metavar="QUERY", help="Show what made the scores on the live index.")
@click.option("--language", type=click.Choice(("de", "cs", "en")), help="Of QUERY; else found out.")
@click.option(
    "--collection",
    type=click.Choice(("organisations", "offers")),
    default="organisations",
    show_default=True,
    help="Where QUERY is asked.",
)
@click.pass_obj
def evaluate(  # noqa: PLR0913  (one parameter for each option)
    settings: Settings,
    names: tuple[str, ...],
    listed: bool,
    half: "Half",
    no_baselines: bool,
    by: str | None,
    misses: int | None,
    save: Path | None,
    against: Path | None,
    into: Path | None,
    explain: str | None,
    language: str | None,
    collection: "Collection",
) -> None:
    """Ask the judged queries and print how good the answers are, with 95 % intervals.

    Indices of their own are made for it below PARTNERNET_HOME; the live one is not touched.
    """
    if listed:
        _list(names)
    elif explain is not None:
        _explain(settings, explain, language, collection)
    else:
        baselines = not no_baselines
        _judge(settings, _Order(names, half, baselines, by, misses, save, against, into))


def _list(names: tuple[str, ...]) -> None:
    from evaluation.judged.all import layers

    for layer in layers(names):
        smoke = "" if layer.evidence else " A smoke test, no evidence."
        click.echo(f"{layer.name}: {layer.about}{smoke}")


def _judge(settings: Settings, order: _Order) -> None:
    from evaluation.judged import block, judging, results, table
    from evaluation.judged.all import layers

    chosen = layers(order.names)
    before = results.load(order.against) if order.against else None
    shown = for_terminal()
    with judging.bench(chosen, settings, shown, baselines=order.baselines) as bench:
        run = bench.run(order.half, shown)
        if order.save:
            results.save(run, order.save)
        text = table.figures(run, chosen, order.by)
        if order.half == "reporting":
            figures = [*bench.targets(run, shown), *bench.speed(shown)]
            text += "\n" + table.against_targets(figures)
        worst = list(bench.misses(run, order.misses)) if order.misses else []
    if order.into:
        block.replace(order.into, text)
    if before:
        text += "\n" + table.differences(run, before, chosen)
    click.echo("\n".join([text, *worst]))


def _explain(settings: Settings, text: str, language: str | None, collection: "Collection") -> None:
    from engine import embedding, node
    from engine.client import Engine
    from evaluation.judged import explain
    from matching.request import SearchRequest

    request = SearchRequest(collection=collection, text=text, language=language, size=5)
    with node.running(settings, for_terminal()) as url:
        engine = Engine.connect(settings, url)
        found = explain.explain(request, engine, embedding.load(settings.embedding))
    for line in explain.lines(*found):
        click.echo(line)
