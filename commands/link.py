"""``partnernet link``: whether two records are one organisation, where a person must say."""

import click

import store
from commands.author import author_option
from core import progress
from core.records import Organisation
from core.settings import Settings
from operations import decisions, link_check
from operations.decisions import Decided
from operations.link_check import Check
from store.links import LinkDecision


@click.group()
def link() -> None:
    """Decide which records are one organisation; decisions outlive every build."""


@link.command()
@click.option(
    "--limit", type=click.IntRange(1), default=20, show_default=True, help="Pairs to show."
)
@click.pass_obj
def check(settings: Settings, limit: int) -> None:
    """List pairs of records that only a person can decide on, the likeliest first."""
    found = link_check.undecided(settings, limit)
    for one in found.shown:
        click.echo("\n".join(_pair(one)), nl=True)
    click.echo(f"{len(found.shown)} of {found.undecided} pairs to check.")
    if found.shown:
        click.echo("Next: partnernet link same A B --reason …, or link different A B --reason …")


@link.command()
@click.argument("first")
@click.argument("second")
@click.option("--reason", required=True, help="Why; kept with the decision.")
@author_option
@click.pass_obj
def same(settings: Settings, first: str, second: str, reason: str, author: str) -> None:
    """Decide that the records FIRST and SECOND, named by their ids, are one organisation."""
    _decide(settings, (first, second), same=True, reason=reason, author=author)


@link.command()
@click.argument("first")
@click.argument("second")
@click.option("--reason", required=True, help="Why; kept with the decision.")
@author_option
@click.pass_obj
def different(settings: Settings, first: str, second: str, reason: str, author: str) -> None:
    """Decide that the records FIRST and SECOND, named by their ids, are two organisations."""
    _decide(settings, (first, second), same=False, reason=reason, author=author)


@link.command("list")
@click.option("--all", "with_undone", is_flag=True, help="Also those that no longer hold.")
@click.pass_obj
def list_decisions(settings: Settings, with_undone: bool) -> None:
    """List the decisions that hold, the oldest first."""
    with store.opened(settings) as opened:
        found = store.links.history(opened) if with_undone else store.links.active(opened)
    for one in found:
        click.echo(_line(one))
    if not found:
        click.echo("Nothing is decided.")


@link.command()
@click.argument("number", type=int)
@author_option
@click.pass_obj
def undo(settings: Settings, number: int, author: str) -> None:
    """Take decision NUMBER back: its pair is undecided again."""
    _print(decisions.undo(settings, progress.for_terminal(), number, author=author))


def _decide(
    settings: Settings, pair: tuple[str, str], *, same: bool, reason: str, author: str
) -> None:
    shown = progress.for_terminal()
    _print(decisions.decide(settings, shown, pair, same=same, reason=reason, author=author))


def _print(done: Decided[LinkDecision]) -> None:
    made = done.decision
    holds = "holds" if made.undone is None else "is undone"
    click.echo(f"Decision {made.id} {holds}: {_words(made)}.")
    for one in done.unknown:
        click.echo(f"  No import has a record {one} now; the decision waits for one.")
    if done.later:
        click.echo(done.later)


def _words(made: LinkDecision) -> str:
    return f"{made.first} and {made.second} are {'one' if made.same else 'two'}"


def _line(made: LinkDecision) -> str:
    line = f"{made.id}  {_words(made)}  {made.created[:10]}  {made.author}: {made.reason}"
    if made.undone is None:
        return line
    how = f"replaced by {made.replaced_by}" if made.replaced_by else "undone"
    return f"{line}; {how} {made.undone[:10]}  {made.undone_by}"


_WIDTH = 46
"""Characters of one side: two and the name of the field fill a line of 110."""


def _pair(check: Check) -> list[str]:
    """Return a pair side by side: one line for each field that either side tells."""
    pair = check.pair
    lines = [f"{pair.score:.2f}  {', '.join(pair.reasons)}"]
    sides = (_side(pair.first, check.first), _side(pair.second, check.second))
    for field in sides[0] | sides[1]:
        first, second = (side.get(field, "")[:_WIDTH] for side in sides)
        lines.append(f"  {field:12}{first:{_WIDTH + 2}}{second}".rstrip())
    return [*lines, ""]


def _side(id_: str, record: Organisation | None) -> dict[str, str]:
    """Return what tells one organisation from another, by name of the field."""
    if record is None:
        return {"id": id_, "name": "(in no import any more)"}
    place = record.place
    street = " ".join(filter(None, (place.street, place.number)))
    town = " ".join(filter(None, (place.postal_code, place.locality)))
    told = {
        "id": id_,
        "name": record.name,
        "formerly": ", ".join(record.former_names),
        "legal form": record.legal_form,
        "place": ", ".join(filter(None, (street, town, place.country))),
        "numbers": ", ".join(f"{one.scheme} {one.value}" for one in record.identifiers),
        "website": record.website,
        "founded": record.founded,
        "sources": ", ".join(one.dataset for one in record.provenance),
    }
    return {field: value for field, value in told.items() if value}
