"""``partnernet block``: organisations or fields that must not be shown."""

import click

import store
from commands.author import author_option
from core import progress
from core.settings import Settings
from indexer.privacy import FIELDS
from operations import decisions
from operations.decisions import Decided
from store.blocks import Block


@click.group()
def block() -> None:
    """Block organisations or single fields, so that they are shown nowhere; lift blocks."""


@block.command()
@click.argument("organisation")
@click.option("--field", default="", help=f"Block this field only: {', '.join(FIELDS)}.")
@click.option("--reason", required=True, help="Why; kept with the block.")
@author_option
@click.pass_obj
def add(settings: Settings, organisation: str, field: str, reason: str, author: str) -> None:
    """Block ORGANISATION: an id, or a number such as ico:26168685 or "hr:Chemnitz HRB 12345".

    It stays blocked across every build, also when it comes from other registers or is not known
    yet.
    """
    done = decisions.block(
        settings,
        progress.for_terminal(),
        organisation,
        field=field,
        reason=reason,
        author=author,
    )
    _print(done, "holds")


@block.command("list")
@click.option("--all", "with_lifted", is_flag=True, help="Also those that were lifted.")
@click.pass_obj
def list_blocks(settings: Settings, with_lifted: bool) -> None:
    """List the blocks that hold, the oldest first."""
    with store.opened(settings) as opened:
        found = store.blocks.history(opened) if with_lifted else store.blocks.active(opened)
    for one in found:
        click.echo(_line(one))
    if not found:
        click.echo("Nothing is blocked.")


@block.command()
@click.argument("number", type=int)
@click.option("--reason", required=True, help="Why; kept with the block.")
@author_option
@click.pass_obj
def lift(settings: Settings, number: int, reason: str, author: str) -> None:
    """Lift the block NUMBER, so that what it hid is shown again."""
    done = decisions.lift(settings, progress.for_terminal(), number, reason=reason, author=author)
    _print(done, "is lifted")


def _print(done: Decided[Block], what: str) -> None:
    made = done.decision
    click.echo(f"Block {made.id} of {_subject(made)} {what}.")
    if made.lifted is None:
        click.echo(f"  known by {', '.join(made.keys)}")
    if done.unknown:
        click.echo(f"  No import knows {done.unknown[0]} now; it is blocked when one does.")
    if done.later:
        click.echo(done.later)


def _subject(made: Block) -> str:
    return f"{made.organisation}, {made.field}" if made.field else made.organisation


def _line(made: Block) -> str:
    line = f"{made.id}  {_subject(made)}  {made.created[:10]}  {made.author}: {made.reason}"
    if made.lifted is None:
        return line
    return f"{line}; lifted {made.lifted[:10]}  {made.lifted_by}: {made.lifted_reason}"
