"""Houses: chambers and networks whose staff share what they save."""

import re
from typing import Any

import msgspec
from sqlalchemy import Connection, insert, select

from core.errors import BadRequest, NotFound
from store import audit, tables, texts
from store.database import Store
from store.moments import iso, now

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
    """Make a house. Raises BadRequest where the key is none or taken, or the name is missing."""
    if not _KEY.fullmatch(key) or len(key) > _LONGEST_KEY:
        raise BadRequest(
            "The key of a house is lower-case letters and digits, joined by hyphens, at most "
            f"{_LONGEST_KEY} of them: ihk-chemnitz.",
            "key",
        )
    values = {
        "key": key,
        "name": texts.required(name, "name"),
        "created": now(),
        "created_by": texts.required(author, "author"),
        "closed_by": "",
    }
    with store.writing() as connection:
        if _read(connection, _houses.c.key == key):
            raise BadRequest(f"There is a house {key} already.", "key")
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
