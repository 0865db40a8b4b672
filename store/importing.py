"""Fills an empty store with the lines that another one was exported as."""

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec
from sqlalchemy import (
    Connection,
    Table,
    column,
    delete,
    func,
    insert,
    select,
    table,
    text,
    update,
)

from core.errors import DataError, StoreMismatch
from core.settings import Settings
from store import connecting, moments, opening, schema, tables
from store.carrying import Columns, Head, reader, type_of
from store.connecting import WRITING
from store.database import failures_told
from store.schema import Condition

_ROWS = 500
_VERSION_TABLE = "alembic_version"
_NOT_FINISHED = ("waiting", "running")
_RESTORED = "The store was restored from a backup that was made before this ended."


def head_of(line: bytes) -> Head:
    """Read the first line. Raises DataError where it is none, StoreMismatch for a newer store's."""
    try:
        head = msgspec.json.decode(line, type=Head)
    except msgspec.MsgspecError as error:
        raise DataError("What is there is no export of a store; take another backup.") from error
    if not schema.knows(head.schema):
        raise StoreMismatch(
            f"The backup's store is of version {head.schema}, which only a newer PartnerNet knows; "
            "install that one."
        )
    return head


def import_(settings: Settings, lines: Iterable[bytes], *, aside: str, above: int = 0) -> None:
    """Make the store of ``settings`` hold what ``lines`` tell: all of it or nothing.

    What a PostgreSQL database held before is moved to its schema ``aside``, where that is given;
    an SQLite file must not be there yet. The revision becomes larger than ``above``. Jobs that had
    not ended are cancelled: nobody works on them any more. Ends with the tables of this program.

    Raises StoreMismatch where the store is not empty or the lines are a newer program's, DataError
    where they cannot be read, else as :func:`store.opened`.
    """
    rest = iter(lines)
    head = head_of(next(rest, b""))
    opening.make_place(settings)
    engine = connecting.engine(settings, migrating=True)
    try:
        with (
            failures_told(engine),
            engine.connect().execution_options(**WRITING) as connection,
            connection.begin(),
        ):
            schema.alone(connection)
            _make_room(connection, aside)
            schema.bring(connection, head.schema)
            _fill(connection, rest)
            schema.bring(connection)
            _settle(connection, max(head.revision, above))
    finally:
        engine.dispose()


def _make_room(connection: Connection, aside: str) -> None:
    if schema.look(connection).condition is Condition.ABSENT:
        return
    if not aside or connection.dialect.name != "postgresql":
        raise StoreMismatch(
            "The store is not empty; restore with --replace, which keeps what it holds aside."
        )
    connection.execute(text(f'CREATE SCHEMA "{aside}"'))
    present = text("SELECT tablename FROM pg_tables WHERE schemaname = current_schema()")
    own = {*tables.metadata.tables, _VERSION_TABLE}
    for name in own & set(connection.execute(present).scalars()):
        connection.execute(text(f'ALTER TABLE "{name}" SET SCHEMA "{aside}"'))


def _fill(connection: Connection, lines: Iterator[bytes]) -> None:
    """Put the rows into the tables, batch by batch."""
    here: Columns | None = None
    rows: list[Any] = []
    for line in lines:
        if line.startswith(b"{"):
            _insert(connection, here, rows)
            here, rows = _columns(connection, line), []
            continue
        rows.append(_row(line))
        if len(rows) == _ROWS:
            _insert(connection, here, rows)
            rows = []
    _insert(connection, here, rows)


def _columns(connection: Connection, line: bytes) -> Columns:
    """Read the line before a table's rows, and empty the table: migrations write first rows."""
    try:
        found = msgspec.json.decode(line, type=Columns)
    except msgspec.MsgspecError as error:
        raise _unreadable() from error
    if found.table not in tables.metadata.tables:
        raise _unreadable()
    connection.execute(delete(table(found.table)))
    return found


def _row(line: bytes) -> Any:
    try:
        return msgspec.json.decode(line)
    except msgspec.MsgspecError as error:
        raise _unreadable() from error


def _insert(connection: Connection, here: Columns | None, rows: list[Any]) -> None:
    if not rows:
        return
    if here is None:
        raise _unreadable()
    try:
        types = {name: type_of(kind) for name, kind in here.columns.items()}
        readers = {name: reader(kind) for name, kind in here.columns.items()}
        values = [
            {name: read(value) for (name, read), value in zip(readers.items(), row, strict=True)}
            for row in rows
        ]
    except (KeyError, TypeError, ValueError) as error:
        raise _unreadable() from error
    into = table(here.table, *(column(name, kind) for name, kind in types.items()))
    connection.execute(insert(into), values)


def _settle(connection: Connection, above: int) -> None:
    """Let the store go on: after all numbers that were given, without works that nobody does."""
    connection.execute(update(tables.revision).values(number=above + 1))
    jobs = tables.jobs
    connection.execute(
        update(jobs)
        .where(jobs.c.state.in_(_NOT_FINISHED))
        .values(state="cancelled", ended=moments.now(), lease=None, reason=_RESTORED)
    )
    if connection.dialect.name == "postgresql":
        for one in tables.metadata.sorted_tables:
            _count_on(connection, one)


def _count_on(connection: Connection, numbered: Table) -> None:
    """Let a table's numbers go on after the largest that was put in."""
    id_ = numbered.autoincrement_column
    if id_ is None:
        return
    sequence = connection.execute(
        select(func.pg_get_serial_sequence(numbered.name, id_.name))
    ).scalar()
    if sequence:
        following = select(func.coalesce(func.max(id_), 0) + 1).scalar_subquery()
        connection.execute(select(func.setval(sequence, following, False)))


def _unreadable() -> DataError:
    return DataError("The store in the backup cannot be read; take another backup.")
