"""All documents of a build on disk, waiting for their vectors."""

import sqlite3
from array import array
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path

import msgspec
import numpy as np

from engine.bulk import Item
from indexer.batches import batches
from indexer.making import Made
from indexer.placing import Table
from indexer.vectors import Said, means

_AT_ONCE = 500
"""Documents whose vectors are computed together: enough for numpy, few enough for memory."""

_TABLES = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
CREATE TABLE IF NOT EXISTS documents (collection TEXT NOT NULL, id TEXT NOT NULL,
    source BLOB NOT NULL, field TEXT NOT NULL, statements BLOB NOT NULL, weights BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS statements (language TEXT NOT NULL, text TEXT NOT NULL);
"""
"""Nothing is written twice: a file counts once :meth:`Prepared.keep` has ended."""


class Prepared:
    """Documents, each with the numbers of the statements that its vector is made from."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection
        self._db.executescript(_TABLES)
        kept = self._db.execute("SELECT language, text FROM statements ORDER BY rowid")
        self.statements: dict[Said, int] = {said: number for number, said in enumerate(kept)}
        """Each distinct statement with its number, from 0."""

    @classmethod
    @contextmanager
    def opened(cls, path: Path | None = None) -> Iterator["Prepared"]:
        """Open the file ``path`` with the documents that were kept in it.

        Without one begin with none, in a temporary file that the system removes in any case.
        """
        with closing(sqlite3.connect(path or "")) as connection:  # see indexer.spool
            yield cls(connection)

    def fill(self, made: Iterable[Made]) -> None:
        """Add the documents ``made``."""
        self._db.executemany(
            "INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?)", map(self._row, made)
        )
        self._db.commit()

    def keep(self) -> None:
        """Write down what else is needed to open the file again."""
        self._db.executemany("INSERT INTO statements VALUES (?, ?)", self.statements)
        self._db.commit()

    def counts(self) -> dict[str, int]:
        """Return the number of documents of each collection that has any."""
        return dict(
            self._db.execute("SELECT collection, count(*) FROM documents GROUP BY collection")
        )

    def __len__(self) -> int:
        (count,) = self._db.execute("SELECT count(*) FROM documents").fetchone()
        return int(count)

    def items(self, table: Table, indices: Mapping[str, str], after: int = 0) -> Iterator[Item]:
        """Yield the finished documents for ``indices``, which are named by collection.

        ``table`` has one row for each of :attr:`statements`. The first ``after`` documents are
        left out; the order is always the same.
        """
        encode = msgspec.json.encode
        # Rows are numbered from 1 without a gap, since none is ever deleted.
        rows = self._db.execute("SELECT * FROM documents WHERE rowid > ? ORDER BY rowid", (after,))
        for batch in batches(rows, _AT_ONCE):
            numbers = np.frombuffer(b"".join(row[4] for row in batch), np.int32)
            weights = np.frombuffer(b"".join(row[5] for row in batch), np.float32)
            lengths = [len(row[4]) // numbers.itemsize for row in batch]
            found = means(table.vectors, numbers, weights, lengths)
            about = table.about(numbers, weights, lengths)
            for (collection, id_, source, field, *_), vector, concepts in zip(
                batch, found, about, strict=True
            ):
                # The document is not decoded for them: that would cost more than making it.
                if concepts:
                    source = b'%b,"concepts":%b}' % (source[:-1], encode(concepts))
                if vector is not None:
                    source = b'%b,"%b":%b}' % (source[:-1], field.encode(), encode(vector))
                yield Item(indices[collection], id_, source)

    def _row(self, made: Made) -> tuple[str, str, bytes, str, bytes, bytes]:
        numbers = array("i")
        for statement in made.statements:
            said = (statement.language, statement.text)
            numbers.append(self.statements.setdefault(said, len(self.statements)))
        weights = array("f", [statement.weight for statement in made.statements])
        return (
            made.collection,
            made.id,
            made.source,
            made.vector_field,
            numbers.tobytes(),
            weights.tobytes(),
        )
