"""Accounts whose mail comes back: since when, and whether mails to them rest."""

from datetime import timedelta

import msgspec
from sqlalchemy import Connection, delete, insert, select, update

from store import audit, tables, users
from store.database import Store
from store.moments import iso, now

PAUSED_AFTER = timedelta(days=3)
"""How long an address refuses for good before mails to it rest: over a weekend on which a mail
server is being moved, and as webhooks (store.deliveries)."""

_standings = tables.mail_standings


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """How mails to an account fare."""

    failing_since: str | None
    """UTC, ISO 8601; None where the last one was taken."""
    paused: str | None
    reason: str
    """What the mail server said last."""


GOOD = Standing(failing_since=None, paused=None, reason="")


def of(store: Store, user: int) -> Standing:
    """Return how mails to an account fare."""
    with store.reading() as connection:
        return of_in(connection, user)


def of_in(connection: Connection, user: int) -> Standing:
    """Return the same within a transaction."""
    row = connection.execute(select(_standings).where(_standings.c.user_id == user)).first()
    if row is None:
        return GOOD
    return Standing(
        failing_since=iso(row.failing_since) if row.failing_since else None,
        paused=iso(row.paused) if row.paused else None,
        reason=row.reason,
    )


def took(connection: Connection, user: int) -> None:
    """Note that a mail to an account was taken."""
    connection.execute(delete(_standings).where(_standings.c.user_id == user))


def refused(connection: Connection, user: int, reason: str) -> bool:
    """Note that the address of an account refuses mail for good; return whether mails rest now."""
    moment = now()
    row = connection.execute(select(_standings).where(_standings.c.user_id == user)).first()
    if row is None:
        values = {"user_id": user, "failing_since": moment, "reason": reason}
        connection.execute(insert(_standings).values(values))
        return False
    since = row.failing_since or moment
    paused = row.paused or (moment if moment - since >= PAUSED_AFTER else None)
    values = {"failing_since": since, "paused": paused, "reason": reason}
    connection.execute(update(_standings).where(_standings.c.user_id == user).values(values))
    if paused and not row.paused:
        subject = users.one_in(connection, user).email
        audit.note(connection, actor="mails", action="mail.pause", subject=subject)
    return bool(paused)


def resume(store: Store, user: int, *, author: str) -> None:
    """Let mails go to an account again; what waited comes with the next one."""
    with store.writing() as connection:
        if of_in(connection, user) != GOOD:
            took(connection, user)
            subject = users.one_in(connection, user).email
            audit.note(connection, actor=author, action="mail.resume", subject=subject)
