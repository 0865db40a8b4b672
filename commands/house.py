"""``partnernet house``: the chambers and networks that save searches."""

import click

import store
from commands.author import author_option
from commands.user import address_option, print_link
from core.settings import Settings
from store import invitations, roles
from store.account_values import LANGUAGES


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


@house.command()
@click.argument("key")
@click.pass_obj
def staff(settings: Settings, key: str) -> None:
    """List who belongs to the house KEY."""
    with store.opened(settings) as opened:
        found = store.members.of(opened, store.houses.named(opened, key))
    for one in found:
        state = "disabled" if one.disabled else "active" if one.has_password else "invited"
        click.echo(f"{one.email}: {one.role}, {state}")
    if not found:
        click.echo(f"Nobody belongs to {key} yet: partnernet house invite {key} EMAIL")


@house.command()
@click.argument("key")
@click.argument("email")
@click.option(
    "--role", type=click.Choice(roles.OF_HOUSES), default=roles.MANAGER, show_default=True
)
@click.option("--name", default="", help="What the person is called, where it helps.")
@click.option("--language", type=click.Choice(LANGUAGES), default="de", show_default=True)
@address_option
@author_option
@click.pass_obj
def invite(  # noqa: PLR0913  (what an account is)
    settings: Settings,
    key: str,
    email: str,
    role: str,
    name: str,
    language: str,
    address: str | None,
    author: str,
) -> None:
    """Make an account for EMAIL in the house KEY and print the link that sets a password."""
    with store.opened(settings) as opened:
        of = store.houses.named(opened, key)
        made = store.members.add(
            opened, of, email=email, name=name, language=language, role=role, author=author
        )
        print_link(settings, address, invitations.make(opened, made.id, author=author))


@house.command()
@click.argument("key")
@author_option
@click.pass_obj
def close(settings: Settings, key: str, author: str) -> None:
    """Shut the house KEY: its staff see nothing of it, and nothing is reported."""
    with store.opened(settings) as opened:
        done = store.houses.close(opened, key, author=author)
    click.echo(f"{done.name} is closed.")


@house.command()
@click.argument("key")
@author_option
@click.pass_obj
def reopen(settings: Settings, key: str, author: str) -> None:
    """Open the closed house KEY again, as it was left."""
    with store.opened(settings) as opened:
        done = store.houses.reopen(opened, key, author=author)
    click.echo(f"{done.name} is open.")
