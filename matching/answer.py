"""What a search answers: matches with reasons, facets, the bridge between the languages."""

from collections.abc import Mapping
from typing import Any, Literal

import msgspec

ReasonCode = Literal[
    "identifier", "name", "word", "compound", "place", "glossary", "concept", "sector", "meaning"
]
"""identifier: an official number; name: words of the name; word: words of the description;
compound: parts of a compound word; place: a place named in the query; glossary: through a term of
the bilingual glossary; concept: through a recognised NACE or CPV concept; sector: words of a
sector's official title; meaning: nearness of meaning (cosine)."""

Nearness = Literal["very near", "near", "related"]
"""How far above the threshold of its direction a cosine is: at least half of what is left to 1, a
quarter, or less. So the words mean the same for every model and direction."""

ReasonField = Literal[
    "identifiers",
    "name",
    "former_names",
    "title",
    "description",
    "sector_titles",
    "sectors",
    "cpv",
    "place",
    "meaning",
]
"""Where in a document it is. title: of an offer, request or event; description: what it does, in
its own words; sectors: NACE codes as registered."""


class Reason(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that added to the score, as the engine told it. The page makes words of it."""

    code: ReasonCode
    field: ReasonField
    language: str = ""
    """Language of the text that matched; empty where there is none (names, codes, places)."""
    terms: tuple[str, ...] = ()
    """The words of the query (or the identifier) that matched."""
    through: tuple[str, ...] = ()
    """For glossary: those terms in the other language that are there; for concept: the title."""
    key: str = ""
    """Id of the bridge part (``g:drehteile``, ``nace:25.53``, ``cpv:44316000``); of a name, how
    it was found: ``name_whole``, ``name_former``, ``name_ngram``."""
    cosine: float | None = None
    nearness: Nearness | None = None
    """Of a cosine, in one of three words."""
    clauses: tuple[str, ...] = ()
    """Names of the clauses that it was read from, see matching.ablation."""


class Match(msgspec.Struct, frozen=True, kw_only=True):
    """One hit: the document as it was indexed, its score and why it is here."""

    id: str
    score: float
    """Score before fusion, comparable within a document language."""
    reasons: tuple[Reason, ...]
    document: dict[str, Any]
    """The index document without its vector; fields are described in mappings/."""
    missing: tuple[str, ...] = ()
    """Words and terms of the query that nothing in the document matched, as they were typed;
    nearness of meaning stands for no word."""


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
    whole: bool = False
    """The terms are too general to be looked for in longer words."""
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
    found: Mapping[str, int] = {}
    """Results by the language of the documents, as in ``total``; see matching.lanes."""
    centre: tuple[float, float] | None = None
    """Latitude and longitude that ``near`` was resolved to."""
