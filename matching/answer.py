"""What a search answers: matches with reasons, facets, the bridge between the languages."""

from typing import Any, Literal

import msgspec

ReasonCode = Literal[
    "identifier", "name", "word", "compound", "place", "glossary", "concept", "sector", "meaning"
]
"""identifier: an official number; name: words of the name; word: words of the description;
compound: parts of a compound word; place: a place named in the query; glossary: through a term of
the bilingual glossary; concept: through a recognised NACE or CPV concept's code; sector: words of
a sector's official title; meaning: nearness of meaning (cosine)."""


class Reason(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that scored, as the engine told it. Words are made of it by the page."""

    code: ReasonCode
    language: str = ""
    """Language of the text that matched."""
    terms: tuple[str, ...] = ()
    """The words of the query (or the identifier) that matched."""
    through: tuple[str, ...] = ()
    """For glossary and concept: the terms or titles in the other language."""
    key: str = ""
    """Id of the bridge part, or the sector or CPV code."""
    cosine: float | None = None


class Match(msgspec.Struct, frozen=True, kw_only=True):
    """One hit: the document as it was indexed, its score and why it is here."""

    id: str
    score: float
    reasons: tuple[Reason, ...]
    document: dict[str, Any]
    """The index document without its vector; fields are described in mappings/."""


class FacetValue(msgspec.Struct, frozen=True, kw_only=True):
    """A value and how many results a click on it shows."""

    value: str
    count: int
    selected: bool = False


class BridgePart(msgspec.Struct, frozen=True, kw_only=True):
    """One way over the language border that this query took; ``without=id`` switches it off."""

    id: str
    """``g:zulieferer`` for glossary entries, ``nace:25.53`` and ``cpv:44316000`` for concepts,
    ``meaning`` for embeddings."""
    kind: Literal["glossary", "concept", "meaning"]
    query: str
    """The words of the query that led here."""
    language: str
    """Language of ``terms``."""
    terms: tuple[str, ...]
    """Terms searched for, or the concept's titles."""
    covers: tuple[int, ...] = ()
    """Positions in ``analyzers.tokens.tokens(text)`` of the words that it stands for."""
    active: bool = True


class SearchAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """A page of the result set with all that speaks of the whole set."""

    total: int
    matches: tuple[Match, ...]
    facets: dict[str, tuple[FacetValue, ...]]
    """country, district, sector, kind (organisations); country, language, type, sector (offers)."""
    bridge: tuple[BridgePart, ...]
    language: str
    """Language the query was taken to be in."""
    language_found_out: bool
    page: int
    size: int
    demo: bool
    """True where a shown document holds invented data."""
    centre: tuple[float, float] | None = None
    """Latitude and longitude that ``near`` was resolved to."""
