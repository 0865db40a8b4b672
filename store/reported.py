"""What the saved searches of a house reported, for those who read it elsewhere than on a page."""

from sqlalchemy import select

from store import tables
from store.alerts import Alert, from_row
from store.database import Store
from store.houses import House

_alerts, _watches = tables.alerts, tables.watches


def of(
    store: Store,
    house: House,
    *,
    watch: int | None = None,
    collection: str | None = None,
    limit: int,
) -> tuple[Alert, ...]:
    """Return the newest alerts of ``house``, those of deleted saved searches left out.

    Of one ``watch`` and in one ``collection`` alone, where they are given; nothing for a watch of
    another house.
    """
    query = (
        select(_alerts)
        .join(_watches, _watches.c.id == _alerts.c.watch_id)
        .where(_watches.c.house_id == house.id, _watches.c.deleted.is_(None))
        .order_by(_alerts.c.id.desc())
        .limit(limit)
    )
    if watch is not None:
        query = query.where(_alerts.c.watch_id == watch)
    if collection is not None:
        query = query.where(_alerts.c.collection == collection)
    with store.reading() as connection:
        return tuple(map(from_row, connection.execute(query)))
