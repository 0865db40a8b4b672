"""The store on SQLite and on a real PostgreSQL: what takes ``settings`` runs on both."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from argon2 import PasswordHasher

import store
from core.settings import Settings
from store import Store, passwords
from tests.store import postgresql
from tests.store.postgresql import Server

DATABASE = "partnernet"


@pytest.fixture(scope="session")
def server(open_folder: Path) -> Iterator[Server]:
    """A PostgreSQL for this test run."""
    with postgresql.running(open_folder / "postgresql") as server:
        server.ask(f"CREATE DATABASE {DATABASE}", "postgres")
        yield server


@pytest.fixture
def database(server: Server) -> str:
    """The name of the test run's database, emptied: faster than one for each test."""
    server.ask("DROP SCHEMA IF EXISTS public CASCADE", DATABASE)
    server.ask("CREATE SCHEMA public", DATABASE)
    return DATABASE


def settings_of(home: Path, **own: str) -> Settings:
    return Settings.from_environment({**os.environ, "PARTNERNET_HOME": str(home), **own})


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Argon2id with the least work that it can do, where its work is not what is tested."""
    least = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(passwords, "_HASHER", least)
    passwords._nobodys.cache_clear()
    yield
    passwords._nobodys.cache_clear()


@pytest.fixture
def sqlite_settings(tmp_path: Path) -> Settings:
    """Settings of a new home."""
    return settings_of(tmp_path / "home")


@pytest.fixture
def postgresql_settings(tmp_path: Path, server: Server, database: str) -> Settings:
    """Settings of an empty PostgreSQL database."""
    return settings_of(tmp_path / "home", PARTNERNET_STORE_URL=server.url(database))


@pytest.fixture(params=["sqlite", "postgresql"])
def settings(request: pytest.FixtureRequest) -> Settings:
    """Settings of an empty store."""
    settings: Settings = request.getfixturevalue(f"{request.param}_settings")
    return settings


@pytest.fixture
def opened(settings: Settings) -> Iterator[Store]:
    """An open store without any decision."""
    store.upgrade(settings)
    with store.opened(settings) as opened:
        yield opened
