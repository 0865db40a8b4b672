"""Saved searches as the tables have them: what one may be, read and changed in a transaction."""

from collections.abc import Mapping
from typing import Any, Literal, get_args

import msgspec
from sqlalchemy import Connection, Row, exists, func, select, update

from core.errors import BadRequest, NotFound
from store import audit, tables, texts
from store.houses import House
from store.moments import iso

Rhythm = Literal["at once", "daily", "weekly", "never"]
"""When it reports by mail. On the page it always does."""
RHYTHMS: tuple[Rhythm, ...] = get_args(Rhythm)

LONGEST_NAME = 200
"""Characters; longer ones do not fit a line of a list."""

_watches, _houses, _members, _users = (
    tables.watches,
    tables.houses,
    tables.members,
    tables.users,
)


class Watch(msgspec.Struct, frozen=True, kw_only=True):
    """A saved search."""

    id: int
    house: str
    """Key of the house that it belongs to."""
    name: str
    collection: str
    request: dict[str, Any]
    """What the link of the search holds; fields of matching.request.SearchRequest."""
    owner: int | None
    """Id of the account that gets its mails; None for nobody."""
    rhythm: Rhythm
    created: str
    """UTC, ISO 8601."""
    created_by: str
    changed: str
    """When it last became another search; what came before is not reported."""
    paused: str | None
    mailed_since: str | None
    """Alerts from before are never mailed; None where it is mailed to nobody."""


def named(name: str) -> str:
    """Return ``name`` in one line. Raises BadRequest where it is missing, too long or no text."""
    line = texts.required(name, "name")
    if len(line) > LONGEST_NAME:
        raise BadRequest(f"The name is longer than {LONGEST_NAME} characters; shorten it.", "name")
    return line


def checked_rhythm(rhythm: str) -> str:
    """Return ``rhythm``. Raises BadRequest where there is none such."""
    if rhythm not in RHYTHMS:
        raise BadRequest(f"The rhythm is one of {', '.join(RHYTHMS)}.", "rhythm")
    return rhythm


def written(request: Mapping[str, Any]) -> str:
    """Return what a search asks as JSON: the same text for the same search."""
    return msgspec.json.encode(dict(request), order="sorted").decode()


def count(connection: Connection, house: House) -> int:
    """Return how many saved searches a house has."""
    own = (_watches.c.house_id == house.id, _watches.c.deleted.is_(None))
    return int(connection.execute(select(func.count()).where(*own)).scalar_one())


def check_owner(connection: Connection, house: House, owner: int | None) -> None:
    """Refuse an account that is none of the staff, or shut: its mails would reach nobody."""
    if owner is None:
        return
    staff = (
        select(_members.c.user_id)
        .join(_users, _users.c.id == _members.c.user_id)
        .where(_members.c.user_id == owner, _members.c.house_id == house.id)
        .where(_users.c.disabled.is_(None))
    )
    if not connection.execute(select(exists(staff))).scalar():
        raise BadRequest(f"Choose somebody who works for {house.name}.", "owner")


def changed(
    connection: Connection,
    house: House,
    watch: int,
    action: str,
    author: str,
    values: Mapping[str, Any],
) -> Watch:
    """Change a saved search, with its line in the audit log; no values change nothing."""
    if values:
        connection.execute(update(_watches).where(_watches.c.id == watch).values(**values))
        note(connection, house, action, watch, author)
    return one_in(connection, house, watch)


def note(connection: Connection, house: House, action: str, watch: int, author: str) -> None:
    """Write a line of the audit log; what the search asks is its house's own matter."""
    details = {"house": house.key}
    audit.note(connection, actor=author, action=action, subject=str(watch), details=details)


def one_in(connection: Connection, house: House, watch: int) -> Watch:
    """Return a saved search of ``house``. Raises NotFound."""
    found = read(connection, _watches.c.house_id == house.id, _watches.c.id == watch)
    if not found:
        raise NotFound(f"{house.name} has no saved search {watch}.")
    return found[0]


def read(connection: Connection, *where: Any) -> tuple[Watch, ...]:
    """Return the saved searches that meet the conditions, the oldest first."""
    query = (
        select(_watches, _houses.c.key.label("house"))
        .join(_houses, _houses.c.id == _watches.c.house_id)
        .where(_watches.c.deleted.is_(None), *where)
        .order_by(_watches.c.id)
    )
    return tuple(map(_watch, connection.execute(query)))


def _watch(row: Row[Any]) -> Watch:
    return Watch(
        id=row.id,
        house=row.house,
        name=row.name,
        collection=row.collection,
        request=msgspec.json.decode(row.request),
        owner=row.owner_id,
        rhythm=row.rhythm,
        created=iso(row.created),
        created_by=row.created_by,
        changed=iso(row.changed),
        paused=iso(row.paused) if row.paused else None,
        mailed_since=iso(row.mailed_since) if row.mailed_since else None,
    )
