"""What a house was told by its saved searches: what of it was seen, and what was said of it."""

from collections.abc import Mapping
from typing import get_args

import msgspec
from sqlalchemy import ColumnElement, Connection, case, func, select, update

from core.errors import BadRequest, NotFound
from store import saved, tables, texts
from store.alerts import Alert, Verdict, from_row
from store.database import Store
from store.houses import House
from store.moments import iso

_alerts, _watches = tables.alerts, tables.watches


class Counts(msgspec.Struct, frozen=True, kw_only=True):
    """How a saved search does."""

    alerts: int = 0
    new: int = 0
    """Neither marked as seen nor answered."""
    useful: int = 0
    unfit: int = 0
    last: str | None = None
    """When it last reported; UTC, ISO 8601."""


NOTHING = Counts()
"""Of a saved search that never reported."""


def counts(store: Store, house: House) -> Mapping[int, Counts]:
    """Return how each saved search of ``house`` does that reported anything, by its id."""
    is_new = _alerts.c.id > func.coalesce(_watches.c.seen_to, 0)
    query = (
        select(
            _alerts.c.watch_id,
            func.count().label("alerts"),
            _sum(is_new & (_alerts.c.verdict == "")).label("new"),
            _sum(_alerts.c.verdict == "useful").label("useful"),
            _sum(_alerts.c.verdict == "unfit").label("unfit"),
            func.max(_alerts.c.moment).label("last"),
        )
        .join(_watches, _watches.c.id == _alerts.c.watch_id)
        .where(_watches.c.house_id == house.id, _watches.c.deleted.is_(None))
        .group_by(_alerts.c.watch_id)
    )
    with store.reading() as connection:
        return {
            row.watch_id: Counts(
                alerts=row.alerts,
                new=row.new,
                useful=row.useful,
                unfit=row.unfit,
                last=iso(row.last),
            )
            for row in connection.execute(query)
        }


def history(
    store: Store, house: House, watch: int, *, before: int | None = None, limit: int
) -> tuple[Alert, ...]:
    """Return alerts of a saved search, the newest first; ``before`` is the last of the page before.

    Raises NotFound, also for a watch of another house.
    """
    query = select(_alerts).where(_alerts.c.watch_id == watch).order_by(_alerts.c.id.desc())
    if before is not None:
        query = query.where(_alerts.c.id < before)
    with store.reading() as connection:
        saved.one_in(connection, house, watch)
        return tuple(map(from_row, connection.execute(query.limit(limit))))


def one(store: Store, house: House, alert: int) -> Alert:
    """Return an alert. Raises NotFound, also for one of another house."""
    with store.reading() as connection:
        return _one(connection, house, alert)


def seen_to(store: Store, house: House, watch: int) -> int:
    """Return the id of the newest alert that was marked as seen, 0 for none. Raises NotFound."""
    with store.reading() as connection:
        saved.one_in(connection, house, watch)
        query = select(_watches.c.seen_to).where(_watches.c.id == watch)
        return connection.execute(query).scalar() or 0


def mark_seen(store: Store, house: House, watch: int, *, to: int) -> None:
    """Mark the alerts of a saved search as seen, as far as the one with the id ``to``.

    Never less than was seen already. Raises NotFound.
    """
    with store.writing() as connection:
        saved.one_in(connection, house, watch)
        newest = select(func.max(_alerts.c.id)).where(
            _alerts.c.watch_id == watch, _alerts.c.id <= to
        )
        seen = connection.execute(newest).scalar()
        if seen is not None:
            is_further = func.coalesce(_watches.c.seen_to, 0) < seen
            connection.execute(
                update(_watches).where(_watches.c.id == watch, is_further).values(seen_to=seen)
            )


def verdict(
    store: Store, house: House, alert: int, verdict: Verdict, reason: str = "", *, author: str
) -> Alert:
    """Note what somebody of ``house`` says of an alert; the last word counts, empty takes it back.

    Raises NotFound, also for an alert of another house; BadRequest where there is no such verdict,
    or the reason is too long or no text.
    """
    if verdict not in get_args(Verdict):
        raise BadRequest("An alert is useful or unfit.", "verdict")
    said = {
        "verdict": verdict,
        "verdict_reason": texts.required(reason, "reason") if reason.strip() and verdict else "",
        "verdict_by": texts.required(author, "author") if verdict else "",
    }
    with store.writing() as connection:
        _one(connection, house, alert)
        connection.execute(update(_alerts).where(_alerts.c.id == alert).values(said))
        return _one(connection, house, alert)


def _one(connection: Connection, house: House, alert: int) -> Alert:
    query = (
        select(_alerts)
        .join(_watches, _watches.c.id == _alerts.c.watch_id)
        .where(_alerts.c.id == alert, _watches.c.house_id == house.id)
        .where(_watches.c.deleted.is_(None))
    )
    row = connection.execute(query).first()
    if row is None:
        raise NotFound(f"{house.name} has no alert {alert}.")
    return from_row(row)


def _sum(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.sum(case((condition, 1), else_=0))
