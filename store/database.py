"""An open store: its transactions, its revision, and its failures as one sentence."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import psycopg
from sqlalchemy import Connection, Engine, exc, select, update

from core.errors import StoreUnavailable
from store import tables
from store.connecting import BUSY_SECONDS, WRITING, sqlite_file

_BUSY = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
_READ_ONLY_SERVER = "25006"


@dataclass(frozen=True)
class Store:
    """A database with the schema that this program wants. Safe to share between threads.

    Transactions raise StoreUnavailable when the database is away, locked, full or damaged.
    """

    engine: Engine

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Run the block's statements in a transaction that writes nothing."""
        with failures_told(self.engine), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Run the block in one write transaction, with a revision of its own; keep it short.

        Writers of all processes run one after the other. Nothing is written, and the revision
        stays, when the block raises.
        """
        with self.noting() as connection:
            number = tables.revision.c.number
            connection.execute(update(tables.revision).values(number=number + 1))
            yield connection

    @contextmanager
    def noting(self) -> Iterator[Connection]:
        """Run the block in one write transaction without a revision of its own; keep it short.

        For what no document is made of and what programs note often, such as the signs of life of
        a worker: the revision tells that somebody decided something.
        """
        with failures_told(self.engine), self.engine.connect() as connection:
            connection = connection.execution_options(**WRITING)
            with connection.begin():
                yield connection


def revision(store: Store) -> int:
    """Return a number that grows with every change and never shrinks; 0 in a new store."""
    with store.reading() as connection:
        return int(connection.execute(select(tables.revision.c.number)).scalar_one())


def next_revision(store: Store, beyond: int = 0) -> int:
    """Make the revision grow and return it: what is read after that is of it, or newer.

    It is larger than ``beyond``, too: what was written elsewhere with a revision may have survived
    the store, which came back from a backup.
    """
    number = tables.revision.c.number
    with store.writing() as connection:
        found = int(connection.execute(select(number)).scalar_one())
        if found <= beyond:
            found = beyond + 1
            connection.execute(update(tables.revision).values(number=found))
    return found


@contextmanager
def failures_told(engine: Engine) -> Iterator[None]:
    """Raise StoreUnavailable where the database fails; errors of the program pass as they are.

    What the PostgreSQL driver says is left out: it names host, user and database of an address
    that is secret.
    """
    try:
        yield
    except exc.TimeoutError:
        raise StoreUnavailable(
            "All connections to the store are in use; try again in a moment."
        ) from None
    except exc.DBAPIError as error:
        sentence = _sentence(error, sqlite_file(engine))
        if sentence is None:
            raise
        raise StoreUnavailable(sentence) from None


def _sentence(error: exc.DBAPIError, file: str | None) -> str | None:
    """Return what to tell a person, None for an error of the program."""
    if isinstance(error.orig, sqlite3.Error):
        return _of_sqlite(error.orig, file)
    if isinstance(error.orig, psycopg.Error):
        return _of_postgresql(error.orig)
    return None


def _of_sqlite(error: sqlite3.Error, file: str | None) -> str | None:
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
    primary = code & 0xFF  # the rest says more exactly where
    if primary in (sqlite3.SQLITE_ERROR, sqlite3.SQLITE_CONSTRAINT, sqlite3.SQLITE_MISUSE):
        return None
    if primary in _BUSY:
        return (
            f"Another program has been writing to {file} for {BUSY_SECONDS:.0f} s; try again when "
            "it has ended."
        )
    if primary in _DAMAGED:
        return f"{file} is damaged ({error}); put a backup in its place."
    return f"{file} cannot be used ({error}); see that its folder can be written and has room."


def _of_postgresql(error: psycopg.Error) -> str | None:
    # A schema that may not be used is taken for one that is not there.
    if isinstance(error, psycopg.errors.InsufficientPrivilege | psycopg.errors.InvalidSchemaName):
        return (
            "The user in PARTNERNET_STORE_URL may not do that; make it the owner of the database."
        )
    if isinstance(error, psycopg.errors.QueryCanceled | psycopg.errors.LockNotAvailable):
        return "The store's database was too busy to answer in time; try again."
    away = isinstance(error, psycopg.OperationalError | psycopg.InterfaceError)
    if away or error.sqlstate == _READ_ONLY_SERVER:
        return (
            "The store's database does not answer, or refuses; see that PostgreSQL runs, can be "
            "written, and that PARTNERNET_STORE_URL names it with the right user and password."
        )
    return None
