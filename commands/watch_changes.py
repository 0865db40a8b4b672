"""``partnernet watch``: what is done with a saved search."""

from collections.abc import Callable
from typing import Any, TypeVar

import click

import store
from commands.author import author_option
from core.settings import Settings
from store.watches import RHYTHMS, Rhythm, Watch

F = TypeVar("F", bound=Callable[..., Any])


def rhythm_option(default: str | None) -> Callable[[F], F]:
    """Return the option ``--rhythm``."""
    return click.option(
        "--rhythm", type=click.Choice(RHYTHMS), default=default, help="When it is mailed."
    )


def described(one: Watch) -> str:
    """Return a saved search in a line."""
    asked = ", ".join(f"{name} {value}" for name, value in one.request.items())
    paused = f", paused since {one.paused[:10]}" if one.paused else ""
    return f"{one.id}: {one.name} ({one.collection}: {asked}; mail {one.rhythm}){paused}"


@click.command()
@click.argument("house")
@click.argument("number", type=int)
@click.option("--name", help="Another name.")
@rhythm_option(None)
@author_option
@click.pass_obj
def change(
    settings: Settings,
    house: str,
    number: int,
    name: str | None,
    rhythm: Rhythm | None,
    author: str,
) -> None:
    """Change name or rhythm of the saved search NUMBER of HOUSE."""
    with store.opened(settings) as opened:
        of = store.houses.named(opened, house)
        one = store.watches.one(opened, of, number)
        done = store.watches.change(
            opened,
            of,
            number,
            name=one.name if name is None else name,
            rhythm=rhythm or one.rhythm,
            collection=one.collection,
            request=one.request,
            author=author,
        )
    click.echo(described(done))


@click.command("hand-over")
@click.argument("house")
@click.argument("number", type=int)
@click.argument("email")
@author_option
@click.pass_obj
def hand_over(settings: Settings, house: str, number: int, email: str, author: str) -> None:
    """Let EMAIL, somebody of HOUSE, get the mails of the saved search NUMBER from now on."""
    with store.opened(settings) as opened:
        of = store.houses.named(opened, house)
        owner = store.users.called(opened, email).id
        done = store.watches.hand_over(opened, of, number, owner=owner, author=author)
    click.echo(f"{done.id}: {done.name} is mailed to {email}.")


@click.command()
@click.argument("house")
@click.argument("number", type=int)
@author_option
@click.pass_obj
def pause(settings: Settings, house: str, number: int, author: str) -> None:
    """Let the saved search NUMBER of HOUSE report nothing until it is resumed."""
    with store.opened(settings) as opened:
        done = store.watches.pause(opened, store.houses.named(opened, house), number, author=author)
    click.echo(described(done))


@click.command()
@click.argument("house")
@click.argument("number", type=int)
@author_option
@click.pass_obj
def resume(settings: Settings, house: str, number: int, author: str) -> None:
    """Let a paused search report again, from now on."""
    with store.opened(settings) as opened:
        done = store.watches.resume(
            opened, store.houses.named(opened, house), number, author=author
        )
    click.echo(described(done))


@click.command()
@click.argument("house")
@click.argument("number", type=int)
@author_option
@click.pass_obj
def delete(settings: Settings, house: str, number: int, author: str) -> None:
    """Delete the saved search NUMBER of HOUSE."""
    with store.opened(settings) as opened:
        store.watches.delete(opened, store.houses.named(opened, house), number, author=author)
    click.echo(f"{number} is deleted.")


COMMANDS = (change, hand_over, pause, resume, delete)
