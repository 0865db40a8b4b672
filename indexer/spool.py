"""Records on disk while an index is built: in order of id, merged, one in memory at a time."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from itertools import groupby
from operator import itemgetter
from typing import Generic, NamedTuple, TypeVar

import msgspec

from core.records import PUBLIC, Offer, Organisation, Record, Related
from indexer import folding
from indexer.documents import Audience
from indexer.linking.types import Links
from indexer.merge import merged
from indexer.statements import LinkedOffer

R = TypeVar("R", Organisation, Offer)

NO_LINKS = Links(organisation_of={}, to_check=(), related={})

_TABLES = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
CREATE TABLE organisations (id TEXT NOT NULL, visibility TEXT NOT NULL, demo INTEGER NOT NULL,
    json BLOB NOT NULL);
CREATE TABLE read_offers (json BLOB NOT NULL);
CREATE TABLE offers (id TEXT NOT NULL, visibility TEXT NOT NULL, demo INTEGER NOT NULL,
    json BLOB NOT NULL, dataset TEXT NOT NULL, told BLOB);
CREATE TABLE titles (organisation TEXT NOT NULL, visibility TEXT NOT NULL, title TEXT NOT NULL,
    language TEXT NOT NULL);
"""
"""The file lives as long as one build, so nothing in it needs to survive a crash."""

_ORGANISATIONS_BY_ID = "CREATE INDEX organisations_by_id ON organisations (id)"
_OFFERS_BY_ID = "CREATE INDEX offers_by_id ON offers (id)"
"""Made after filling, which is three times as fast as keeping tables in order (measured)."""


class Seen(NamedTuple, Generic[R]):
    """A record as an audience sees it."""

    record: R
    audience: Audience
    offers: tuple[LinkedOffer, ...] = ()
    """Of an organisation: the titles of the offers that name it."""

    @property
    def public_id(self) -> str:
        """The id that everybody knows it by, also where this is the version of a house."""
        own: str = self.record.id
        return own if self.audience.is_public else own.partition("~")[2]


