"""Links with which somebody sets a password: sent to the new, and to who has forgotten it.

A link holds for three days and once. Its secret is told when it is made and kept nowhere; the store
has a hash of it, which suffices without salt and slowness since nobody can guess 256 random bits.
"""

import hashlib
import secrets
from datetime import datetime, timedelta

import msgspec
from sqlalchemy import Connection, delete, insert, select

from store import audit, credentials, passwords, tables, users
from store.database import Store
from store.moments import iso, now
from store.refusals import Refused, Why
from store.users import User

LASTS = timedelta(hours=72)
"""From a Friday to a Monday."""
_BYTES = 32

_invitations = tables.invitations


class Invitation(msgspec.Struct, frozen=True, kw_only=True):
    """A link that was just made."""

    user: User
    secret: str
    """What the link holds; told only here."""
    expires: str
    """UTC, ISO 8601."""

    def __repr__(self) -> str:
        """Leave the secret out of tracebacks and logs."""
        return f"Invitation(user={self.user.id}, expires={self.expires!r})"


def make(store: Store, user: int, *, author: str) -> Invitation:
    """Make a link for an account; one that was made before no longer works.

    Raises NotFound; Refused where the account is disabled.
    """
    secret = secrets.token_urlsafe(_BYTES)
    moment = now()
    with store.writing() as connection:
        invited = users.one_in(connection, user)
        _refuse_disabled(invited)
        connection.execute(delete(_invitations).where(_invitations.c.user_id == user))
        connection.execute(
            insert(_invitations).values(
                token_hash=_hash(secret),
                user_id=user,
                created=moment,
                created_by=author,
                expires=moment + LASTS,
            )
        )
        audit.note(connection, actor=author, action="user.invite", subject=invited.email)
    return Invitation(user=invited, secret=secret, expires=iso(moment + LASTS))


def invited(store: Store, secret: str) -> User:
    """Return the account that a link is for, without using the link up.

    Raises Refused where the link is unknown, used, replaced or too old, or the account disabled.
    """
    with store.reading() as connection:
        return _invited(connection, secret, now())


def follow(store: Store, secret: str, password: str) -> User:
    """Set the password of the account that a link is for, and use the link up.

    Raises Refused as :func:`invited`, and where the password breaks a rule: the link still works
    then.
    """
    found = invited(store, secret)
    passwords.check(password, email=found.email, name=found.name)
    kept = passwords.hashed(password)
    with store.writing() as connection:
        found = _invited(connection, secret, now())  # another one may have been faster
        return credentials.put(connection, found.id, kept, author=found.email)


def _invited(connection: Connection, secret: str, moment: datetime) -> User:
    query = select(_invitations.c.user_id).where(
        _invitations.c.token_hash == _hash(secret), _invitations.c.expires > moment
    )
    user = connection.execute(query).scalar_one_or_none()
    if user is None:
        raise Refused(
            Why.LINK,
            "This link does not work: it was used, replaced by a newer one, or is older than three "
            "days. Ask an administrator for a new one.",
            "link",
        )
    found = users.one_in(connection, user)
    _refuse_disabled(found)
    return found


def _refuse_disabled(user: User) -> None:
    if user.disabled:
        raise Refused(Why.DISABLED, f"{user.email} is disabled; enable the account first.", "user")


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
