"""The whole content of a store as lines, all of one moment."""

from collections.abc import Iterator

import msgspec
from sqlalchemy import Connection, select

from store import schema, tables
from store.carrying import Columns, Head, type_name
from store.database import Store, failures_told

_ROWS = 500
"""Fetched at once: the store may be larger than the memory, a row never is."""


def export(store: Store) -> Iterator[bytes]:
    """Yield the lines of ``store``, as :mod:`store.carrying` describes them.

    Others may write meanwhile; what they write after the first line is not in it. Raises
    StoreUnavailable as any transaction does.
    """
    with failures_told(store.engine), store.engine.connect() as connection:
        if connection.dialect.name == "postgresql":
            # Each statement would see another moment otherwise. SQLite keeps to one by itself.
            connection = connection.execution_options(isolation_level="REPEATABLE READ")
        with connection.begin():
            for line in _lines(connection):
                yield msgspec.json.encode(line) + b"\n"


def _lines(connection: Connection) -> Iterator[object]:
    number = connection.execute(select(tables.revision.c.number)).scalar_one()
    found = schema.look(connection).found
    assert found is not None  # an open store has its tables
    yield Head(schema=found, revision=number)
    for table in tables.metadata.sorted_tables:
        yield Columns(
            table=str(table.name), columns={str(c.name): type_name(c) for c in table.columns}
        )
        # A row may refer to a newer one of its table: the decision that replaced it.
        newest_first = select(table).order_by(*(c.desc() for c in table.primary_key))
        for row in connection.execution_options(yield_per=_ROWS).execute(newest_first):
            yield list(row)
