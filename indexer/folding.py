"""The same offer told by two imports: one of them is indexed, the other id leads there.

Folded when documents are made and not when they are shown, so that totals and facets count it once.
"""

import hashlib
import sqlite3
from collections.abc import Sequence

import msgspec

from core.records import Offer

_SINGLE = """
CREATE TEMP TABLE single AS
SELECT told, min(id) AS id, min(demo) AS demo, min(dataset) AS dataset FROM offers
GROUP BY offers.id
HAVING count(*) = 1 AND min(visibility) = 'public' AND told IS NOT NULL
"""
"""Public offers whose id one row alone tells. Where several rows do, as for a house's version of a
public offer, all stays as it is: what a house delivered neither hides another one nor is hidden."""

_FOLDED = """
CREATE TEMP TABLE folded AS
SELECT told, demo, min(id) AS id FROM single
GROUP BY told, demo
HAVING count(*) > 1 AND count(*) = count(DISTINCT dataset)
"""
"""What several imports tell, each once: two of one import are two offers, however alike."""

_BRING = """
UPDATE offers SET id = folded.id FROM folded, single
WHERE single.id = offers.id AND single.told = folded.told AND single.demo = folded.demo
"""


def told(offer: Offer) -> bytes | None:
    """Return a key of what ``offer`` tells, None where it does not say whose it is.

    Organisation, type, language, title, text and dates; case and blanks do not count.
    """
    if not (offer.organisation or offer.organisation_name):
        return None
    parts: Sequence[str] = (
        offer.organisation or f"name: {_plain(offer.organisation_name)}",
        offer.type,
        offer.language,
        _plain(offer.title),
        _plain(offer.text),
        offer.starts,
        offer.ends,
    )
    return hashlib.blake2b(msgspec.json.encode(parts), digest_size=16).digest()


def fold(connection: sqlite3.Connection) -> None:
    """Give the rows of the table ``offers`` that tell the same offer one id, the first of theirs.

    The table has the columns ``id``, ``visibility``, ``demo``, ``dataset`` and ``told``.
    """
    connection.execute(_SINGLE)
    connection.execute(_FOLDED)
    connection.execute("CREATE INDEX single_by_id ON single (id)")
    connection.execute("CREATE INDEX folded_by_told ON folded (told)")
    connection.execute(_BRING)
    connection.execute("DROP TABLE folded")
    connection.execute("DROP TABLE single")


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()
