"""Opens the store, bringing its schema up to date where that is this program's business."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec
from sqlalchemy import Engine

from core.errors import StoreMismatch
from core.settings import Settings
from store import connecting, database, schema
from store.database import Store, failures_told
from store.schema import Condition, Schema


class Status(msgspec.Struct, frozen=True, kw_only=True):
    """How a store stands."""

    place: str
    """Path of the SQLite file, or ``PostgreSQL``: its address is secret."""
    condition: Condition
    found: str | None
    """Version of the schema; None where there is none yet."""
    wanted: str
    revision: int | None
    """Of :func:`store.revision`; None while the schema is not the wanted one."""


@contextmanager
def opened(settings: Settings) -> Iterator[Store]:
    """Yield the store of ``settings``.

    The SQLite file in the home is made and upgraded by whoever opens it: nobody else uses it. A
    PostgreSQL database may serve several services, so it is upgraded by :func:`upgrade` only.

    Raises StoreUnavailable when the database is away, StoreMismatch when its schema is another
    one than this program's, SettingsError when PARTNERNET_STORE_URL is no address.
    """
    with _connected(settings) as engine:
        make_place(settings)
        with failures_told(engine), engine.connect() as connection:
            found = schema.look(connection)
        if settings.store_url is None and found.condition in (Condition.ABSENT, Condition.BEHIND):
            upgrade(settings)
        else:
            _check(found)
        yield Store(engine)


def upgrade(settings: Settings) -> Schema:
    """Bring the schema up to date and return the one there was before; the same when it was.

    Raises StoreMismatch when the store is newer than this program, else as :func:`opened`.
    """
    make_place(settings)
    with _connected(settings, migrating=True) as engine, failures_told(engine):
        before = schema.upgrade(engine)
    if before.condition is Condition.NEWER:
        _check(before)
    return before


def status(settings: Settings) -> Status:
    """Look at the store without changing anything. Raises as :func:`opened`, but no mismatch."""
    place = "PostgreSQL" if settings.store_url else str(_file(settings))
    if settings.store_url is None and not _file(settings).exists():
        found = schema.absent()
        return Status(
            place=place,
            condition=found.condition,
            found=None,
            wanted=found.wanted,
            revision=None,
        )
    with _connected(settings) as engine:
        with failures_told(engine), engine.connect() as connection:
            found = schema.look(connection)
        current = found.condition is Condition.CURRENT
        return Status(
            place=place,
            condition=found.condition,
            found=found.found,
            wanted=found.wanted,
            revision=database.revision(Store(engine)) if current else None,
        )


@contextmanager
def _connected(settings: Settings, *, migrating: bool = False) -> Iterator[Engine]:
    engine = connecting.engine(settings, migrating=migrating)
    try:
        yield engine
    finally:
        engine.dispose()


def _check(found: Schema) -> None:
    """Raise StoreMismatch unless the schema is the wanted one."""
    match found.condition:
        case Condition.ABSENT:
            raise StoreMismatch("The store's database is empty; run `partnernet store upgrade`.")
        case Condition.BEHIND:
            raise StoreMismatch(
                f"The store is of an older version ({found.found}; {found.wanted} is wanted); run "
                "`partnernet store upgrade`."
            )
        case Condition.NEWER:
            raise StoreMismatch(
                f"The store was written by a newer PartnerNet (version {found.found}; this one "
                f"knows {found.wanted}); install that PartnerNet, or put a backup in its place."
            )
        case Condition.CURRENT:
            return


def _file(settings: Settings) -> Path:
    return settings.home / "store.sqlite"


def make_place(settings: Settings) -> None:
    """Make the SQLite file readable for its owner only; its journals take over its mode.

    PostgreSQL's place is made by others.
    """
    if settings.store_url is not None:
        return
    settings.home.mkdir(parents=True, exist_ok=True)
    _file(settings).touch(mode=0o600)
