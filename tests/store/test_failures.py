"""The store is away, locked, damaged: one sentence that says what to do, and no secret in it."""

import logging
import socket
import sqlite3
import time
import traceback

import pytest
from sqlalchemy import text

import store
from core.errors import SettingsError, StoreUnavailable
from core.settings import Settings
from store import Store, blocks, connecting
from tests.store.conftest import settings_of
from tests.store.postgresql import PASSWORD, USER, Server

SECRETS = (PASSWORD, "p%40ss", USER, "127.0.0.1", "nowhere.invalid", "another-database")


def refused(settings: Settings) -> StoreUnavailable:
    with pytest.raises(StoreUnavailable) as caught, store.opened(settings):
        pass
    return caught.value


@pytest.fixture
def addresses(server, database) -> dict[str, str]:
    """Addresses under which there is no store, by what is wrong with them."""
    return {
        "nobody listens": "postgresql://tester:p%40ss@127.0.0.1:1/another-database",
        "no such host": "postgresql://tester:p%40ss@nowhere.invalid/another-database",
        "wrong password": server.url(database, "p@ss"),
        "no such database": server.url("another-database"),
    }


@pytest.mark.parametrize(
    "wrong", ["nobody listens", "no such host", "wrong password", "no such database"]
)
def test_a_postgresql_that_is_away_is_told_without_its_address(tmp_path, addresses, wrong, caplog):
    settings = settings_of(tmp_path, PARTNERNET_STORE_URL=addresses[wrong])
    with caplog.at_level(logging.DEBUG):
        began = time.monotonic()
        error = refused(settings)
    assert time.monotonic() - began < 10
    assert "see that PostgreSQL runs" in str(error)
    logged = "".join(traceback.format_exception(error)) + caplog.text + repr(settings)
    assert [secret for secret in SECRETS if secret in logged.replace(str(tmp_path), "")] == []


def test_a_server_that_takes_the_call_and_says_nothing_is_given_up(tmp_path, monkeypatch):
    monkeypatch.setitem(connecting._POSTGRESQL, "connect_timeout", "2")  # the least that libpq has
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"postgresql://tester@127.0.0.1:{silent.getsockname()[1]}/partnernet"
        error = refused(settings_of(tmp_path, PARTNERNET_STORE_URL=url))
    assert "does not answer" in str(error)


@pytest.mark.parametrize(
    "address",
    ["mysql://tester:p%40ss@127.0.0.1/x", "tester:p%40ss@127.0.0.1", "postgresql://h:port/x"],
)
def test_what_is_no_address_is_told_without_repeating_it(tmp_path, address):
    with pytest.raises(SettingsError, match="PARTNERNET_STORE_URL must be like") as caught:
        store.status(settings_of(tmp_path, PARTNERNET_STORE_URL=address))
    logged = "".join(traceback.format_exception(caught.value))
    assert [secret for secret in SECRETS if secret in logged] == []


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_the_address_may_lie_in_a_file_and_be_written_as_others_do(
    tmp_path, server, database, scheme
):
    file = tmp_path / "address"
    file.write_text(server.url(database).replace("postgresql", scheme, 1) + "\n")
    settings = settings_of(tmp_path, PARTNERNET_STORE_URL_FILE=str(file))
    store.upgrade(settings)
    assert store.status(settings).place == "PostgreSQL"
    assert not (tmp_path / "store.sqlite").exists()


def test_after_postgresql_dropped_its_connections_the_store_goes_on(
    postgresql_settings, server, database
):
    store.upgrade(postgresql_settings)
    with store.opened(postgresql_settings) as opened:
        assert store.revision(opened) == 0
        dropped = server.ask(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            f" WHERE datname = '{database}' AND pid <> pg_backend_pid()",
            database,
        )
        assert dropped
        assert blocks.add(opened, organisation="cz-1", reason="x", author="y").id == 1


def test_a_connection_that_breaks_in_the_middle_writes_nothing(
    postgresql_settings, server, database
):
    store.upgrade(postgresql_settings)
    with store.opened(postgresql_settings) as opened:
        with pytest.raises(StoreUnavailable):
            _write_and_lose_the_connection(opened, server)
        assert store.revision(opened) == 0


