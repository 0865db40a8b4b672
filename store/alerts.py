"""What changed among the documents, and the alerts that followed: each once, ever."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from typing import Any, Literal

import msgspec
from sqlalchemy import Connection, Row, Table, delete, exists, func, insert, select

from core import points
from store import tables
from store.database import Store
from store.moments import iso, now

KEPT_DAYS = 100
"""For which changes are kept: 90 are shown before a search is saved, and some slack."""
_AT_ONCE = 500
"""Rows of one statement; SQLite takes 32,766 values."""

Verdict = Literal["", "useful", "unfit"]
"""What somebody of the house said of it; empty while nobody did."""

_things, _changes, _alerts = tables.things, tables.changes, tables.alerts

_UNSAID = {"verdict": "", "verdict_reason": "", "verdict_by": ""}


class Thing(msgspec.Struct, frozen=True, kw_only=True):
    """A document as watches were last held against it."""

    id: str
    hash: str
    """Of what a person sees."""
    content: str
    """Hash of what a search can ask for."""


class Fit(msgspec.Struct, frozen=True, kw_only=True):
    """A thing whose content is new, and the watches that it fits."""

    thing: Thing
    watches: frozenset[int]


class Alert(msgspec.Struct, frozen=True, kw_only=True):
    """A thing that began to fit a watch, or changed in what the watch may ask for."""

    id: int
    watch: int
    collection: str
    thing: str
    content: str
    moment: str
    """UTC, ISO 8601."""
    changed: bool | None
    """Whether the thing was there before with another content; None where that was not kept."""
    verdict: Verdict
    verdict_reason: str
    verdict_by: str


def seen(store: Store, collection: str) -> dict[str, Thing]:
    """Return all things that watches were held against, by id."""
    query = select(_things).where(_things.c.collection == collection)
    with store.reading() as connection:
        return {
            row.thing: Thing(id=row.thing, hash=row.hash, content=row.content)
            for row in connection.execute(query)
        }


def begin(store: Store, collection: str, things: Iterable[Thing]) -> None:
    """Note ``things`` as what was there from the first; nothing is reported of them."""
    moment = now()
    with store.writing() as connection:
        noted = list(things)
        _note(connection, collection, noted)
        rows = [
            {**_key(collection, one), "moment": moment, "first": True}
            for one in noted
            if not _is_there(connection, _changes, _key(collection, one))
        ]
        if rows:
            connection.execute(insert(_changes), rows)


def note(store: Store, collection: str, fits: Sequence[Fit]) -> int:
    """Note contents as seen, and an alert for each watch that they fit; return how many are new.

    All or nothing, and the same again changes nothing: a content that a thing had before, as after
    the way back to an earlier index, is no change.
    """
    moment = now()
    with store.writing() as connection:
        there = _there(connection, collection, [fit.thing.id for fit in fits])
        _note(connection, collection, [fit.thing for fit in fits])
        new = 0
        for fit in fits:
            key = _key(collection, fit.thing)
            if _is_there(connection, _changes, key):
                continue
            connection.execute(insert(_changes).values(moment=moment, first=False, **key))
            told = _told(connection, key)
            said = {**_UNSAID, "changed": fit.thing.id in there}
            rows = [
                {**key, **said, "watch_id": watch, "moment": moment}
                for watch in sorted(fit.watches - told)
            ]
            if rows:
                connection.execute(insert(_alerts), rows)
                points.reached("alerts written")
            new += len(rows)
        return new


def changed(store: Store, collection: str, within: timedelta) -> tuple[str, ...]:
    """Return the ids of things that were new or changed ``within`` the last time, sorted."""
    query = (
        select(_changes.c.thing)
        .where(_changes.c.collection == collection, ~_changes.c.first)
        .where(_changes.c.moment >= now() - within)
        .distinct()
        .order_by(_changes.c.thing)
    )
    with store.reading() as connection:
        return tuple(connection.execute(query).scalars())


def watched_since(store: Store, collection: str) -> str | None:
    """Return since when changes are known: UTC, ISO 8601; None before the first look."""
    query = select(func.min(_changes.c.moment)).where(_changes.c.collection == collection)
    with store.reading() as connection:
        first = connection.execute(query).scalar()
    return iso(first) if first else None


def prune(store: Store) -> int:
    """Forget changes older than KEPT_DAYS but the last of each thing; return how many.

    Alerts stay: they are what says that something was told.
    """
    oldest = now() - timedelta(days=KEPT_DAYS)
    is_last = exists().where(
        _things.c.collection == _changes.c.collection,
        _things.c.thing == _changes.c.thing,
        _things.c.content == _changes.c.content,
    )
    with store.writing() as connection:
        gone = connection.execute(delete(_changes).where(_changes.c.moment < oldest, ~is_last))
        return gone.rowcount


def of(store: Store, watch: int, limit: int = 50) -> tuple[Alert, ...]:
    """Return the newest alerts of a watch."""
    query = (
        select(_alerts)
        .where(_alerts.c.watch_id == watch)
        .order_by(_alerts.c.id.desc())
        .limit(limit)
    )
    with store.reading() as connection:
        return tuple(map(from_row, connection.execute(query)))


def from_row(row: Row[Any]) -> Alert:
    """Return the alert that a row of its table holds."""
    return Alert(
        id=row.id,
        watch=row.watch_id,
        collection=row.collection,
        thing=row.thing,
        content=row.content,
        moment=iso(row.moment),
        changed=row.changed,
        verdict=row.verdict,
        verdict_reason=row.verdict_reason,
        verdict_by=row.verdict_by,
    )


def _note(connection: Connection, collection: str, things: Sequence[Thing]) -> None:
    """Note how ``things`` are now, instead of how they were."""
    for start in range(0, len(things), _AT_ONCE):
        part = things[start : start + _AT_ONCE]
        old = _things.c.thing.in_([one.id for one in part])
        connection.execute(delete(_things).where(_things.c.collection == collection, old))
        rows = [{**_key(collection, one), "hash": one.hash} for one in part]
        connection.execute(insert(_things), rows)


def _there(connection: Connection, collection: str, ids: Sequence[str]) -> frozenset[str]:
    """Return those of ``ids`` that were seen before, whatever they were then."""
    found: set[str] = set()
    for start in range(0, len(ids), _AT_ONCE):
        query = select(_things.c.thing).where(
            _things.c.collection == collection, _things.c.thing.in_(ids[start : start + _AT_ONCE])
        )
        found.update(connection.execute(query).scalars())
    return frozenset(found)


def _key(collection: str, thing: Thing) -> dict[str, str]:
    return {"collection": collection, "thing": thing.id, "content": thing.content}


def _told(connection: Connection, key: Mapping[str, str]) -> frozenset[int]:
    """Return the watches that have an alert of this content, whose change was forgotten since."""
    where = [_alerts.c[name] == value for name, value in key.items()]
    return frozenset(connection.execute(select(_alerts.c.watch_id).where(*where)).scalars())


def _is_there(connection: Connection, table: Table, key: Mapping[str, Any]) -> bool:
    where = [table.c[name] == value for name, value in key.items()]
    return bool(connection.execute(select(exists().where(*where))).scalar())