class Spool:
    """All records of a build; memory use does not grow with their number."""

    def __init__(self, connection: sqlite3.Connection, records: Iterable[Record]) -> None:
        self._db = connection
        self._db.executescript(_TABLES)
        self._related: Mapping[str, tuple[Related, ...]] = {}
        for record in records:
            if isinstance(record, Organisation):
                self._add_organisation(record)
            else:
                row = (msgspec.json.encode(record),)
                self._db.execute("INSERT INTO read_offers VALUES (?)", row)
        self._db.commit()

    @classmethod
    @contextmanager
    def loaded(cls, records: Iterable[Record]) -> Iterator["Spool"]:
        """Write ``records`` to a temporary file, which the system removes in any case.

        They can be read again; :meth:`link` has to follow before all else.
        """
        # SQLite's own temporary database: it has no name, so not even kill -9 leaves it behind.
        with closing(sqlite3.connect("")) as connection:
            yield cls(connection, records)

    @classmethod
    @contextmanager
    def filled(cls, records: Iterable[Record], links: Links = NO_LINKS) -> Iterator["Spool"]:
        """Write ``records`` as :meth:`loaded` does; those that are one by ``links`` become one."""
        with cls.loaded(records) as spool:
            spool.link(links)
            yield spool

    def read(self) -> Iterator[Organisation]:
        """Yield the organisations as they were imported, in the order of the imports."""
        decoder = msgspec.json.Decoder(Organisation)
        rows = self._db.execute("SELECT json FROM organisations ORDER BY rowid")
        return (decoder.decode(json) for (json,) in rows)

    def link(self, links: Links) -> None:
        """Let the records that are one organisation by ``links`` come as one."""
        self._related = links.related
        self._db.execute(_ORGANISATIONS_BY_ID)
        self._db.executemany(
            "UPDATE organisations SET id = ? WHERE id = ?",
            ((to, id_) for id_, to in links.organisation_of.items()),
        )
        decoder = msgspec.json.Decoder(Offer)
        for (json,) in self._db.execute("SELECT json FROM read_offers ORDER BY rowid"):
            self._add_offer(decoder.decode(json), links)
        self._db.execute("DROP TABLE read_offers")
        self._db.execute(_OFFERS_BY_ID)
        folding.fold(self._db)
        self._link()
        self._db.commit()

    def __len__(self) -> int:
        return sum(
            self._db.execute(f"SELECT count(DISTINCT id) FROM {table}").fetchone()[0]  # noqa: S608
            for table in ("organisations", "offers")
        )

    def organisations(self) -> Iterator[Seen[Organisation]]:
        """Yield each organisation in order of id: the public one, then those of houses."""
        for seen in self._seen("organisations", Organisation):
            id_, record, audience = seen.public_id, seen.record, seen.audience
            if audience.is_public:
                record = msgspec.structs.replace(record, related=self._related.get(id_, ()))
            else:
                aliases = tuple(dict.fromkeys((id_, *record.aliases)))
                record = msgspec.structs.replace(record, aliases=aliases)
            yield Seen(record, audience, self._titles(id_, audience.visibility))

    def mentioned(self) -> Iterator[Organisation]:
        """Yield those that others tell of: as related, or as who offers something."""
        ids = {one.id for several in self._related.values() for one in several}
        ids.update(id_ for (id_,) in self._db.execute("SELECT DISTINCT organisation FROM titles"))
        for id_ in sorted(ids):
            for seen in self._seen("organisations", Organisation, id_):
                yield seen.record

    def offers(self) -> Iterator[Seen[Offer]]:
        """Yield each offer in order of id, those of houses beside the public ones.

        What several imports tell is one offer, see :mod:`indexer.folding`.
        """
        return self._seen("offers", Offer)

    def _add_organisation(self, record: Organisation) -> None:
        first = record.provenance[0]
        row = (record.id, first.visibility, first.demo, msgspec.json.encode(record))
        self._db.execute("INSERT INTO organisations VALUES (?, ?, ?, ?)", row)

    def _add_offer(self, record: Offer, links: Links) -> None:
        first = record.provenance[0]
        belongs = links.organisation_of.get(record.organisation, record.organisation)
        record = msgspec.structs.replace(record, organisation=belongs)
        self._db.execute(
            "INSERT INTO offers VALUES (?, ?, ?, ?, ?, ?)",
            (
                record.id,
                first.visibility,
                first.demo,
                msgspec.json.encode(record),
                first.dataset,
                folding.told(record),
            ),
        )

    def _link(self) -> None:
        """Note the titles of offers under the organisations that they name."""
        self._db.executemany(
            "INSERT INTO titles VALUES (?, ?, ?, ?)",
            (
                (
                    seen.record.organisation,
                    seen.audience.visibility,
                    seen.record.title,
                    seen.record.language,
                )
                for seen in self.offers()
                if seen.record.organisation
            ),
        )
        self._db.execute("CREATE INDEX titles_by_organisation ON titles (organisation)")

    def _titles(self, organisation: str, visibility: str) -> tuple[LinkedOffer, ...]:
        rows = self._db.execute(
            "SELECT title, language FROM titles WHERE organisation = ? AND visibility IN (?, ?)"
            " ORDER BY rowid",
            (organisation, PUBLIC, visibility),
        )
        return tuple(LinkedOffer(title, language) for title, language in rows)

    def _seen(self, table: str, kind: type[R], only: str | None = None) -> Iterator[Seen[R]]:
        """Yield the rows of ``table``, those that share an id as one, in the order of imports."""
        decoder = msgspec.json.Decoder(kind)
        rows = self._db.execute(
            f"SELECT id, visibility, demo, json FROM {table} "  # noqa: S608
            f"{'' if only is None else 'WHERE id = :only '}ORDER BY id, demo, rowid",
            {"only": only},
        )
        for id_, same in groupby(rows, key=itemgetter(0)):
            by_visibility: dict[str, list[R]] = {}
            invented = None
            for _, visibility, demo, json in same:
                invented = demo if invented is None else invented
                if demo == invented:  # an invented record may have the number of a real firm
                    by_visibility.setdefault(visibility, []).append(decoder.decode(json))
            yield from _versions(id_, by_visibility)


def house_id(house: str, id_: str) -> str:
    """Return the id of the version that a house alone sees: ``ihk-dresden~cz-26168685``."""
    return f"{house.removeprefix('house:')}~{id_}"


def _versions(id_: str, by_visibility: dict[str, list[R]]) -> Iterator[Seen[R]]:
    """Yield the public version of what has one id, and that of each house that knows more."""
    houses = tuple(sorted(by_visibility.keys() - {PUBLIC}))
    public: list[R] = by_visibility.get(PUBLIC, [])
    if public:
        yield Seen(merged(public, id_), Audience(PUBLIC, houses))
    for house in houses:
        rows: list[R] = public + by_visibility[house]
        yield Seen(merged(rows, house_id(house, id_)), Audience(house))