def _write_and_lose_the_connection(opened: Store, server: Server) -> None:
    with opened.writing() as connection:
        own = connection.execute(text("SELECT pg_backend_pid()")).scalar_one()
        server.ask(f"SELECT pg_terminate_backend({own}, 5000)", "postgres")


@pytest.mark.parametrize("rights", [[], ["USAGE ON SCHEMA public"]])
def test_a_user_without_rights_is_told_to_become_the_owner(tmp_path, server, database, rights):
    server.ask("CREATE ROLE guest LOGIN PASSWORD 'guest'", database)
    for right in rights:
        server.ask(f"GRANT {right} TO guest", database)
    url = f"postgresql://guest:guest@/{database}?host={server.socket}"
    with pytest.raises(StoreUnavailable, match="make it the owner of the database"):
        store.upgrade(settings_of(tmp_path, PARTNERNET_STORE_URL=url))
    server.ask("DROP OWNED BY guest; DROP ROLE guest", database)


def test_a_statement_that_takes_too_long_is_given_up(postgresql_settings, monkeypatch):
    store.upgrade(postgresql_settings)
    monkeypatch.setitem(connecting._POSTGRESQL, "options", "-c statement_timeout=50")
    with (
        store.opened(postgresql_settings) as opened,
        pytest.raises(StoreUnavailable, match="too busy"),
        opened.reading() as connection,
    ):
        connection.execute(text("SELECT pg_sleep(30)"))


def test_more_threads_than_connections_are_told_to_wait(settings, monkeypatch):
    monkeypatch.setattr(connecting, "_POOL_SECONDS", 0.05)
    monkeypatch.setattr(connecting, "_CONNECTIONS", 1)
    monkeypatch.setattr(connecting, "_MORE_CONNECTIONS", 0)
    store.upgrade(settings)
    with (
        store.opened(settings) as opened,
        opened.reading(),
        pytest.raises(StoreUnavailable, match="All connections to the store are in use"),
    ):
        store.revision(opened)


def test_a_locked_file_is_told_after_the_time_that_a_writer_waits(sqlite_settings, monkeypatch):
    monkeypatch.setattr(connecting, "BUSY_SECONDS", 0.05)
    with store.opened(sqlite_settings) as opened:
        other = sqlite3.connect(sqlite_settings.home / "store.sqlite", isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreUnavailable, match="Another program has been writing"):
            blocks.add(opened, organisation="cz-1", reason="x", author="y")
        other.execute("ROLLBACK")
        other.close()
        assert blocks.add(opened, organisation="cz-1", reason="x", author="y").id == 1


def test_a_damaged_file_is_told_and_left_as_it_is(sqlite_settings):
    sqlite_settings.home.mkdir()
    file = sqlite_settings.home / "store.sqlite"
    file.write_bytes(b"no database" * 100)
    assert "is damaged" in str(refused(sqlite_settings))
    assert file.read_bytes() == b"no database" * 100


def test_a_folder_in_the_place_of_the_file_is_told(sqlite_settings):
    (sqlite_settings.home / "store.sqlite").mkdir(parents=True)
    assert "cannot be used" in str(refused(sqlite_settings))


def test_an_error_of_the_program_is_not_taken_for_a_store_that_is_away(opened):
    with pytest.raises(Exception, match="no_such_table") as caught, opened.reading() as connection:
        connection.execute(text("SELECT * FROM no_such_table"))
    assert not isinstance(caught.value, StoreUnavailable)


def test_what_was_written_is_never_told_in_an_error(opened, monkeypatch):
    blocks.add(opened, organisation="cz-1", reason="first", author="y")
    monkeypatch.setattr(blocks, "_refuse_twice", lambda *_: None)
    reason = " ".join(("Frau", "Muster"))  # a traceback shows the lines of this file too
    with pytest.raises(Exception, match=r"(?i)unique") as caught:
        blocks.add(opened, organisation="cz-1", reason=reason, author="y")
    assert reason not in "".join(traceback.format_exception(caught.value))
    assert store.revision(opened) == 1
