"""``partnernet store``: the database of what people decide."""

import click

import store as relational_store
from core.settings import Settings
from store import Condition

_CONDITIONS = {
    Condition.ABSENT: "not there yet",
    Condition.BEHIND: "of an older version; run `partnernet store upgrade`",
    Condition.CURRENT: "up to date",
    Condition.NEWER: "of a newer version than this program; install that one",
}


@click.group()
def store() -> None:
    """Look at the store of what people decide, and upgrade it."""


@store.command()
@click.pass_context
def status(ctx: click.Context) -> None:
    """Say where the store is and how its tables are; the exit status is 1 when they must change."""
    settings: Settings = ctx.obj
    found = relational_store.status(settings)
    click.echo(f"{found.place}: {_CONDITIONS[found.condition]}")
    click.echo(f"  tables of version {found.found or '-'}, wanted {found.wanted}")
    if found.revision is not None:
        with relational_store.opened(settings) as opened:
            blocks = len(relational_store.blocks.active(opened))
            links = len(relational_store.links.active(opened))
        click.echo(f"  {blocks} blocks and {links} link decisions hold; {found.revision} changes")
    ctx.exit(1 if found.condition in (Condition.BEHIND, Condition.NEWER) else 0)


@store.command()
@click.pass_obj
def upgrade(settings: Settings) -> None:
    """Make the store's tables, or bring them up to date: all of it or nothing."""
    before = relational_store.upgrade(settings)
    if before.condition is Condition.CURRENT:
        click.echo(f"The store is up to date (version {before.wanted}).")
    else:
        click.echo(
            f"The store is now of version {before.wanted}, before: {before.found or 'none'}."
        )
