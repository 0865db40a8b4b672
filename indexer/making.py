"""From the records of a build to finished documents, one after the other."""

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from core.records import Offer, Organisation
from engine.bulk import Item
from indexer import documents, statements
from indexer.batches import batches
from indexer.spool import Spool
from indexer.statements import Statement
from indexer.vectors import StatementVectors

_AT_ONCE = 500
"""Documents whose vectors are computed together: enough for numpy, few enough for memory."""


def records(spool: Spool) -> Iterator[tuple[str, Organisation | Offer, Sequence[Statement]]]:
    """Yield collection, record and statements of all that is indexed, in order of id."""
    for organisation, offers in spool.organisations():
        yield "organisations", organisation, statements.of_organisation(organisation, offers)
    for offer in spool.offers():
        yield "offers", offer, statements.of_offer(offer)


def items(spool: Spool, table: StatementVectors, indices: Mapping[str, str]) -> Iterator[Item]:
    """Yield the documents of all records for ``indices``, which are named by collection."""
    encode = msgspec.json.encode
    for batch in batches(records(spool), _AT_ONCE):
        means = table.means([said for _, _, said in batch])
        for (collection, record, said), vector in zip(batch, means, strict=True):
            document = documents.of(record, said)
            if vector is not None:
                document[documents.vector_field(record.language)] = vector
            yield Item(indices[collection], record.id, encode(document))
