"""Of which collections all was once seen, so that what comes from then on is new."""

from sqlalchemy import exists, insert, select

from store import tables
from store.database import Store
from store.moments import now

_judged = tables.judged


def begun(store: Store, collection: str) -> bool:
    """Tell whether a run has once seen all of ``collection``."""
    query = select(exists().where(_judged.c.collection == collection))
    with store.reading() as connection:
        return bool(connection.execute(query).scalar())


def begin(store: Store, collection: str) -> None:
    """Note that all of ``collection`` was seen. Raises StoreUnavailable."""
    with store.writing() as connection:
        connection.execute(insert(_judged).values(collection=collection, begun=now()))
