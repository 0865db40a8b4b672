"""From the records of a build to documents without their vectors, and what these are made from."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

import msgspec

from core.records import InferredSector, Offer, Organisation
from indexer import documents, statements
from indexer.batches import batches
from indexer.privacy import Rules, Withheld, released
from indexer.spool import Seen, Spool
from indexer.statements import Statement

Infer = Callable[[Sequence[Organisation]], Sequence[tuple[InferredSector, ...]]]
"""Reads sectors from what organisations say they do; see :mod:`indexer.enrich.sectors`."""


class Witness(Protocol):
    """Who counts what is made; see :class:`indexer.quality.Measures`."""

    def take(self, organisation: Organisation) -> None:
        """See an organisation."""

    def take_offer(self, offer: Offer) -> None:
        """See an offer, a request or an event."""


_AT_ONCE = 500
"""Organisations whose sectors are inferred together: enough for numpy, few enough for memory."""


class Made(NamedTuple):
    """A document, but for its vector."""

    collection: str
    id: str
    digest: str
    """Hash of the whole document."""
    source: bytes
    """JSON on one line."""
    vector_field: str
    statements: Sequence[Statement]
    """What the vector is made from; may be none."""


@dataclass
class Maker:
    """Makes documents of what may leave, and counts what may not."""

    rules: Rules
    infer: Infer
    witness: Witness
    """Told every record of which a public document is made."""
    withheld: Counter[Withheld] = field(default_factory=Counter)

    def made(self, spool: Spool) -> Iterator[Made]:
        """Yield what is made of each record, in order of id, organisations first."""
        # A blocked one can be named by anybody, others only by what is told of them by id.
        known = (
            (seen.record for seen in spool.organisations())
            if self.rules.block_any
            else spool.mentioned()
        )
        rules = self.rules.knowing(known)
        for batch in batches(self._leaving(spool.organisations(), rules), _AT_ONCE):
            yield from map(self._organisation, self._inferred(batch))
        yield from map(self._offer, self._leaving(spool.offers(), rules))

    def _leaving(
        self, everything: Iterable[Seen[documents.R]], rules: Rules
    ) -> Iterator[Seen[documents.R]]:
        for seen in everything:
            record = released(seen.record, rules)
            if isinstance(record, str):
                self.withheld[record] += 1
            else:
                # A title is told by the organisation, too, whether its offer may leave or not.
                shown = tuple(one for one in seen.offers if not rules.names_blocked(one.title))
                yield seen._replace(record=record, offers=shown)

    def _inferred(self, batch: Sequence[Seen[Organisation]]) -> Iterator[Seen[Organisation]]:
        """Add sectors to the organisations of which no source tells one."""
        lacking = [seen.record for seen in batch if not seen.record.sectors]
        inferred = iter(self.infer(lacking) if lacking else ())
        for seen in batch:
            if seen.record.sectors:
                yield seen
            else:
                record = msgspec.structs.replace(seen.record, inferred_sectors=next(inferred))
                yield seen._replace(record=record)

    def _organisation(self, seen: Seen[Organisation]) -> Made:
        if seen.audience.is_public:
            self.witness.take(seen.record)
        said = statements.of_organisation(seen.record, seen.offers)
        return _made("organisations", seen, said)

    def _offer(self, seen: Seen[Offer]) -> Made:
        if seen.audience.is_public:
            self.witness.take_offer(seen.record)
        return _made("offers", seen, statements.of_offer(seen.record))


def _made(collection: str, seen: Seen[documents.R], said: Sequence[Statement]) -> Made:
    document = documents.of(seen.record, said, seen.audience)
    return Made(
        collection,
        seen.record.id,
        document["digest"],
        msgspec.json.encode(document),
        documents.vector_field(seen.record.language),
        said,
    )
