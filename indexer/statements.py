"""What a record does, as an ordered list of distinct statements. Never its name or address.

Registers repeat statements thousands of times; each distinct one is embedded once, and the
vector of a record is the mean of the vectors of its statements, weighted as below.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Literal

import msgspec

from core.records import Offer, Organisation, Sector
from engine.embedding import tidied
from indexer.sentences import cut, pieces, sentences
from taxonomy import nace

Source = Literal["product", "research", "purpose", "activity", "sector", "offer", "title", "text"]
"""Which part of a record says it."""

WEIGHTS = {
    # The firm's own words name the thing itself, which is what a buyer types.
    "product": 3.0,
    # What an institution names as its fields is to it what products are to a firm.
    "research": 3.0,
    # Own words too, but purposes also speak of holding shares and of any business allowed by law.
    "purpose": 3.0,
    # What a trade licence allows is more than what is done; many firms register dozens.
    "activity": 1.0,
    # The one sector that the firm lives on. General words, but sure.
    "primary": 2.0,
    # Side lines; a tail of ten must not outweigh the sector above.
    "sector": 1.0,
    # What it offers right now; a sample of its work.
    "offer": 1.0,
    # An offer's title says in one line what its text says in many.
    "title": 2.0,
    "text": 2.0,
}
"""Weight of each part of a record, shared evenly by the statements of the part, so that forty
registered activities weigh as much as one."""

_MOST_PIECES = 30
"""Of an offer's text, about 7,000 characters: the largest notices repeat themselves lot by lot,
and what comes later is still found by its words."""
LANGUAGES = ("de", "cs", "en")


class Statement(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that a record says it does."""

    text: str
    """NFC, single blanks; at most ``sentences.LONGEST`` characters, but for official titles."""
    language: str
    source: Source
    weight: float


class LinkedOffer(msgspec.Struct, frozen=True):
    """The title of an offer that belongs to an organisation."""

    title: str
    language: str


def of_organisation(
    organisation: Organisation, offers: Sequence[LinkedOffer] = ()
) -> tuple[Statement, ...]:
    """Return what ``organisation`` does, its own words first; empty where nothing is known."""
    language = organisation.language
    primary = [sector for sector in organisation.sectors if sector.primary]
    others = [sector for sector in organisation.sectors if not sector.primary]
    share = WEIGHTS["offer"] / max(len(offers), 1)
    return _distinct(
        [
            *_part("product", _cut(organisation.products), language),
            *_part("research", _cut(organisation.research_fields), language),
            *_part("purpose", _sentences(organisation.purpose), language),
            *_part("activity", _cut(organisation.activities), language),
            *_part("sector", titles(primary, language), language, weight="primary"),
            *_part("sector", titles(others, language), language),
            *(
                Statement(text=part, language=offer.language, source="offer", weight=share)
                for offer in offers
                for part in _cut_one(offer.title)
            ),
        ]
    )


def of_offer(offer: Offer) -> tuple[Statement, ...]:
    """Return what ``offer`` is about: its title, its text in pieces, its sectors' titles."""
    language = offer.language
    return _distinct(
        [
            *_part("title", _cut([offer.title]), language),
            *_part("text", _pieces(offer.text), language),
            *_part("sector", titles(offer.sectors, language), language),
        ]
    )


def titles(sectors: Iterable[Sector], language: str) -> list[str]:
    """Return the distinct official titles of ``sectors``, English ones for other languages."""
    known = language if language in LANGUAGES else "en"
    return list(_titles(tuple([sector.code for sector in sectors]), known))


@lru_cache(maxsize=65_536)
def _titles(codes: tuple[str, ...], language: str) -> tuple[str, ...]:
    """Return the titles of those codes that are fully known."""
    found = (tidied(nace.title(code, language)) for code in codes if nace.exists(code))
    return tuple(dict.fromkeys(found))


def _part(source: Source, texts: Sequence[str], language: str, weight: str = "") -> list[Statement]:
    """Return one statement for each text; together they have the weight of their part."""
    share = WEIGHTS[weight or source] / max(len(texts), 1)
    return [Statement(text=text, language=language, source=source, weight=share) for text in texts]


def _distinct(statements: list[Statement]) -> tuple[Statement, ...]:
    """Keep each text once, where it is said first, with the weight of all places together."""
    found: dict[str, Statement] = {}
    for statement in statements:
        first = found.get(statement.text)
        if first:
            weight = first.weight + statement.weight
            found[statement.text] = msgspec.structs.replace(first, weight=weight)
        elif statement.text:
            found[statement.text] = statement
    return tuple(found.values())


def _cut(texts: Iterable[str]) -> list[str]:
    return [part for text in texts for part in _cut_one(text)]


@lru_cache(maxsize=65_536)
def _cut_one(text: str) -> tuple[str, ...]:
    return tuple(cut(tidied(text)))


@lru_cache(maxsize=16_384)
def _sentences(text: str) -> tuple[str, ...]:
    return tuple(tidied(part) for whole in sentences(text) for part in cut(whole))


def _pieces(text: str) -> list[str]:
    return [tidied(piece) for piece in pieces(text)[:_MOST_PIECES]]
