"""``partnernet mail``: what waits and was sent, and whether the server takes mails."""

import click

import store
from core.errors import PartnerNetError
from core.settings import Settings
from store import mails, users
from store.mails import Mail

_SHOWN = 50


@click.group()
def mail() -> None:
    """Look at mails, send a test, and try again what was given up.

    They are sent by `partnernet worker` where PARTNERNET_SMTP_URL is set.
    """


@mail.command("list")
@click.option("--waiting", is_flag=True, help="Only those that wait.")
@click.pass_obj
def list_mails(settings: Settings, waiting: bool) -> None:
    """List the newest mails: to whom, and what became of them."""
    with store.opened(settings) as opened:
        found = mails.listed(opened, state="waiting" if waiting else None, limit=_SHOWN)
        for one in found:
            click.echo(_described(one, users.one(opened, one.user).email))
    if not found:
        click.echo("There is no mail.")


def _described(one: Mail, email: str) -> str:
    when = one.ended or f"due {one.due}"
    reason = f" ({one.reason})" if one.reason else ""
    return f"{one.id}: {one.kind} to {email}, {one.state} {when[:20]}{reason}"


@mail.command()
@click.argument("email")
@click.pass_obj
def test(settings: Settings, email: str) -> None:
    """Send a mail to the account EMAIL at once, and say whether the server took it."""
    from operations.mail.letters import letters, write_with
    from operations.mail.message import message, sender_of
    from operations.mail.server import NotSent, connected, server_of
    from search_app.mails import MailLetters
    from store.moments import iso, now

    server = server_of(settings)
    if server is None:
        raise PartnerNetError("No mail server is set: PARTNERNET_SMTP_URL.")
    sender = sender_of(settings)
    write_with(MailLetters)
    with store.opened(settings) as opened:
        user = users.called(opened, email)
    told = message(letters(settings, None).test(user), user, sender, ("test", iso(now())))
    try:
        with connected(server) as connection:
            connection.send(told, sender[1], user.email)
    except NotSent as error:
        raise PartnerNetError(f"The mail to {user.email} was not taken. {error}") from None
    click.echo(f"{server.host} took the mail to {user.email}.")


@mail.command()
@click.argument("number", type=int)
@click.pass_obj
def again(settings: Settings, number: int) -> None:
    """Let the mail NUMBER, which was given up, be sent after all."""
    with store.opened(settings) as opened:
        mails.retry(opened, number)
    click.echo(f"{number} waits again.")
