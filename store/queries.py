"""What was asked for: how often a text was searched on a day, and how often in vain.

Nobody's name goes in here, see :mod:`operations.asked`; and nothing stays for longer than is set.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

import msgspec
from sqlalchemy import Select, delete, func, select
from sqlalchemy.dialects import postgresql, sqlite

from store import tables
from store.database import Store

_asked = tables.asked_queries
_KEY = (_asked.c.text, _asked.c.language, _asked.c.collection)
_COUNTS = ("times", "without_results", "without_across")


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """A text with how often it was asked."""

    text: str
    language: str
    collection: str
    times: int
    without_results: int
    """Times that nothing was found."""
    without_across: int
    """Times that nothing was found in the other language of the region."""


class AskedOn(msgspec.Struct, frozen=True, kw_only=True):
    """The same on one day."""

    day: date
    asked: Asked


def note(store: Store, counts: Iterable[AskedOn]) -> None:
    """Add ``counts`` to what is there, all in one transaction."""
    rows = [
        {"day": one.day, **{name: getattr(one.asked, name) for name in Asked.__struct_fields__}}
        for one in counts
    ]
    if not rows:
        return
    make = sqlite.insert if store.engine.dialect.name == "sqlite" else postgresql.insert
    added = make(_asked)
    merged = added.on_conflict_do_update(
        index_elements=[_asked.c[name] for name in ("day", "text", "language", "collection")],
        set_={name: _asked.c[name] + added.excluded[name] for name in _COUNTS},
    )
    with store.writing() as connection:
        connection.execute(merged, rows)


def frequent(store: Store, limit: int) -> tuple[Asked, ...]:
    """Return at most ``limit`` texts, those asked most often first."""
    return _read(store, _summed().order_by(func.sum(_asked.c.times).desc(), *_KEY).limit(limit))


def in_vain(store: Store, limit: int, language: str | None = None) -> tuple[Asked, ...]:
    """Return at most ``limit`` texts that found nothing, or nothing in the other language, those
    most often first; of one language where it is told."""
    vain = func.sum(_asked.c.without_results + _asked.c.without_across)
    query = _summed().having(vain > 0).order_by(vain.desc(), *_KEY).limit(limit)
    return _read(store, query.where(_asked.c.language == language) if language else query)


def forget(store: Store, before: date) -> int:
    """Delete what was asked before a day; return how many rows there were."""
    with store.writing() as connection:
        return int(connection.execute(delete(_asked).where(_asked.c.day < before)).rowcount)


def _summed() -> Select[Any]:
    sums = [func.sum(_asked.c[name]).label(name) for name in _COUNTS]
    return select(*_KEY, *sums).group_by(*_KEY)


def _read(store: Store, query: Select[Any]) -> tuple[Asked, ...]:
    with store.reading() as connection:
        rows = connection.execute(query).mappings().all()
    return tuple(Asked(**{**row, **{name: int(row[name]) for name in _COUNTS}}) for row in rows)
