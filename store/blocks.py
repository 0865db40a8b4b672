"""Blocks: which organisations, or which of their fields, must not be shown."""

from collections.abc import Iterable
from itertools import groupby
from typing import Any

import msgspec
from sqlalchemy import Connection, insert, select, update

from core.errors import BadRequest, NotFound
from store import audit, tables, texts
from store.database import Store
from store.moments import iso, now

WHOLE = ""
"""The ``field`` of a block of the whole organisation."""

_blocks, _keys = tables.blocks, tables.block_keys


class Block(msgspec.Struct, frozen=True, kw_only=True):
    """A block and what became of it."""

    id: int
    organisation: str
    """As it was named when it was blocked: a record's id, or ``scheme:value`` of an identifier."""
    keys: tuple[str, ...]
    """Ids of records and ``scheme:value`` of identifiers under which it is known again, its own
    among them, sorted. One of them is enough."""
    field: str
    """Empty for the whole organisation."""
    reason: str
    author: str
    created: str
    """UTC, ISO 8601."""
    lifted: str | None
    """UTC, ISO 8601; None while the block holds."""
    lifted_by: str
    lifted_reason: str


def add(
    store: Store,
    *,
    organisation: str,
    keys: Iterable[str] = (),
    field: str = WHOLE,
    reason: str,
    author: str,
) -> Block:
    """Block ``organisation``, or one field of it, and return the block.

    Raises BadRequest when reason or author are missing, or when it is blocked already: under one
    of ``keys``, as a whole or in this field.
    """
    organisation = texts.required(organisation, "organisation")
    known = {organisation, *(texts.required(key, "key") for key in keys)}
    values = {
        "organisation": organisation,
        "field": field,
        "reason": texts.required(reason, "reason"),
        "author": texts.required(author, "author"),
        "created": now(),
        "lifted_by": "",
        "lifted_reason": "",
    }
    with store.writing() as connection:
        _refuse_twice(connection, organisation, known, field)
        new = connection.execute(insert(_blocks).values(values)).inserted_primary_key
        assert new is not None
        connection.execute(insert(_keys), [{"block_id": new[0], "key": key} for key in known])
        made = _one(connection, new[0])
        _note(connection, made, "block.add", made.author, made.reason)
        return made


def lift(store: Store, block: int, *, reason: str, author: str) -> Block:
    """Lift a block and return it. Raises NotFound; BadRequest when it was lifted before."""
    values = {
        "lifted": now(),
        "lifted_by": texts.required(author, "author"),
        "lifted_reason": texts.required(reason, "reason"),
    }
    with store.writing() as connection:
        before = _one(connection, block)
        if before.lifted:
            raise BadRequest(f"Block {block} was lifted on {before.lifted[:10]} already.", "block")
        connection.execute(update(_blocks).where(_blocks.c.id == block).values(values))
        lifted = _one(connection, block)
        _note(connection, lifted, "block.lift", lifted.lifted_by, lifted.lifted_reason)
        return lifted


def one(store: Store, block: int) -> Block:
    """Return a block. Raises NotFound."""
    with store.reading() as connection:
        return _one(connection, block)


def active(store: Store) -> tuple[Block, ...]:
    """Return the blocks that hold, the oldest first."""
    with store.reading() as connection:
        return _read(connection, _blocks.c.lifted.is_(None))


def history(store: Store) -> tuple[Block, ...]:
    """Return all blocks there have been, the oldest first."""
    with store.reading() as connection:
        return _read(connection)


def _note(connection: Connection, block: Block, action: str, actor: str, reason: str) -> None:
    details = {"block": block.id, "field": block.field, "reason": reason}
    audit.note(connection, actor=actor, action=action, subject=block.organisation, details=details)


def _refuse_twice(
    connection: Connection, organisation: str, keys: Iterable[str], field: str
) -> None:
    # A table of blocks is short, so what holds is looked through here and not by a query whose
    # list of keys has no bound.
    wanted = set(keys)
    for one in _read(connection, _blocks.c.lifted.is_(None)):
        if one.field in (WHOLE, field) and wanted & set(one.keys):
            what = "as a whole" if one.field == WHOLE else f"in the field {one.field}"
            raise BadRequest(
                f"{organisation} is blocked {what} already, by block {one.id}.", "organisation"
            )


def _one(connection: Connection, block: int) -> Block:
    found = _read(connection, _blocks.c.id == block)
    if not found:
        raise NotFound(f"There is no block {block}; `partnernet block list` shows all.")
    return found[0]


def _read(connection: Connection, *where: Any) -> tuple[Block, ...]:
    """Return blocks with their keys, from one statement: nobody changes anything in between."""
    query = (
        select(_blocks, _keys.c.key)
        .join(_keys, _keys.c.block_id == _blocks.c.id)
        .where(*where)
        .order_by(_blocks.c.id)
    )
    rows = connection.execute(query).mappings()
    return tuple(
        _block([dict(row) for row in of_block])
        for _, of_block in groupby(rows, key=lambda row: row["id"])
    )


def _block(rows: list[dict[str, Any]]) -> Block:
    keys = tuple(sorted(row["key"] for row in rows))
    first = rows[0]
    del first["key"]
    lifted = first["lifted"]
    times = {"created": iso(first["created"]), "lifted": iso(lifted) if lifted else None}
    return Block(**{**first, **times, "keys": keys})
