"""From the records of a build to documents without their vectors, and what these are made from."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import msgspec

from indexer import documents, statements
from indexer.spool import Spool
from indexer.statements import Statement


class Made(NamedTuple):
    """A document, but for its vector."""

    collection: str
    id: str
    source: bytes
    """JSON on one line."""
    vector_field: str
    statements: Sequence[Statement]
    """What the vector is made from; may be none."""


def made(spool: Spool) -> Iterator[Made]:
    """Yield what is made of each record, in order of id, organisations first."""
    encode = msgspec.json.encode
    for organisation, offers in spool.organisations():
        said = statements.of_organisation(organisation, offers)
        source = encode(documents.of(organisation, said))
        field = documents.vector_field(organisation.language)
        yield Made("organisations", organisation.id, source, field, said)
    for offer in spool.offers():
        said = statements.of_offer(offer)
        source = encode(documents.of(offer, said))
        yield Made("offers", offer.id, source, documents.vector_field(offer.language), said)
