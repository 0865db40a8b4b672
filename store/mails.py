"""Mails that wait, were sent or were given up. A row is the truth; what one says is written when it
is sent."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any, Literal

import msgspec
from sqlalchemy import Connection, Row, delete, exists, func, insert, select, update

from core.errors import NotFound
from store import tables
from store.alerts import Alert, from_row
from store.database import Store
from store.moments import iso, now

Kind = Literal["alerts", "invitation", "test"]
State = Literal["waiting", "sent", "untold", "given_up"]
"""``untold``: what was gone, blocked, told before or no longer wanted when it was its turn."""

MOST_WAITING = 10_000
"""Mails that wait at most: more than all staff of all houses get in a day. What does not get in
now is composed later, since its alerts stay untold."""
CLAIMED_FOR = timedelta(minutes=10)
"""How long who claimed a mail has for it, before it is another one's turn: SMTP allows a server ten
minutes for its last answer (RFC 5321, 4.5.3.2.6)."""
KEPT = timedelta(days=100)
"""How long what was sent is kept: as long as alerts can be answered from a mail."""

_mails, _told, _alerts = tables.mails, tables.mail_alerts, tables.alerts


class Mail(msgspec.Struct, frozen=True, kw_only=True):
    """A mail to an account."""

    id: int
    key: str
    """What is mailed only once."""
    user: int
    kind: Kind
    arguments: dict[str, Any]
    state: State
    created: str
    """UTC, ISO 8601, as all times here."""
    due: str
    attempts: int
    ended: str | None
    reason: str
    """Why it was not sent, or not yet."""


def enqueue(
    connection: Connection,
    *,
    key: str,
    user: int,
    kind: Kind,
    arguments: Mapping[str, Any] | None = None,
) -> int | None:
    """Queue a mail, due at once, and return its id.

    None where there is one with ``key`` already, or too many wait.
    """
    waiting = select(func.count()).where(_mails.c.state == "waiting")
    there = select(exists().where(_mails.c.key == key))
    full = connection.execute(waiting).scalar_one() >= MOST_WAITING
    if full or connection.execute(there).scalar():
        return None
    moment = now()
    values = {
        "key": key,
        "user_id": user,
        "kind": kind,
        "arguments": msgspec.json.encode(dict(arguments or {})).decode(),
        "state": "waiting",
        "created": moment,
        "due": moment,
        "attempts": 0,
        "reason": "",
    }
    new = connection.execute(insert(_mails).values(values)).inserted_primary_key
    assert new is not None
    return int(new[0])


def put(connection: Connection, mail: int, alerts: Iterable[int]) -> None:
    """Note which alerts a mail tells; each is told by one mail, ever."""
    rows = [{"alert_id": alert, "mail_id": mail} for alert in alerts]
    connection.execute(insert(_told), rows)


def is_due(store: Store) -> bool:
    """Tell whether a mail is to be sent now."""
    query = select(_mails.c.id).where(_mails.c.state == "waiting", _mails.c.due <= now()).limit(1)
    with store.reading() as connection:
        return connection.execute(query).first() is not None


def claim(store: Store) -> Mail | None:
    """Return the mail that is due for longest, as nobody else's for CLAIMED_FOR; None without one.

    Who is killed with it lets it become due again.
    """
    first = (
        select(_mails)
        .where(_mails.c.state == "waiting", _mails.c.due <= now())
        .order_by(_mails.c.due, _mails.c.id)
        .limit(1)
    )
    with store.noting() as connection:
        found = connection.execute(first).first()
        if found is None:
            return None
        values = {"due": now() + CLAIMED_FOR, "attempts": found.attempts + 1}
        # Another worker may have been quicker where transactions do not queue.
        mine = connection.execute(
            update(_mails)
            .where(_mails.c.id == found.id, _mails.c.attempts == found.attempts)
            .values(values)
        )
        return one_in(connection, found.id) if mine.rowcount else None


def alerts_of(store: Store, mail: Mail) -> tuple[Alert, ...]:
    """Return the alerts that a mail tells, the newest first."""
    query = (
        select(_alerts)
        .join(_told, _told.c.alert_id == _alerts.c.id)
        .where(_told.c.mail_id == mail.id)
        .order_by(_alerts.c.id.desc())
    )
    with store.reading() as connection:
        return tuple(map(from_row, connection.execute(query)))


def end(connection: Connection, mail: Mail, state: State, reason: str = "") -> None:
    """Note what became of a mail."""
    values = {"state": state, "reason": reason, "ended": now()}
    connection.execute(update(_mails).where(_mails.c.id == mail.id).values(values))


def again(connection: Connection, mail: Mail, reason: str, due: datetime) -> None:
    """Note why a mail was not sent, and when it is tried again."""
    values = {"due": due, "reason": reason}
    connection.execute(update(_mails).where(_mails.c.id == mail.id).values(values))


def retry(store: Store, mail: int) -> Mail:
    """Let a mail that was given up be sent after all. Raises NotFound for any other."""
    given_up = _mails.c.id == mail, _mails.c.state == "given_up"
    with store.noting() as connection:
        values = {"state": "waiting", "due": now(), "attempts": 0, "ended": None}
        if not connection.execute(update(_mails).where(*given_up).values(values)).rowcount:
            raise NotFound(f"No mail {mail} was given up; `partnernet mail list` shows all.")
        return one_in(connection, mail)


def listed(store: Store, *, state: State | None = None, limit: int = 50) -> tuple[Mail, ...]:
    """Return the newest mails, or those of one state."""
    query = select(_mails).order_by(_mails.c.id.desc()).limit(limit)
    if state is not None:
        query = query.where(_mails.c.state == state)
    with store.reading() as connection:
        return tuple(map(_mail, connection.execute(query)))


def prune(store: Store) -> int:
    """Forget mails older than KEPT that told no alerts; return how many.

    A mail that told alerts stays as long as they do: it is what says that they were told.
    """
    told = select(_told.c.mail_id)
    old = _mails.c.ended < now() - KEPT, _mails.c.id.not_in(told)
    with store.noting() as connection:
        return connection.execute(delete(_mails).where(*old)).rowcount


def one_in(connection: Connection, mail: int) -> Mail:
    """Return a mail within a transaction. Raises NotFound."""
    row = connection.execute(select(_mails).where(_mails.c.id == mail)).first()
    if row is None:
        raise NotFound(f"There is no mail {mail}.")
    return _mail(row)


def _mail(row: Row[Any]) -> Mail:
    return Mail(
        id=row.id,
        key=row.key,
        user=row.user_id,
        kind=row.kind,
        arguments=msgspec.json.decode(row.arguments),
        state=row.state,
        created=iso(row.created),
        due=iso(row.due),
        attempts=row.attempts,
        ended=iso(row.ended) if row.ended else None,
        reason=row.reason,
    )
