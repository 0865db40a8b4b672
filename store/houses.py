"""Houses: chambers and networks whose staff share what they save."""

import re
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import Connection, insert, select, update

from core.errors import NotFound
from store import audit, tables, texts
from store.account_values import name_of
from store.database import Store
from store.moments import iso, now
from store.refusals import Refused, Why

_KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LONGEST_KEY = 60

_houses = tables.houses


class House(msgspec.Struct, frozen=True, kw_only=True):
    """A chamber or network."""

    id: int
    key: str
    """What stands in the visibility of its own imports: ``house:KEY``."""
    name: str
    created: str
    """UTC, ISO 8601."""
    created_by: str
    closed: str | None


def add(store: Store, *, key: str, name: str, author: str) -> House:
    """Make a house. Raises Refused where the key is none or taken, or the name cannot be taken."""
    if not _KEY.fullmatch(key) or len(key) > _LONGEST_KEY:
        raise Refused(
            Why.KEY,
            "The key of a house is lower-case letters and digits, joined by hyphens, at most "
            f"{_LONGEST_KEY} of them: ihk-chemnitz.",
            "key",
        )
    if not name_of(name):
        raise Refused(Why.NAME, "A house has a name in one line.", "name")
    values = {
        "key": key,
        "name": name_of(name),
        "created": now(),
        "created_by": texts.required(author, "author"),
        "closed_by": "",
    }
    with store.writing() as connection:
        if _read(connection, _houses.c.key == key):
            raise Refused(Why.KEY_TAKEN, f"There is a house {key} already.", "key")
        new = connection.execute(insert(_houses).values(values)).inserted_primary_key
        assert new is not None
        audit.note(connection, actor=author, action="house.add", subject=key)
        return _read(connection, _houses.c.id == new[0])[0]


def named(store: Store, key: str) -> House:
    """Return the house with ``key``. Raises NotFound."""
    with store.reading() as connection:
        found = _read(connection, _houses.c.key == key)
    if not found:
        raise NotFound(f"There is no house {key!r}; `partnernet house list` shows all.")
    return found[0]


def listed(store: Store) -> tuple[House, ...]:
    """Return all houses, by key."""
    with store.reading() as connection:
        return _read(connection)


def close(store: Store, key: str, *, author: str) -> House:
    """Shut a house at once: its staff see nothing of it and nothing is reported. Raises NotFound.

    A closed one stays as it is.
    """
    return _set_closed(store, key, now(), author)


def reopen(store: Store, key: str, *, author: str) -> House:
    """Open a closed house again, as it was left. Raises NotFound."""
    return _set_closed(store, key, None, author)


def one_in(connection: Connection, house: int) -> House:
    """Return a house within a transaction. Raises NotFound."""
    found = _read(connection, _houses.c.id == house)
    if not found:
        raise NotFound(f"There is no house {house}; `partnernet house list` shows all.")
    return found[0]


def _set_closed(store: Store, key: str, moment: datetime | None, author: str) -> House:
    author = texts.required(author, "author")
    before = named(store, key)
    if bool(before.closed) == bool(moment):
        return before
    values = {"closed": moment, "closed_by": author if moment else ""}
    with store.writing() as connection:
        connection.execute(update(_houses).where(_houses.c.key == key).values(values))
        action = "house.close" if moment else "house.reopen"
        audit.note(connection, actor=author, action=action, subject=key)
        return one_in(connection, before.id)


def _read(connection: Connection, *where: Any) -> tuple[House, ...]:
    query = select(_houses).where(*where).order_by(_houses.c.key)
    return tuple(
        House(
            id=row.id,
            key=row.key,
            name=row.name,
            created=iso(row.created),
            created_by=row.created_by,
            closed=iso(row.closed) if row.closed else None,
        )
        for row in connection.execute(query)
    )
