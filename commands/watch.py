"""``partnernet watch``: saved searches of a house, and what they report."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click
from rich.console import Console
from rich.markup import escape

import store
from commands.author import author_option
from commands.search import reason_line
from commands.search_options import search_options
from commands.watch_changes import COMMANDS, described, rhythm_option
from core.progress import Silent
from core.settings import Settings
from matching.request import SearchRequest
from store.watches import Rhythm

if TYPE_CHECKING:
    from engine.client import Engine
    from engine.embedding import Embedder
    from operations.alerts.saving import Foreseen

_SHOWN = 20


@click.group()
def watch() -> None:
    """Save searches for a house, and look at what they report."""


for _command in COMMANDS:
    watch.add_command(_command)


@watch.command()
@click.argument("house")
@click.argument("name")
@search_options
@rhythm_option("daily")
@click.option("--owner", help="E-mail address of who gets its mails; nobody by default.")
@author_option
@click.pass_obj
def add(
    settings: Settings,
    house: str,
    name: str,
    request: SearchRequest,
    rhythm: Rhythm,
    owner: str | None,
    author: str,
) -> None:
    """Save the search for TEXT under NAME for HOUSE, and say what it finds and would report."""
    from matching.search import Searcher
    from operations.alerts import saving

    with store.opened(settings) as opened, _engine(settings) as (engine, embedder):
        of = store.houses.named(opened, house)
        foreseen = saving.foresee(opened, Searcher(engine, embedder), request)
        saved = saving.save(
            opened,
            of,
            name,
            request,
            owner=store.users.called(opened, owner).id if owner else None,
            rhythm=rhythm,
            author=author,
        )
    click.echo(f"{saved.id}: {saved.name}")
    for line in _foreseen(foreseen):
        click.echo(line)


def _foreseen(foreseen: "Foreseen") -> Iterator[str]:
    from operations.alerts.saving import MOST_A_WEEK

    about = "about " if foreseen.estimated else ""
    yield f"It finds {foreseen.total} of {foreseen.all} now."
    yield (
        f"It would have reported {about}{foreseen.reported} in the last {foreseen.days} days, for "
        "which changes are known."
    )
    if foreseen.too_broad:
        yield (
            f"It fits more than half of all there is, or reports more than {MOST_A_WEEK:.0f} a "
            "week, which nobody reads: narrow it down."
        )
    if foreseen.never_matches:
        yield "Its filters shut out everything there is: take one of them away."
    elif foreseen.finds_nothing:
        yield "Nothing fits now; it reports when something new does."


@watch.command("list")
@click.argument("house")
@click.pass_obj
def list_watches(settings: Settings, house: str) -> None:
    """List the saved searches of HOUSE."""
    with store.opened(settings) as opened:
        found = store.watches.of(opened, store.houses.named(opened, house))
    for one in found:
        click.echo(described(one))
    if not found:
        click.echo(f"{house} has saved no search.")


@watch.command()
@click.pass_obj
def check(settings: Settings) -> None:
    """Hold what is new in the index against the saved searches of all houses, now.

    The schedule does the same every hour. What the first check finds is taken as there from the
    first and reported to nobody.
    """
    from operations.alerts import judge

    with _engine(settings) as (engine, embedder):
        done = judge(settings, engine, embedder)
    click.echo(f"{done.things} documents were new or changed, {done.alerts} alerts followed.")
    for number, reason in done.refused.items():
        click.echo(f"The saved search {number} cannot be asked: {reason}", err=True)


@watch.command()
@click.argument("house")
@click.argument("number", type=int)
@click.pass_obj
def alerts(settings: Settings, house: str, number: int) -> None:
    """Show what the saved search NUMBER of HOUSE reported, the newest first, with its reasons."""
    from matching.search import Searcher
    from operations.alerts import telling

    console = Console(highlight=False, soft_wrap=True)
    with store.opened(settings) as opened, _engine(settings) as (engine, embedder):
        of = store.houses.named(opened, house)
        one = store.watches.one(opened, of, number)
        searcher = Searcher(engine, embedder)
        for alert in store.verdicts.history(opened, of, one.id, limit=_SHOWN):
            match = telling.match_of(searcher, one, alert)
            if match is None:
                console.print(f"{alert.moment[:10]}  [dim]no longer there, or not shown[/dim]")
                continue
            name = escape(str(match.document["name"]))
            console.print(
                f"{alert.moment[:10]}  [bold]{name}[/bold]  [dim]{escape(match.id)}[/dim]"
            )
            for reason in match.reasons:
                console.print(reason_line(reason))


@contextmanager
def _engine(settings: Settings) -> Iterator[tuple["Engine", "Embedder"]]:
    from engine import embedding, node
    from engine.client import Engine

    with node.running(settings, Silent()) as url:
        yield Engine.connect(settings, url), embedding.load(settings.embedding)
