"""Changes of the language data: who changed what, when and why, and taken back again.

Nothing is ever deleted: what is replaced or undone stays with who did it, when and why.
"""

from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, func, insert, select, update

from analyzers.changes import MOST, Change, Operation, check, check_together, together
from analyzers.entry import Entry
from analyzers.faults import ChangeRefused, Fault
from analyzers.overlay import Kind, Overlay
from core.errors import BadRequest, NotFound
from store import audit, tables, texts
from store.database import Store
from store.moments import iso, now

_changes = tables.overlay_changes


class OverlayChange(msgspec.Struct, frozen=True, kw_only=True):
    """A change and what became of it."""

    id: int
    kind: Kind
    operation: Operation
    language: str
    subject: str
    entry: Entry | None
    reason: str
    author: str
    created: str
    """UTC, ISO 8601."""
    replaces: int | None
    """The change of the same subject that held before."""
    undone: str | None
    """UTC, ISO 8601; None while the change holds."""
    undone_by: str
    undone_reason: str

    @property
    def change(self) -> Change:
        """The change itself."""
        return Change(
            kind=self.kind,
            operation=self.operation,
            language=self.language,
            subject=self.subject,
            entry=self.entry,
        )


def add(store: Store, change: Change, *, reason: str, author: str) -> OverlayChange:
    """Make ``change`` and return it; one of the same subject that held is replaced by it.

    Raises ChangeRefused where it breaks a rule of :mod:`analyzers.changes`, BadRequest where the
    reason is missing.
    """
    reason, author = texts.required(reason, "reason"), texts.required(author, "author")
    with store.writing() as connection:
        held = _read(connection, _changes.c.undone.is_(None))
        before = next((one for one in held if _same_subject(one, change)), None)
        others = [one.change for one in held if one is not before]
        if len(others) >= MOST:
            raise ChangeRefused(Fault("full", "reason", {"most": str(MOST)}))
        check(change, together(others))
        check_together(together([*others, change]))
        if before:
            _end(connection, before.id, author, reason)
        made = _insert(connection, change, reason, author, before.id if before else None)
        _note(connection, "language.change", made, reason, author)
        return made


def undo(store: Store, change: int, *, reason: str, author: str) -> OverlayChange:
    """Take a change back, so that what it replaced holds again, and return it.

    Raises NotFound; BadRequest where it does not hold any more; ChangeRefused where later changes
    do not go together with what would hold then.
    """
    reason, author = texts.required(reason, "reason"), texts.required(author, "author")
    with store.writing() as connection:
        taken = _one(connection, change)
        if taken.undone:
            raise BadRequest(
                f"Change {change} does not hold since {taken.undone[:10]} already.", "change"
            )
        held = _read(connection, _changes.c.undone.is_(None), _changes.c.id != change)
        before = _one(connection, taken.replaces) if taken.replaces is not None else None
        again = [before.change] if before else []
        check_together(together([*(one.change for one in held), *again]))
        _end(connection, change, author, reason)
        if before:
            _insert(connection, before.change, before.reason, author, before.replaces)
        _note(connection, "language.undo", taken, reason, author)
        return _one(connection, change)


def current(store: Store) -> Overlay:
    """Return the overlay of the changes that hold now."""
    return together(one.change for one in active(store))


def without(store: Store, change: Change) -> Overlay:
    """Return the overlay that holds now but for what it says of the subject of ``change``."""
    return together(one.change for one in active(store) if not _same_subject(one, change))


def active(store: Store) -> tuple[OverlayChange, ...]:
    """Return the changes that hold, the oldest first."""
    with store.reading() as connection:
        return _read(connection, _changes.c.undone.is_(None))


def history(
    store: Store, *, kind: Kind | None = None, before: int | None = None, limit: int = 50
) -> tuple[OverlayChange, ...]:
    """Return at most ``limit`` changes there have been, the newest first.

    ``before`` is the id of the last one of the page before.
    """
    query = select(_changes).order_by(_changes.c.id.desc()).limit(limit)
    if kind is not None:
        query = query.where(_changes.c.kind == kind)
    if before is not None:
        query = query.where(_changes.c.id < before)
    with store.reading() as connection:
        return tuple(_change(dict(row)) for row in connection.execute(query).mappings())


def one(store: Store, change: int) -> OverlayChange:
    """Return a change. Raises NotFound."""
    with store.reading() as connection:
        return _one(connection, change)


def counted(store: Store) -> int:
    """Return how many changes hold."""
    query = select(func.count()).select_from(_changes).where(_changes.c.undone.is_(None))
    with store.reading() as connection:
        return int(connection.execute(query).scalar_one())


def _same_subject(one: OverlayChange, change: Change) -> bool:
    key = (change.kind, change.language, change.subject)
    return (one.kind, one.language, one.subject) == key


def _insert(
    connection: Connection, change: Change, reason: str, author: str, replaces: int | None
) -> OverlayChange:
    values = {
        "kind": change.kind,
        "operation": change.operation,
        "language": change.language,
        "subject": change.subject,
        "content": msgspec.json.encode(change.entry).decode() if change.entry else "",
        "reason": reason,
        "author": author,
        "created": now(),
        "replaces": replaces,
        "undone_by": "",
        "undone_reason": "",
    }
    new = connection.execute(insert(_changes).values(values)).inserted_primary_key
    assert new is not None
    return _one(connection, new[0])


def _end(connection: Connection, change: int, author: str, reason: str) -> None:
    values = {"undone": now(), "undone_by": author, "undone_reason": reason}
    connection.execute(update(_changes).where(_changes.c.id == change).values(values))


def _note(
    connection: Connection, action: str, change: OverlayChange, reason: str, author: str
) -> None:
    details = {
        "kind": change.kind,
        "operation": change.operation,
        "language": change.language,
        "subject": change.subject,
        "reason": reason,
    }
    audit.note(connection, actor=author, action=action, subject=str(change.id), details=details)


def _one(connection: Connection, change: int) -> OverlayChange:
    found = _read(connection, _changes.c.id == change)
    if not found:
        raise NotFound(f"There is no change {change}; `partnernet language list` shows all.")
    return found[0]


def _read(connection: Connection, *where: Any) -> tuple[OverlayChange, ...]:
    query = select(_changes).where(*where).order_by(_changes.c.id)
    rows: Sequence[Any] = connection.execute(query).mappings().all()
    return tuple(_change(dict(row)) for row in rows)


def _change(row: dict[str, Any]) -> OverlayChange:
    content, undone = row.pop("content"), row["undone"]
    told = {
        "entry": msgspec.json.decode(content, type=Entry) if content else None,
        "created": iso(row["created"]),
        "undone": iso(undone) if undone else None,
    }
    return OverlayChange(**{**row, **told})
