"""Accounts: of those who run the service, and of the staff of houses (:mod:`store.members`).

Nobody needs one to search.
"""

from typing import Any

import msgspec
from sqlalchemy import Connection, func, insert, select, update

from core.errors import NotFound
from store import audit, roles, tables, texts
from store.account_values import address, language_of, name_of, role_of
from store.database import Store
from store.moments import iso, now
from store.refusals import Refused, Why

_users = tables.users


class User(msgspec.Struct, frozen=True, kw_only=True):
    """An account."""

    id: int
    email: str
    """In lower case; what the person logs in with and is called in the audit log."""
    name: str
    language: str
    role: str
    sessions: int
    """Number that the sessions of this account carry; those with another one have ended."""
    has_password: bool
    """False until the invitation was followed."""
    created: str
    """UTC, ISO 8601."""
    created_by: str
    last_login: str | None
    disabled: str | None
    """UTC, ISO 8601; None while the account can be used."""
    disabled_by: str

    def may(self, right: roles.Right) -> bool:
        """Whether the account can be used and its role has ``right``."""
        return self.disabled is None and right in roles.rights(self.role)


def add(
    store: Store, *, email: str, name: str = "", language: str = "de", role: str, author: str
) -> User:
    """Make an account, which can be used once a password is set (:mod:`store.invitations`).

    Raises Refused where the address is none or taken, or language or role are unknown.
    """
    with store.writing() as connection:
        return add_in(
            connection,
            email=email,
            name=name,
            language=language,
            role=role_of(role, roles.of_service()),
            author=author,
        )


def add_in(
    connection: Connection, *, email: str, name: str, language: str, role: str, author: str
) -> User:
    """Make an account within a transaction; ``role`` was checked. Raises Refused as :func:`add`."""
    values = {
        "email": address(email),
        "name": name_of(name),
        "language": language_of(language),
        "role": role,
        "sessions": 0,
        "created": now(),
        "created_by": texts.required(author, "author"),
        "disabled_by": "",
    }
    if _read(connection, _users.c.email == values["email"]):
        raise Refused(Why.TAKEN, f"There is an account {values['email']} already.", "email")
    new = connection.execute(insert(_users).values(values)).inserted_primary_key
    assert new is not None
    made = one_in(connection, new[0])
    _note(connection, made, "user.add", author, role=made.role)
    return made


def one(store: Store, user: int) -> User:
    """Return an account. Raises NotFound."""
    with store.reading() as connection:
        return one_in(connection, user)


def called(store: Store, email: str) -> User:
    """Return the account with the address ``email``. Raises NotFound."""
    with store.reading() as connection:
        found = _read(connection, _users.c.email == email.strip().lower())
    if not found:
        raise NotFound(f"There is no account {email}; `partnernet user list` shows all.")
    return found[0]


def listed(store: Store) -> tuple[User, ...]:
    """Return all accounts by their address."""
    with store.reading() as connection:
        return _read(connection)


def change(store: Store, user: int, *, name: str, language: str, role: str, author: str) -> User:
    """Change what an account is called, addressed in and may do; same values change nothing.

    Raises NotFound; Refused where language or role are unknown, or where no administrator would
    be left.
    """
    with store.writing() as connection:
        before = one_in(connection, user)
        if before.role != role:
            role_of(role, roles.of_service())
        return change_in(connection, before, name=name, language=language, role=role, author=author)


def change_in(
    connection: Connection, before: User, *, name: str, language: str, role: str, author: str
) -> User:
    """Change an account within a transaction; ``role`` was checked. Raises Refused as above."""
    wanted = {"name": name_of(name), "language": language_of(language), "role": role}
    changed = {key: value for key, value in wanted.items() if getattr(before, key) != value}
    if "role" in changed:
        if {before.role, role} & set(roles.OF_HOUSES) and not {before.role, role} <= set(
            roles.OF_HOUSES
        ):
            raise Refused(Why.ROLE, "Who belongs to a house has a role of its staff.", "role")
        _keep_an_administrator(connection, before)
    if changed:
        _set(connection, before.id, **changed)
        was = {f"{key}_before": getattr(before, key) for key in changed}
        _note(connection, before, "user.change", author, **changed, **was)
    return one_in(connection, before.id)


def disable(store: Store, user: int, *, author: str) -> User:
    """Shut an account at once, its sessions too; it stays in the list and in the audit log.

    Raises NotFound; Refused where it is disabled already or no administrator would be left.
    """
    with store.writing() as connection:
        return disable_in(connection, one_in(connection, user), author=author)


def disable_in(connection: Connection, before: User, *, author: str) -> User:
    """Shut an account within a transaction. Raises Refused as :func:`disable`."""
    if before.disabled:
        raise Refused(Why.DISABLED, f"{before.email} is disabled already.", "user")
    _keep_an_administrator(connection, before)
    _set(
        connection,
        before.id,
        disabled=now(),
        disabled_by=texts.required(author, "author"),
        sessions=before.sessions + 1,
    )
    _note(connection, before, "user.disable", author)
    return one_in(connection, before.id)


def enable(store: Store, user: int, *, author: str) -> User:
    """Open a disabled account again, with the password that it had. Raises NotFound."""
    with store.writing() as connection:
        before = one_in(connection, user)
        if before.disabled:
            _set(connection, user, disabled=None, disabled_by="")
            _note(connection, before, "user.enable", author)
        return one_in(connection, user)


def end_sessions(store: Store, user: int, *, author: str) -> User:
    """End all sessions of an account. Raises NotFound."""
    with store.writing() as connection:
        before = one_in(connection, user)
        _set(connection, user, sessions=before.sessions + 1)
        _note(connection, before, "user.end_sessions", author)
        return one_in(connection, user)


def one_in(connection: Connection, user: int) -> User:
    """Return an account within a transaction. Raises NotFound."""
    found = _read(connection, _users.c.id == user)
    if not found:
        raise NotFound(f"There is no account {user}; `partnernet user list` shows all.")
    return found[0]


def _keep_an_administrator(connection: Connection, leaving: User) -> None:
    """Refuse that ``leaving`` leaves where nobody else could give roles.

    Only who can log in counts: an invitation that nobody followed is no administrator yet. Two
    that leave at once are one after the other, since writers queue.
    """
    if leaving.role != roles.ADMINISTRATOR or leaving.disabled or not leaving.has_password:
        return
    others = select(func.count()).where(
        _users.c.role == roles.ADMINISTRATOR,
        _users.c.disabled.is_(None),
        _users.c.password_hash.is_not(None),
        _users.c.id != leaving.id,
    )
    if not connection.execute(others).scalar_one():
        raise Refused(
            Why.LAST_ADMINISTRATOR,
            f"{leaving.email} is the last administrator who can log in; make another one first.",
            "role",
        )


def _note(connection: Connection, user: User, action: str, author: str, **details: str) -> None:
    audit.note(connection, actor=author, action=action, subject=user.email, details=details)


def _set(connection: Connection, user: int, **values: Any) -> None:
    connection.execute(update(_users).where(_users.c.id == user).values(values))


def _read(connection: Connection, *where: Any) -> tuple[User, ...]:
    query = select(_users).where(*where).order_by(_users.c.email)
    return tuple(_user(dict(row)) for row in connection.execute(query).mappings())


def _user(row: dict[str, Any]) -> User:
    row["has_password"] = row.pop("password_hash") is not None
    for name in ("created", "last_login", "disabled"):
        row[name] = iso(row[name]) if row[name] else None
    return User(**row)
