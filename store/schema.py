"""Which version a store's schema has, and the way to the one that this program wants."""

from dataclasses import dataclass
from enum import StrEnum
from threading import Lock

import structlog
from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, text

from store.connecting import WRITING

_log = structlog.get_logger(__name__)

_ONE_AT_A_TIME = Lock()
"""Alembic's ``op`` is one for the whole process: two threads that migrate would share it."""

_UPGRADE_LOCK = 7_265_021
"""Number of PostgreSQL's advisory lock for upgrades; any number that nobody else uses will do."""


class Condition(StrEnum):
    """How a schema stands to the one that is wanted."""

    ABSENT = "absent"
    BEHIND = "behind"
    CURRENT = "current"
    NEWER = "newer"
    """Of a version that this program does not know."""


@dataclass(frozen=True)
class Schema:
    """The version of a store's tables."""

    found: str | None
    """None for an empty database."""
    wanted: str

    @property
    def condition(self) -> Condition:
        """Say how ``found`` stands to ``wanted``."""
        if self.found is None:
            return Condition.ABSENT
        if self.found == self.wanted:
            return Condition.CURRENT
        return Condition.BEHIND if knows(self.found) else Condition.NEWER


def absent() -> Schema:
    """Return the schema of a store that is not there yet."""
    return Schema(None, _head())


def look(connection: Connection) -> Schema:
    """Return the schema of the connected database."""
    return Schema(MigrationContext.configure(connection).get_current_revision(), _head())


def upgrade(engine: Engine) -> Schema:
    """Run the migrations that are missing, all or none, and return the schema there was before.

    Several processes may try at once: one does it, the others find it done. A schema that is
    newer is left alone.
    """
    with engine.connect().execution_options(**WRITING) as connection, connection.begin():
        alone(connection)
        before = look(connection)
        if before.condition in (Condition.ABSENT, Condition.BEHIND):
            bring(connection)
            _log.info("store upgraded", before=before.found, now=before.wanted)
    return before


def bring(connection: Connection, version: str = "head") -> None:
    """Run the migrations up to ``version`` in the connection's transaction."""
    config = _config()
    config.attributes["connection"] = connection
    with _ONE_AT_A_TIME:
        command.upgrade(config, version)


def knows(version: str) -> bool:
    """Tell whether this program has the migrations that lead to ``version``."""
    return version in {script.revision for script in _scripts().walk_revisions()}


def alone(connection: Connection) -> None:
    """Keep other upgrades out until the transaction ends, however long it takes."""
    if connection.dialect.name == "postgresql":
        # Rewriting a table may take longer than any statement of the service.
        connection.execute(text("SET LOCAL statement_timeout = 0"))
        connection.execute(text(f"SELECT pg_advisory_xact_lock({_UPGRADE_LOCK})"))


def _head() -> str:
    head = _scripts().get_current_head()
    assert head is not None
    return head


def _scripts() -> ScriptDirectory:
    return ScriptDirectory.from_config(_config())


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", "store:migrations")
    return config
