"""Saved searches of a house. What one house saves, no other sees: every function asks for whose."""

from collections.abc import Mapping
from typing import Any, Literal

import msgspec
from sqlalchemy import Connection, Row, func, insert, select, update

from core.errors import BadRequest, NotFound
from store import audit, tables, texts
from store.database import Store
from store.houses import House
from store.moments import iso, now

Rhythm = Literal["at once", "daily", "weekly", "never"]
"""When it reports by mail. On the page it always does."""

MOST = 1_000
"""Saved searches of one house: more than its staff can read reports of (a hundred of ten people),
and what all houses of the region save together is judged in milliseconds a document."""

_watches, _houses = tables.watches, tables.houses


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


def add(  # noqa: PLR0913  (what a watch is)
    store: Store,
    house: House,
    *,
    name: str,
    collection: str,
    request: Mapping[str, Any],
    owner: int | None = None,
    rhythm: Rhythm = "daily",
    author: str,
) -> Watch:
    """Save a search. Raises BadRequest where the name is missing, or the house has too many."""
    moment = now()
    values = {
        "house_id": house.id,
        "name": texts.required(name, "name"),
        "collection": collection,
        "request": msgspec.json.encode(dict(request)).decode(),
        "owner_id": owner,
        "rhythm": rhythm,
        "created": moment,
        "created_by": texts.required(author, "author"),
        "changed": moment,
    }
    with store.writing() as connection:
        count = select(func.count()).where(
            _watches.c.house_id == house.id, _watches.c.deleted.is_(None)
        )
        if connection.execute(count).scalar_one() >= MOST:
            raise BadRequest(
                f"A house can save {MOST} searches; delete some that nobody reads.", "name"
            )
        new = connection.execute(insert(_watches).values(values)).inserted_primary_key
        assert new is not None
        _note(connection, house, "watch.add", new[0], author)
        return _one(connection, house, new[0])


def pause(store: Store, house: House, watch: int, *, author: str) -> Watch:
    """Let a saved search report nothing for a while. Raises NotFound."""
    return _changed(store, house, watch, "watch.pause", author, paused=now())


def resume(store: Store, house: House, watch: int, *, author: str) -> Watch:
    """Let a paused one report again, from now on. Raises NotFound."""
    return _changed(store, house, watch, "watch.resume", author, paused=None, changed=now())


def delete(store: Store, house: House, watch: int, *, author: str) -> None:
    """Delete a saved search; its alerts are no longer told. Raises NotFound."""
    _changed(store, house, watch, "watch.delete", author, deleted=now())


def of(store: Store, house: House) -> tuple[Watch, ...]:
    """Return the saved searches of ``house``, the oldest first."""
    with store.reading() as connection:
        return _read(connection, _watches.c.house_id == house.id)


def one(store: Store, house: House, watch: int) -> Watch:
    """Return one of ``house``. Raises NotFound, also for one of another house."""
    with store.reading() as connection:
        return _one(connection, house, watch)


def reporting(store: Store, collection: str) -> tuple[Watch, ...]:
    """Return what documents of ``collection`` are held against: all houses' that report now."""
    with store.reading() as connection:
        return _read(
            connection,
            _watches.c.collection == collection,
            _watches.c.paused.is_(None),
            _houses.c.closed.is_(None),
        )


def _changed(
    store: Store, house: House, watch: int, action: str, author: str, **values: Any
) -> Watch:
    with store.writing() as connection:
        before = _one(connection, house, watch)
        connection.execute(update(_watches).where(_watches.c.id == watch).values(values))
        _note(connection, house, action, watch, author)
        return before if "deleted" in values else _one(connection, house, watch)


def _note(connection: Connection, house: House, action: str, watch: int, author: str) -> None:
    details = {"house": house.key}
    audit.note(connection, actor=author, action=action, subject=str(watch), details=details)


def _one(connection: Connection, house: House, watch: int) -> Watch:
    found = _read(connection, _watches.c.house_id == house.id, _watches.c.id == watch)
    if not found:
        raise NotFound(f"{house.name} has no saved search {watch}.")
    return found[0]


def _read(connection: Connection, *where: Any) -> tuple[Watch, ...]:
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
    )
