"""A real PostgreSQL for one test run: a data folder of its own, reached by a socket only."""

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg

from engine.node.account import Account, other_account

USER = "tester"
PASSWORD = "p@ss/word-in-the-address"
_DEBIAN = Path("/usr/lib/postgresql")
"""Debian keeps each version's programs here, outside the search path."""

_SETTINGS = {
    "listen_addresses": "''",
    "fsync": "off",
    "max_connections": "40",
    "timezone": "Europe/Prague",  # a server's own clock must not show
}


@dataclass(frozen=True)
class Server:
    """A running server."""

    socket: Path

    def url(self, database: str, password: str = PASSWORD) -> str:
        """Return the address of a database as a person writes it."""
        quoted = password.replace("@", "%40").replace("/", "%2F")
        return f"postgresql://{USER}:{quoted}@/{database}?host={self.socket}"

    def ask(self, statement: str, database: str) -> list[tuple[Any, ...]]:
        """Run a statement past the store and return its rows."""
        with psycopg.connect(self.url(database), autocommit=True) as connection:
            cursor = connection.execute(statement.encode())
            return cursor.fetchall() if cursor.description else []


@contextmanager
def running(folder: Path) -> Iterator[Server]:
    """Run a server below ``folder`` while the block runs; as ``nobody`` where root asks for it."""
    account = other_account()
    folder.mkdir()
    password = folder / "password"
    password.write_text(PASSWORD)
    if account:
        account.own(folder)
    data = folder / "data"
    _run(account, folder, "initdb", "--pgdata", data, "--username", USER, "--pwfile", password,
         "--auth=scram-sha-256", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync")  # fmt: skip
    settings = {**_SETTINGS, "unix_socket_directories": f"'{folder}'"}
    lines = (f"{name} = {value}\n" for name, value in settings.items())
    (data / "postgresql.auto.conf").write_text("".join(lines))
    log = folder / "log"
    try:
        _run(account, folder, "pg_ctl", "start", "--wait", "--pgdata", data, "--log", log)
        yield Server(folder)
    finally:
        _run(account, folder, "pg_ctl", "stop", "--wait", "--mode=immediate", "--pgdata", data)


def _run(account: Account | None, folder: Path, program: str, *arguments: str | Path) -> None:
    identity: dict[str, Any] = {}
    if account:
        identity = {"user": account.uid, "group": account.gid, "extra_groups": []}
    command = [_program(program), *arguments]
    # Into a file: a server started by pg_ctl keeps its output open, and a pipe would wait for it.
    printed = folder / f"{program}.out"
    with printed.open("w") as out:
        ended = subprocess.run(
            command, cwd=folder, stdin=subprocess.DEVNULL, stdout=out, stderr=out, **identity
        )
    assert ended.returncode == 0, f"{program}: {printed.read_text()}"


def _program(name: str) -> str:
    found = sorted(_DEBIAN.glob(f"*/bin/{name}"), key=lambda path: int(path.parts[-3]))
    program = str(found[-1]) if found else shutil.which(name)
    assert program, (
        f"{name} is missing; the tests of the store need PostgreSQL: apt install postgresql"
    )
    return program
