"""Accounts of the people who run the service. Nobody needs one to search."""

import re
from typing import Any

import msgspec
from sqlalchemy import Connection, func, insert, select, update

from core.errors import BadRequest, NotFound
from store import audit, roles, tables, texts
from store.database import Store
from store.moments import iso, now
from store.refusals import Refused, Why

LANGUAGES = ("de", "cs", "en")
"""Languages in which an account can be addressed: those of the pages."""

_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
"""One at-sign and a dot behind it. Whether mail arrives, only mail can tell."""
_LONGEST_EMAIL = 254
"""Octets of an address that mail can carry (RFC 5321, 4.5.3.1.3, less the angle brackets)."""

_LONGEST_NAME = 200
"""Characters; longer than anybody is called, and still one line of a list."""

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
    values = {
        "email": address(email),
        "name": _name(name),
        "language": _language(language),
        "role": _role(role),
        "sessions": 0,
        "created": now(),
        "created_by": texts.required(author, "author"),
        "disabled_by": "",
    }
    with store.writing() as connection:
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
    wanted = {
        "name": _name(name),
        "language": _language(language),
        "role": _role(role),
    }
    with store.writing() as connection:
        before = one_in(connection, user)
        changed = {key: value for key, value in wanted.items() if getattr(before, key) != value}
        if "role" in changed:
            _keep_an_administrator(connection, before)
        if changed:
            _set(connection, user, **changed)
            was = {f"{key}_before": getattr(before, key) for key in changed}
            _note(connection, before, "user.change", author, **changed, **was)
        return one_in(connection, user)


def disable(store: Store, user: int, *, author: str) -> User:
    """Shut an account at once, its sessions too; it stays in the list and in the audit log.

    Raises NotFound; Refused where it is disabled already or no administrator would be left.
    """
    with store.writing() as connection:
        before = one_in(connection, user)
        if before.disabled:
            raise Refused(Why.DISABLED, f"{before.email} is disabled already.", "user")
        _keep_an_administrator(connection, before)
        _set(
            connection,
            user,
            disabled=now(),
            disabled_by=texts.required(author, "author"),
            sessions=before.sessions + 1,
        )
        _note(connection, before, "user.disable", author)
        return one_in(connection, user)


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


def address(email: str) -> str:
    """Return an e-mail address as accounts have it. Raises Refused where it is none."""
    found = email.strip().lower()
    if not _EMAIL.fullmatch(found) or len(found.encode()) > _LONGEST_EMAIL:
        raise Refused(
            Why.EMAIL, "That is no e-mail address; write it as name@example.org.", "email"
        )
    return texts.required(found, "email")


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
    if leaving.role != roles.ADMINISTRATOR or leaving.disabled:
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


def _name(name: str) -> str:
    """Return a name in one line; it may be empty."""
    if not name.strip():
        return ""
    try:
        line = texts.required(name, "name")
    except BadRequest as error:
        raise Refused(Why.NAME, str(error), "name") from None
    if len(line) > _LONGEST_NAME:
        raise Refused(
            Why.NAME, f"The name is longer than {_LONGEST_NAME} characters; shorten it.", "name"
        )
    return line


def _language(language: str) -> str:
    if language not in LANGUAGES:
        raise Refused(Why.LANGUAGE, f"The language is one of {', '.join(LANGUAGES)}.", "language")
    return language


def _role(role: str) -> str:
    if role not in roles.names():
        raise Refused(Why.ROLE, f"The role is one of {', '.join(roles.names())}.", "role")
    return role


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
