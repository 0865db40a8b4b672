"""A store is carried from one database to another, whichever each is."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import BigInteger, Boolean, Date, Integer, func, insert, select
from sqlalchemy.types import TypeEngine

import store
from core.errors import DataError, StoreMismatch
from core.settings import Settings
from store import Store, tables
from store.moments import Moment
from tests.store.conftest import settings_of

MOMENT = datetime(2026, 3, 29, 1, 30, tzinfo=UTC)


def value(type_: TypeEngine, number: int) -> object:
    """A value of a column's type; texts hold what JSON and SQL quote."""
    if isinstance(type_, Moment):
        return MOMENT
    if isinstance(type_, Date):
        return date(2026, 2, 28)
    if isinstance(type_, Boolean):
        return True
    if isinstance(type_, Integer | BigInteger):
        return number
    return f"Žluťoučký \"kůň\" 'ß' \\ \n {number}"


def filled(opened: Store) -> None:
    """Put two rows into every table; a decision that was replaced refers to a newer one."""
    with opened.engine.begin() as connection:
        for table in tables.metadata.sorted_tables:
            if table is tables.revision:
                connection.execute(table.update().values(number=7))
                continue
            for number in (2, 1):
                row = {c.name: value(c.type, number) for c in table.columns}
                if table is tables.link_decisions:
                    row |= {"first": f"a{number}", "replaced_by": None if number == 2 else 2}
                connection.execute(insert(table).values(row))


def lines(settings: Settings) -> list[bytes]:
    with store.opened(settings) as opened:
        return list(store.export(opened))


def rows(exported: list[bytes]) -> list[bytes]:
    """All but what a restore changes: the revision grows."""
    return [line for line in exported if b'"revision":' not in line and line[:3] != b"[1,"] + [
        line for line in exported if line[:3] == b"[1," and line.count(b",") > 1
    ]


@pytest.fixture
def exported(opened: Store, settings: Settings) -> list[bytes]:
    filled(opened)
    return lines(settings)


@pytest.mark.parametrize("target", ["sqlite", "postgresql"])
def test_all_rows_arrive_and_numbers_go_on(exported, settings, target, tmp_path, request):
    """Into PostgreSQL also where it held something before, which then stands in another schema."""
    into = settings_of(tmp_path / "other")
    if target == "postgresql":
        into = request.getfixturevalue("postgresql_settings")
    store.import_(into, exported, aside="before-1" if into == settings else "", above=30)
    assert rows(lines(into)) == rows(exported)
    with store.opened(into) as restored:
        assert store.revision(restored) == 31
        made = store.links.decide(restored, "x", "y", same=True, reason="r", author="a")
        assert made.id == 3


def test_what_postgresql_held_is_kept_aside(postgresql_settings, server, database):
    store.upgrade(postgresql_settings)
    with store.opened(postgresql_settings) as opened:
        store.links.decide(opened, "x", "y", same=True, reason="r", author="a")
    empty = lines(postgresql_settings)[:1]
    store.import_(postgresql_settings, empty, aside="before-2")
    with store.opened(postgresql_settings) as opened:
        assert store.links.active(opened) == ()
    assert server.ask('SELECT count(*) FROM "before-2".link_decisions', database) == [(1,)]


def test_a_store_that_holds_something_is_not_overwritten(exported, settings):
    with pytest.raises(StoreMismatch, match="not empty"):
        store.import_(settings, exported, aside="")
    assert lines(settings) == exported


def test_jobs_that_had_not_ended_are_cancelled(opened, settings, tmp_path):
    store.jobs.enqueue(opened, "update", {}, key="index", author="anna")
    into = settings_of(tmp_path / "other")
    store.import_(into, list(store.export(opened)), aside="")
    with store.opened(into) as restored:
        (job,) = store.jobs.listed(restored)
        assert (job.state, "backup" in job.reason) == ("cancelled", True)
        # Its key is free again.
        store.jobs.enqueue(restored, "update", {}, key="index", author="anna")


def test_an_export_is_of_one_moment(opened, settings):
    """What others write while it is read is not in it."""
    told = store.export(opened)
    first = next(told)
    with store.opened(settings) as other:
        store.links.decide(other, "x", "y", same=True, reason="r", author="a")
    assert not [line for line in told if b'"x","y"' in line]
    assert b'"revision":0' in first


@pytest.mark.parametrize(
    ("spoilt", "error"),
    [
        (b'{"schema":"9999","revision":1}\n', StoreMismatch),
        (b"no lines\n", DataError),
        (b'{"schema":"0002","revision":1}\n[1,2]\n', DataError),
        (b'{"schema":"0002","revision":1}\n{"table":"passwd","columns":{}}\n', DataError),
        (
            b'{"schema":"0002","revision":1}\n'
            b'{"table":"revision","columns":{"id":"integer"}}\n[1,2,3]\n',
            DataError,
        ),
    ],
)
def test_what_cannot_be_read_leaves_an_empty_store(spoilt, error, settings):
    with pytest.raises(error):
        store.import_(settings, spoilt.splitlines(keepends=True), aside="")
    store.upgrade(settings)
    with store.opened(settings) as opened, opened.reading() as connection:
        count = select(func.count()).select_from(tables.link_decisions)
        assert connection.execute(count).scalar_one() == 0
