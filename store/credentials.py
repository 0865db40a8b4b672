"""The password of an account, within a transaction. Setting one ends all sessions there were."""

from typing import Any

from sqlalchemy import Connection, select, update

from store import audit, passwords, tables, users
from store.database import Store
from store.users import User

_users, _invitations = tables.users, tables.invitations


def set_password(store: Store, user: int, password: str, *, author: str) -> User:
    """Set the password of an account; its sessions and its open links end.

    Raises NotFound; Refused where the password breaks a rule.
    """
    before = users.one(store, user)
    passwords.check(password, email=before.email, name=before.name)
    kept = passwords.hashed(password)  # slow: before the transaction, not in it
    with store.writing() as connection:
        return put(connection, user, kept, author=author)


def put(connection: Connection, user: int, kept: str, *, author: str) -> User:
    """Write a password's hash, and end sessions and open links. Raises NotFound."""
    before = users.one_in(connection, user)
    write(connection, user, password_hash=kept, sessions=before.sessions + 1)
    connection.execute(_invitations.delete().where(_invitations.c.user_id == user))
    audit.note(connection, actor=author, action="user.password", subject=before.email)
    return users.one_in(connection, user)


def hash_of(connection: Connection, user: int) -> str | None:
    """Return the hash of an account's password; None where it has none."""
    query = select(_users.c.password_hash).where(_users.c.id == user)
    return connection.execute(query).scalar_one_or_none()


def write(connection: Connection, user: int, **values: Any) -> None:
    """Change columns of an account."""
    connection.execute(update(_users).where(_users.c.id == user).values(values))
