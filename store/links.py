"""Link decisions: whether two records are one organisation, where a person said so."""

from typing import Any

import msgspec
from sqlalchemy import Connection, insert, select, update

from core.errors import BadRequest, NotFound
from store import audit, tables, texts
from store.database import Store
from store.moments import iso, now

_decisions = tables.link_decisions


class LinkDecision(msgspec.Struct, frozen=True, kw_only=True):
    """What a person decided about two records, and what became of it."""

    id: int
    first: str
    """Id of a record as its source gives it; of the two the one that sorts first."""
    second: str
    same: bool
    reason: str
    author: str
    created: str
    """UTC, ISO 8601."""
    undone: str | None
    """UTC, ISO 8601; None while the decision holds."""
    undone_by: str
    replaced_by: int | None
    """Id of the later decision about the same pair that took its place."""


def decide(
    store: Store, first: str, second: str, *, same: bool, reason: str, author: str
) -> LinkDecision:
    """Note whether two records are one organisation; it replaces what was decided before.

    Raises BadRequest when both are the same record, or when reason or author are missing.
    """
    pair = sorted((texts.required(first, "first"), texts.required(second, "second")))
    if pair[0] == pair[1]:
        raise BadRequest(f"{pair[0]} is one record; name two.", "second")
    author = texts.required(author, "author")
    values = {
        "first": pair[0],
        "second": pair[1],
        "same": same,
        "reason": texts.required(reason, "reason"),
        "author": author,
        "created": now(),
        "undone_by": "",
    }
    of_pair = (_decisions.c.first == pair[0]) & (_decisions.c.second == pair[1])
    with store.writing() as connection:
        before = _read(connection, of_pair, _decisions.c.undone.is_(None))
        for one in before:
            _change(connection, one.id, undone=now(), undone_by=author)
        new = connection.execute(insert(_decisions).values(values)).inserted_primary_key
        assert new is not None
        for one in before:
            _change(connection, one.id, replaced_by=new[0])
        made = _one(connection, new[0])
        _note(connection, made, "link.decide", author)
        return made


def undo(store: Store, decision: int, *, author: str) -> LinkDecision:
    """Take a decision back and return it: the pair is undecided again, not as it was before it.

    Raises NotFound; BadRequest when it does not hold any more.
    """
    author = texts.required(author, "author")
    with store.writing() as connection:
        before = _one(connection, decision)
        if before.undone:
            how = f"replaced by decision {before.replaced_by}" if before.replaced_by else "undone"
            raise BadRequest(
                f"Decision {decision} was {how} on {before.undone[:10]} already.", "decision"
            )
        _change(connection, decision, undone=now(), undone_by=author)
        _note(connection, before, "link.undo", author)
        return _one(connection, decision)


def one(store: Store, decision: int) -> LinkDecision:
    """Return a decision. Raises NotFound."""
    with store.reading() as connection:
        return _one(connection, decision)


def active(store: Store) -> tuple[LinkDecision, ...]:
    """Return the decisions that hold, at most one for each pair, the oldest first."""
    with store.reading() as connection:
        return _read(connection, _decisions.c.undone.is_(None))


def history(store: Store) -> tuple[LinkDecision, ...]:
    """Return all decisions there have been, the oldest first."""
    with store.reading() as connection:
        return _read(connection)


def _note(connection: Connection, decision: LinkDecision, action: str, actor: str) -> None:
    audit.note(
        connection,
        actor=actor,
        action=action,
        subject=f"{decision.first} {decision.second}",
        details={"decision": decision.id, "same": decision.same, "reason": decision.reason},
    )


def _change(connection: Connection, decision: int, **values: Any) -> None:
    connection.execute(update(_decisions).where(_decisions.c.id == decision).values(values))


def _one(connection: Connection, decision: int) -> LinkDecision:
    found = _read(connection, _decisions.c.id == decision)
    if not found:
        raise NotFound(f"There is no decision {decision}; `partnernet link list` shows all.")
    return found[0]


def _read(connection: Connection, *where: Any) -> tuple[LinkDecision, ...]:
    query = select(_decisions).where(*where).order_by(_decisions.c.id)
    return tuple(_decision(dict(row)) for row in connection.execute(query).mappings())


def _decision(row: dict[str, Any]) -> LinkDecision:
    undone = row["undone"]
    times = {"created": iso(row["created"]), "undone": iso(undone) if undone else None}
    return LinkDecision(**{**row, **times})
