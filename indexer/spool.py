"""Records on disk while an index is built: in order of id, merged, one in memory at a time."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from itertools import groupby
from operator import itemgetter
from typing import TypeVar

import msgspec

from core.records import Offer, Organisation, Record
from indexer.merge import merged
from indexer.statements import LinkedOffer

R = TypeVar("R", Organisation, Offer)

_TABLES = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
CREATE TABLE organisations (id TEXT NOT NULL, json BLOB NOT NULL);
CREATE TABLE offers (id TEXT NOT NULL, json BLOB NOT NULL);
CREATE TABLE titles (organisation TEXT NOT NULL, title TEXT NOT NULL, language TEXT NOT NULL);
"""
"""The file lives as long as one build, so nothing in it needs to survive a crash."""

_INDICES = """
CREATE INDEX organisations_by_id ON organisations (id);
CREATE INDEX offers_by_id ON offers (id);
"""
"""Made after filling, which is three times as fast as keeping tables in order (measured)."""


class Spool:
    """All records of a build; memory use does not grow with their number."""

    def __init__(self, connection: sqlite3.Connection, records: Iterable[Record]) -> None:
        self._db = connection
        self._db.executescript(_TABLES)
        encode = msgspec.json.encode
        for record in records:
            table = "organisations" if isinstance(record, Organisation) else "offers"
            self._db.execute(
                f"INSERT INTO {table} VALUES (?, ?)",  # noqa: S608
                (record.id, encode(record)),
            )
        self._db.executescript(_INDICES)
        self._link()
        self._db.commit()

    @classmethod
    @contextmanager
    def filled(cls, records: Iterable[Record]) -> Iterator["Spool"]:
        """Write ``records`` to a temporary file, which the system removes in any case."""
        # SQLite's own temporary database: it has no name, so not even kill -9 leaves it behind.
        with closing(sqlite3.connect("")) as connection:
            yield cls(connection, records)

    def __len__(self) -> int:
        return sum(
            self._db.execute(f"SELECT count(DISTINCT id) FROM {table}").fetchone()[0]  # noqa: S608
            for table in ("organisations", "offers")
        )

    def organisations(self) -> Iterator[tuple[Organisation, tuple[LinkedOffer, ...]]]:
        """Yield each organisation once, in order of id, with the offers that name it."""
        for organisation in self._merged("organisations", Organisation):
            yield organisation, self._titles(organisation.id)

    def offers(self) -> Iterator[Offer]:
        """Yield each offer once, in order of id."""
        return self._merged("offers", Offer)

    def _link(self) -> None:
        """Note the titles of offers under the organisations that they name."""
        self._db.executemany(
            "INSERT INTO titles VALUES (?, ?, ?)",
            (
                (offer.organisation, offer.title, offer.language)
                for offer in self.offers()
                if offer.organisation
            ),
        )
        self._db.execute("CREATE INDEX titles_by_organisation ON titles (organisation)")

    def _titles(self, organisation: str) -> tuple[LinkedOffer, ...]:
        rows = self._db.execute(
            "SELECT title, language FROM titles WHERE organisation = ? ORDER BY rowid",
            (organisation,),
        )
        return tuple(LinkedOffer(title, language) for title, language in rows)

    def _merged(self, table: str, kind: type[R]) -> Iterator[R]:
        """Yield the rows of ``table``, those that share an id as one, in the order of imports."""
        decoder = msgspec.json.Decoder(kind)
        rows = self._db.execute(f"SELECT id, json FROM {table} ORDER BY id, rowid")  # noqa: S608
        for _, same in groupby(rows, key=itemgetter(0)):
            yield merged([decoder.decode(json) for _, json in same])
