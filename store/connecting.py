"""The connection to the store's database: its address, its time-outs, its pool."""

import sqlite3
from typing import Any

import tenacity
from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import ConnectionPoolEntry

from core.errors import SettingsError
from core.settings import Settings

WRITING = {"partnernet_writing": True}
"""Execution options of a transaction that will write."""

BUSY_SECONDS = 10.0
"""How long a writer waits for others. A write takes milliseconds, so whoever holds the database
for longer is stuck or a backup that copies it in one go."""

_CONNECTIONS = 5
_MORE_CONNECTIONS = 5
"""Bounds of the pool in each process. Reads and writes are short: ten at once are more than the
threads of one web service make, and PostgreSQL's default of 100 serves several."""
_POOL_SECONDS = 10.0
_RECYCLE_SECONDS = 1800
"""Firewalls and proxies drop connections that are silent for longer, often after an hour."""

_POSTGRESQL = {
    "connect_timeout": "5",
    "application_name": "partnernet",
    # A statement of this service takes milliseconds; one that waits for a lock fails in time for
    # a person, and a transaction that was forgotten holds nobody up.
    "options": "-c statement_timeout=10000 -c lock_timeout=10000"
    " -c idle_in_transaction_session_timeout=30000",
}
_POSTGRESQL_NAMES = ("postgresql", "postgres", "postgresql+psycopg")


def engine(settings: Settings, *, migrating: bool = False) -> Engine:
    """Return the engine of the configured store; nothing is sent yet.

    ``migrating`` leaves SQLite's foreign keys unchecked: a migration that rewrites a table drops
    the old one, which would take along what refers to it. Raises SettingsError when
    PARTNERNET_STORE_URL is no address of a PostgreSQL database.
    """
    if settings.store_url is None:
        return _sqlite(settings, foreign_keys=not migrating)
    url = _postgresql_url(settings.store_url)
    own = {name: value for name, value in _POSTGRESQL.items() if name not in url.query}
    return create_engine(
        url, connect_args=own, pool_pre_ping=True, pool_recycle=_RECYCLE_SECONDS, **_pool()
    )


def sqlite_file(engine: Engine) -> str | None:
    """Return the path of an SQLite store, None for any other."""
    return engine.url.database if engine.dialect.name == "sqlite" else None


def _pool() -> dict[str, Any]:
    return {
        "pool_size": _CONNECTIONS,
        "max_overflow": _MORE_CONNECTIONS,
        "pool_timeout": _POOL_SECONDS,
        # Errors are logged with their statement; reasons and authors are nobody else's.
        "hide_parameters": True,
    }


def _postgresql_url(text: str) -> URL:
    """Read the address. It holds a password, so no error repeats it."""
    try:
        url = make_url(text)
    except (ArgumentError, ValueError):
        url = None
    if url is None or url.drivername not in _POSTGRESQL_NAMES:
        raise SettingsError(
            "PARTNERNET_STORE_URL must be like postgresql://USER:PASSWORD@HOST:5432/DATABASE; "
            "unset it for SQLite in PARTNERNET_HOME."
        )
    return url.set(drivername="postgresql+psycopg")


def _sqlite(settings: Settings, *, foreign_keys: bool) -> Engine:
    url = URL.create("sqlite+pysqlite", database=str(settings.home / "store.sqlite"))
    # isolation_level None: the driver begins no transaction of its own, see _begin.
    arguments = {"timeout": BUSY_SECONDS, "isolation_level": None}
    made = create_engine(url, connect_args=arguments, **_pool())

    @event.listens_for(made, "connect")
    def _set_up(connection: Any, _entry: ConnectionPoolEntry) -> None:
        _keep_a_log(connection)
        connection.execute(f"PRAGMA foreign_keys = {'ON' if foreign_keys else 'OFF'}")

    event.listen(made, "begin", _begin)
    return made


def _is_busy(error: BaseException) -> bool:
    return getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_BUSY


@tenacity.retry(
    retry=tenacity.retry_if_exception(_is_busy),
    stop=tenacity.stop_after_delay(BUSY_SECONDS),
    wait=tenacity.wait_random(0.01, 0.1),
    reraise=True,
)
def _keep_a_log(connection: Any) -> None:
    """Have the file written ahead, so that readers and the one writer do not wait for each other.

    The switch is remembered in the file. While another process makes it SQLite refuses at once
    instead of waiting for its time-out, so the waiting is done here.
    """
    connection.execute("PRAGMA journal_mode = WAL")


def _begin(connection: Connection) -> None:
    """Begin an SQLite transaction: one that will write takes the lock at once.

    Begun as a reader it would fail when another has written meanwhile, without any waiting.
    """
    writing = connection.get_execution_options().get("partnernet_writing")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")
