"""Secret addresses of feeds: what stands in one, whose it is, and another one instead.

The secret is kept nowhere: it follows from the service's key, the account and how often its address
was renewed. So it can be shown again and again, and a copy of the store tells nobody's.
"""

import base64
import hashlib
import hmac
import re
from datetime import timedelta

import msgspec
from sqlalchemy import Connection, insert, select, update

from core.errors import NotFound, PartnerNetError
from store import audit, members, tables, throttle, users
from store.database import Store
from store.houses import House
from store.moments import now
from store.roles import Right
from store.users import User

_feeds = tables.feeds
_TOKEN = re.compile(r"([1-9][0-9]{0,9})-([A-Za-z0-9_-]{43})", re.ASCII)
"""Number of the account, so that one row has to be read, and 256 bits that nobody guesses."""
_LARGEST_ID = 2**31 - 1


class Throttled(PartnerNetError):
    """Too many addresses of feeds were guessed from the network that asks."""

    def __init__(self, wait: timedelta) -> None:
        super().__init__("Too many addresses of feeds were wrong; ask again later.")
        self.seconds = max(1, round(wait.total_seconds()))


class Reader(msgspec.Struct, frozen=True, kw_only=True):
    """Whose feed it is."""

    user: User
    house: House


def token(store: Store, key: bytes, user: User) -> str:
    """Return what makes the addresses of the feeds of ``user`` secret; ``key`` is the service's
    (core.keys.feeds_key)."""
    with store.reading() as connection:
        return _token(key, user, _generation(connection, user.id))


def renew(store: Store, user: User, *, author: str) -> None:
    """Let all addresses of the feeds of ``user`` end; others take their place. Raises NotFound."""
    with store.writing() as connection:
        users.one_in(connection, user.id)
        generation = _generation(connection, user.id) + 1
        values = {"generation": generation, "renewed": now()}
        mine = _feeds.c.user_id == user.id
        if not connection.execute(update(_feeds).where(mine).values(values)).rowcount:
            connection.execute(insert(_feeds).values(user_id=user.id, **values))
        audit.note(connection, actor=author, action="feed.renew", subject=user.email)


def reader(store: Store, key: bytes, token: str, *, address: str, throttle_key: bytes) -> Reader:
    """Return whose feed ``token`` opens, asked for from the network address ``address``.

    Raises NotFound where it is nobody's, was renewed, or the account or the house was closed; and
    Throttled, before anything is looked at, where too many were guessed from there. One that held
    before is no guess: a feed reader that was forgotten must not shut out its whole office.
    """
    guesses = throttle.guesses(throttle_key, address)
    with store.reading() as connection:
        wait = throttle.wait(connection, guesses, now())
        if wait > timedelta(0):
            raise Throttled(wait)
        user, valid = _whose(connection, key, token)
    if user is None:
        with store.noting() as connection:
            throttle.count(connection, guesses, now())
        raise _unknown()
    house = members.house_of(store, user.id)
    if not valid or house is None or house.closed or not user.may(Right.WATCHES):
        raise _unknown()
    return Reader(user=user, house=house)


def _whose(connection: Connection, key: bytes, token: str) -> tuple[User | None, bool]:
    """Return the account that ``token`` was made for, and whether it was not renewed since."""
    parts = _TOKEN.fullmatch(token)
    if parts is None or int(parts[1]) > _LARGEST_ID:
        return None, False
    try:
        user = users.one_in(connection, int(parts[1]))
    except NotFound:
        return None, False
    latest = _generation(connection, user.id)
    for generation in range(latest, -1, -1):
        if hmac.compare_digest(token, _token(key, user, generation)):
            return user, generation == latest
    return None, False


def _generation(connection: Connection, user: int) -> int:
    query = select(_feeds.c.generation).where(_feeds.c.user_id == user)
    return connection.execute(query).scalar_one_or_none() or 0


def _token(key: bytes, user: User, generation: int) -> str:
    """Of the moment, too: a number is given again after an older backup came back."""
    what = f"{user.id} {user.created} {generation}".encode()
    secret = base64.urlsafe_b64encode(hmac.digest(key, what, hashlib.sha256))
    return f"{user.id}-{secret.decode().rstrip('=')}"


def _unknown() -> NotFound:
    return NotFound("There is no such feed; copy its address anew.")
