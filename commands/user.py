"""``partnernet user``: accounts of those who run the service."""

import sys
from urllib.parse import urlencode

import click

import store
from commands.author import author_option
from core import keys
from core.settings import Settings
from store import credentials, invitations, logins, roles, users
from store.account_values import LANGUAGES
from store.invitations import Invitation
from store.users import User

_ADDRESS = "http://127.0.0.1:8000"
"""Where `partnernet up` serves when nothing else is said."""

role_choice = click.Choice(roles.of_service())
address_option = click.option(
    "--address",
    help=f"How people reach the service; by default PARTNERNET_ADDRESS, else {_ADDRESS}.",
)


@click.group()
def user() -> None:
    """Accounts of those who run the service. Searching needs none."""


@user.command()
@click.argument("email")
@click.option("--role", type=role_choice, required=True, help="What the person may do.")
@click.option("--name", default="", help="What the person is called, where it helps.")
@click.option(
    "--language",
    type=click.Choice(LANGUAGES),
    default="de",
    show_default=True,
    help="Of the page that the link leads to.",
)
@address_option
@author_option
@click.pass_obj
def add(
    settings: Settings,
    email: str,
    role: str,
    name: str,
    language: str,
    address: str | None,
    author: str,
) -> None:
    """Make an account for EMAIL and print the link with which the person sets a password."""
    with store.opened(settings) as opened:
        made = users.add(
            opened, email=email, name=name, language=language, role=role, author=author
        )
        print_link(settings, address, invitations.make(opened, made.id, author=author))


@user.command()
@click.argument("email")
@address_option
@author_option
@click.pass_obj
def invite(settings: Settings, email: str, address: str | None, author: str) -> None:
    """Print a new link for EMAIL, for who lost the link or forgot the password."""
    with store.opened(settings) as opened:
        known = users.called(opened, email)
        print_link(settings, address, invitations.make(opened, known.id, author=author))


@user.command("list")
@click.pass_obj
def list_users(settings: Settings) -> None:
    """List all accounts, with role, state and last log-in."""
    with store.opened(settings) as opened:
        found = users.listed(opened)
    for one in found:
        seen = f"last log-in {one.last_login[:10]}" if one.last_login else "never logged in"
        click.echo(f"{one.email}  {one.role}  {_state(one)}, {seen}")
    if not found:
        click.echo("There is no account yet; make one with `partnernet user add`.")


@user.command()
@click.argument("email")
@click.argument("role", type=role_choice)
@author_option
@click.pass_obj
def role(settings: Settings, email: str, role: str, author: str) -> None:
    """Give EMAIL the role ROLE."""
    with store.opened(settings) as opened:
        known = users.called(opened, email)
        users.change(
            opened, known.id, name=known.name, language=known.language, role=role, author=author
        )
    click.echo(f"{known.email} is {role} now.")


@user.command()
@click.argument("email")
@author_option
@click.pass_obj
def disable(settings: Settings, email: str, author: str) -> None:
    """Shut the account EMAIL at once, its sessions too."""
    with store.opened(settings) as opened:
        known = users.disable(opened, users.called(opened, email).id, author=author)
    click.echo(f"{known.email} is disabled.")


@user.command()
@click.argument("email")
@author_option
@click.pass_obj
def enable(settings: Settings, email: str, author: str) -> None:
    """Open the disabled account EMAIL again."""
    with store.opened(settings) as opened:
        known = users.enable(opened, users.called(opened, email).id, author=author)
    click.echo(f"{known.email} is enabled.")


@user.command()
@click.argument("email")
@author_option
@click.pass_obj
def password(settings: Settings, email: str, author: str) -> None:
    """Set the password of EMAIL, which is asked for, or read as one line where input is piped.

    It ends all sessions of the account, and log-ins that failed no longer make it wait.
    """
    with store.opened(settings) as opened:
        known = users.called(opened, email)
        credentials.set_password(opened, known.id, _typed(), author=author)
        logins.forget_failures(opened, known.email, key=keys.throttle_key(settings))
    click.echo(f"{known.email} has a new password.")


def _typed() -> str:
    """Return the password; never an argument, which other users of the machine can see."""
    if sys.stdin.isatty():
        typed: str = click.prompt("Password", hide_input=True, confirmation_prompt=True)
        return typed
    return sys.stdin.readline().rstrip("\r\n")


def print_link(settings: Settings, address: str | None, invitation: Invitation) -> None:
    """Print the link with which the person sets a password."""
    base = (address or settings.address or _ADDRESS).rstrip("/")
    query = urlencode({"key": invitation.secret})
    click.echo(f"{invitation.user.email} sets a password here, once, within 72 hours:")
    click.echo(f"{base}/{invitation.user.language}/invitation?{query}")


def _state(one: User) -> str:
    if one.disabled:
        return f"disabled {one.disabled[:10]} by {one.disabled_by}"
    return "active" if one.has_password else "invited"
