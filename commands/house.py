"""``partnernet house``: the chambers and networks that save searches."""

import click

import store
from commands.author import author_option
from core.settings import Settings


@click.group()
def house() -> None:
    """Make and list houses: chambers and networks that save searches."""


@house.command()
@click.argument("key")
@click.argument("name")
@author_option
@click.pass_obj
def add(settings: Settings, key: str, name: str, author: str) -> None:
    """Make the house KEY, such as ihk-chemnitz, with the NAME that people read."""
    with store.opened(settings) as opened:
        made = store.houses.add(opened, key=key, name=name, author=author)
    click.echo(f"house {made.key}: {made.name}")


@house.command("list")
@click.pass_obj
def list_houses(settings: Settings) -> None:
    """List the houses by key."""
    with store.opened(settings) as opened:
        found = store.houses.listed(opened)
    for one in found:
        click.echo(f"{one.key}: {one.name}, since {one.created[:10]}")
    if not found:
        click.echo("There is no house yet: partnernet house add KEY NAME")
