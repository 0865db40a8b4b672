"""``partnernet evaluate``: how well search finds what the judged set says is right."""

from pathlib import Path

import click

from core.progress import for_terminal
from core.settings import Settings


@click.command()
@click.option(
    "--layer", "names", multiple=True, metavar="NAME", help="Only this one; may be repeated."
)
@click.option(
    "--half",
    type=click.Choice(("tuning", "reporting", "all")),
    default="tuning",
    show_default=True,
    help="Nothing is chosen by the reporting half.",
)
@click.option("--no-baselines", is_flag=True, help="Ask PartnerNet alone.")
@click.option("--by", type=click.Choice(("form", "trade")), help="Break the tables down.")
@click.option(
    "--save", type=click.Path(dir_okay=False, path_type=Path), help="Write all figures as JSON."
)
@click.option(
    "--against",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Print the difference to a run that was saved.",
)
@click.pass_obj
def evaluate(
    settings: Settings,
    names: tuple[str, ...],
    half: str,
    no_baselines: bool,
    by: str | None,
    save: Path | None,
    against: Path | None,
) -> None:
    """Ask the judged queries and print how good the answers are.

    Indices of their own are made for it, below PARTNERNET_HOME; the live one is not touched.
    """
    from evaluation.judged import judging, results, table
    from evaluation.judged.all import layers

    chosen = layers(names)
    before = results.load(against) if against else None
    shown = for_terminal()
    with judging.bench(chosen, settings, shown, baselines=not no_baselines) as bench:
        run = bench.run(half, shown)  # type: ignore[arg-type]
    if save:
        results.save(run, save)
    click.echo(table.figures(run, chosen, by))
    if before:
        click.echo(table.differences(run, before, chosen))
