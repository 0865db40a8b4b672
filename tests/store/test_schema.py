"""Migrations: from empty to what the code sees, all or nothing, by one process at a time."""

import contextlib
import sqlite3
import subprocess
import sys

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect, text

import store
from core.errors import StoreMismatch
from store import Condition, blocks, connecting, schema, tables
from tests.store.processes import run_at_once

WANTED = schema.absent().wanted


def tables_of(settings) -> set[str]:
    engine = connecting.engine(settings)
    try:
        return set(inspect(engine).get_table_names())
    finally:
        engine.dispose()


def set_version(settings, version: str) -> None:
    engine = connecting.engine(settings)
    with engine.connect().execution_options(**connecting.WRITING) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :it"), {"it": version})
        connection.commit()
    engine.dispose()


def test_migrations_make_exactly_the_tables_that_the_code_sees(settings):
    store.upgrade(settings)
    engine = connecting.engine(settings)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, tables.metadata) == []
        found = inspect(connection)
        for name, table in tables.metadata.tables.items():
            checks = {one["name"] for one in found.get_check_constraints(name)}
            assert checks == {
                str(one.name) for one in table.constraints if str(one.name).startswith("ck_")
            }
    engine.dispose()


def test_an_upgrade_tells_what_there_was_and_a_second_one_changes_nothing(settings):
    assert store.upgrade(settings).found is None
    with store.opened(settings) as opened:
        made = blocks.add(opened, organisation="cz-1", reason="x", author="y")
    assert store.upgrade(settings).condition is Condition.CURRENT
    with store.opened(settings) as opened:
        assert blocks.active(opened) == (made,)


def test_a_migration_that_fails_leaves_the_store_as_it_was(settings, monkeypatch):
    run = schema.command.upgrade

    def fail_at_the_end(*arguments: object) -> None:
        run(*arguments)
        raise RuntimeError("no power")

    monkeypatch.setattr(schema.command, "upgrade", fail_at_the_end)
    with pytest.raises(RuntimeError, match="no power"):
        store.upgrade(settings)
    assert tables_of(settings) == set()
    monkeypatch.undo()
    store.upgrade(settings)
    assert tables_of(settings) == {*tables.metadata.tables, "alembic_version"}


def test_a_new_home_gets_its_store_by_being_opened(sqlite_settings):
    with store.opened(sqlite_settings) as opened:
        assert store.revision(opened) == 0
    mode = (sqlite_settings.home / "store.sqlite").stat().st_mode
    assert mode & 0o077 == 0, "nobody else reads who decided what"


def test_a_postgresql_database_is_made_ready_by_an_order_only(postgresql_settings):
    with (
        pytest.raises(StoreMismatch, match="is empty; run `partnernet store upgrade`"),
        store.opened(postgresql_settings),
    ):
        pass
    assert tables_of(postgresql_settings) == set()


def test_an_older_store_is_upgraded_when_it_is_opened_or_says_how(settings, monkeypatch):
    """Stands in for the next version: the program knows one more than there is."""
    store.upgrade(settings)
    monkeypatch.setattr(schema, "_head", lambda: "9001")
    asked = []
    monkeypatch.setattr(schema.command, "upgrade", lambda _config, to: asked.append(to))
    if settings.store_url is None:
        with store.opened(settings):
            assert asked == ["head"]
    else:
        with (
            pytest.raises(
                StoreMismatch, match=rf"{WANTED}; 9001 is wanted.*`partnernet store upgrade`"
            ),
            store.opened(settings),
        ):
            pass
        assert asked == []
    assert store.status(settings).condition is Condition.BEHIND


def test_a_newer_store_is_left_alone_and_told_in_one_sentence(settings):
    store.upgrade(settings)
    set_version(settings, "9042")
    sentence = f"newer PartnerNet .version 9042; this one knows {WANTED}"
    with pytest.raises(StoreMismatch, match=sentence), store.opened(settings):
        pass
    with pytest.raises(StoreMismatch, match=sentence):
        store.upgrade(settings)
    status = store.status(settings)
    assert (status.condition, status.found, status.revision) == (Condition.NEWER, "9042", None)


def test_looking_changes_nothing(settings):
    before = store.status(settings)
    assert (before.condition, before.found, before.revision) == (Condition.ABSENT, None, None)
    if settings.store_url is None:
        assert not settings.home.exists()
        assert before.place == str(settings.home / "store.sqlite")
    else:
        assert before.place == "PostgreSQL"
        assert tables_of(settings) == set()
    store.upgrade(settings)
    after = store.status(settings)
    assert (after.condition, after.found, after.revision) == (Condition.CURRENT, after.wanted, 0)


def test_several_processes_that_upgrade_at_once_upgrade_once(settings):
    code = "import store; print(store.upgrade(settings).found)"
    assert sorted(run_at_once(settings, [code] * 3)) == [WANTED, WANTED, "None"]


def test_an_upgrade_keeps_other_writers_out_before_it_looks(sqlite_settings, monkeypatch):
    look, refusals = schema.look, []

    def look_beside_another_writer(connection):
        file = sqlite_settings.home / "store.sqlite"
        with contextlib.closing(sqlite3.connect(file, timeout=0)) as other:
            try:
                other.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError as error:
                refusals.append(str(error))
        return look(connection)

    monkeypatch.setattr(schema, "look", look_beside_another_writer)
    store.upgrade(sqlite_settings)
    assert refusals == ["database is locked"]


def test_no_migration_asks_the_house_for_anything():
    """Tables move on; a migration that used them would do something else one day."""
    code = (
        "import sys, pkgutil, importlib, store.migrations.versions as v\n"
        "before = set(sys.modules)\n"
        "for one in pkgutil.iter_modules(v.__path__, v.__name__ + '.'):\n"
        "    importlib.import_module(one.name)\n"
        "print({m for m in set(sys.modules) - before if m.startswith('store.')"
        " and not m.startswith('store.migrations')})"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "set()"
