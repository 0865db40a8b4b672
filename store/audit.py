"""The audit log: who changed what and when. Written with the change or not at all."""

from collections.abc import Mapping
from typing import Any

import msgspec
from sqlalchemy import Connection, insert, select

from core import origin
from store import tables, texts
from store.database import Store
from store.moments import iso, now

_audit = tables.audit


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One change."""

    id: int
    moment: str
    """UTC, ISO 8601."""
    actor: str
    """E-mail address of an account, or the login name of who used the command line."""
    action: str
    """What was done, as ``thing.verb``: ``block.add``, ``user.disable``."""
    subject: str
    """What it was done to: an id, a number or an e-mail address."""
    details: dict[str, Any]
    request: str
    """Number of the request or job in the log; empty where there was none."""


def note(
    connection: Connection,
    *,
    actor: str,
    action: str,
    subject: str,
    details: Mapping[str, Any] | None = None,
    request: str = "",
) -> None:
    """Write one entry in the transaction of ``connection``: it stands where the change stands.

    ``details`` is what JSON can hold, and never a secret. Where ``request`` is empty it is the
    number of what is being worked for (:mod:`core.origin`). Raises BadRequest where nobody is
    named as ``actor``.
    """
    connection.execute(
        insert(_audit).values(
            moment=now(),
            actor=texts.required(actor, "author"),
            action=action,
            subject=subject,
            details=msgspec.json.encode(dict(details or {})).decode(),
            request=request or origin.current(),
        )
    )


def entries(
    store: Store,
    *,
    action: str | None = None,
    actor: str | None = None,
    subject: str | None = None,
    before: int | None = None,
    limit: int = 50,
) -> tuple[Entry, ...]:
    """Return at most ``limit`` entries that fit, the newest first.

    ``before`` is the id of the last entry of the page before. What is None fits everything.
    """
    wanted = {"action": action, "actor": actor, "subject": subject}
    query = select(_audit).order_by(_audit.c.id.desc()).limit(limit)
    for name, value in wanted.items():
        if value is not None:
            query = query.where(_audit.c[name] == value)
    if before is not None:
        query = query.where(_audit.c.id < before)
    with store.reading() as connection:
        return tuple(_entry(dict(row)) for row in connection.execute(query).mappings())


def actions(store: Store) -> tuple[str, ...]:
    """Return the actions that stand in the log, in alphabetical order."""
    query = select(_audit.c.action).distinct().order_by(_audit.c.action)
    with store.reading() as connection:
        return tuple(connection.execute(query).scalars())


def _entry(row: dict[str, Any]) -> Entry:
    told = {"moment": iso(row["moment"]), "details": msgspec.json.decode(row["details"])}
    return Entry(**{**row, **told})
