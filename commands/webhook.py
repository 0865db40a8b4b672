"""``partnernet webhook``: where houses have their reports posted."""

import secrets

import click

import store
from commands.author import author_option
from core import keys
from core.errors import PartnerNetError
from core.settings import Settings
from store import deliveries
from store.webhooks import Webhook

_SHOWN = 5


@click.group()
def webhook() -> None:
    """Look at the webhooks of houses, post a test, and go on with a paused one.

    Managers of a house add them on its pages, where the key is shown.
    """


@webhook.command("list")
@click.argument("house")
@click.pass_obj
def list_webhooks(settings: Settings, house: str) -> None:
    """List the webhooks of HOUSE with their last posts; of addresses only the host is shown."""
    with store.opened(settings) as opened:
        found = store.webhooks.of(opened, store.houses.named(opened, house))
        for one in found:
            click.echo(_described(one))
            for delivery in deliveries.last(opened, one, _SHOWN):
                reason = f" ({delivery.reason})" if delivery.reason else ""
                click.echo(f"  {delivery.alert.moment[:16]}  {delivery.state}{reason}")
    if not found:
        click.echo(f"{house} has no webhook.")


@webhook.command()
@click.argument("house")
@click.argument("number", type=int)
@click.pass_obj
def test(settings: Settings, house: str, number: int) -> None:
    """Post a test to the webhook NUMBER of HOUSE, and say whether it arrived."""
    from operations.webhooks import delivering, payload
    from operations.webhooks.sending import NotArrived, Sender

    with store.opened(settings) as opened:
        one = store.webhooks.one(opened, store.houses.named(opened, house), number)
    message = f"test_{secrets.token_hex(16)}"
    key = keys.webhooks_key(settings)
    try:
        delivering.send(Sender(), key, one, message, payload.of_test(one))
    except NotArrived as error:
        raise PartnerNetError(f"The test did not arrive at {one.host}: {error}.") from None
    click.echo(f"The test arrived at {one.host}.")


@webhook.command()
@click.argument("house")
@click.argument("number", type=int)
@author_option
@click.pass_obj
def resume(settings: Settings, house: str, number: int, author: str) -> None:
    """Post to the webhook NUMBER of HOUSE again, what waits as well."""
    with store.opened(settings) as opened:
        of = store.houses.named(opened, house)
        done = store.webhooks.resume(opened, of, number, author=author)
    click.echo(_described(done))


def _described(one: Webhook) -> str:
    state = "posted to"
    if one.paused:
        state = f"paused since {one.paused[:10]}"
    elif one.failing_since:
        state = f"nothing arrives since {one.failing_since[:16]}"
    reason = f" ({one.reason})" if one.reason else ""
    return f"{one.id}: {one.host}, {state}{reason}"
