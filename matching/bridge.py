"""The bridge between the languages: what of a query is known in another language.

Terms of the glossary and concepts of NACE and CPV that the query names. Everything found can be
seen and switched off by the person searching.
"""

from collections.abc import Collection, Sequence

import msgspec

from analyzers.terms import Hit, find
from analyzers.tokens import Token, tokens
from matching.answer import BridgePart
from matching.concepts import Named, of_sectors, of_titles

_TARGETS = {"de": ("cs",), "cs": ("de",), "en": ("de", "cs")}
"""Languages to cross to. An English query goes to both, in two parts that bear one id."""

LONG_QUERY = 12
"""Words; bridges help short queries and hurt long ones, so a longer one takes less."""
_MOST_TERMS = 12
_MOST_TERMS_OF_LONG = 6
_MOST_CONCEPTS = 6
_MOST_CONCEPTS_OF_LONG = 3


def recognise(text: str, language: str, without: Collection[str] = ()) -> tuple[BridgePart, ...]:
    """Return the glossary entries and concepts that ``text`` in ``language`` names.

    First glossary entries in the order of the text, then concepts, the surest first. Parts whose
    id is in ``without`` are there but not active. No part for an unknown language.
    """
    targets = _TARGETS.get(language)
    words = tokens(text)
    if not targets or not words:
        return ()
    long = len(words) > LONG_QUERY
    hits = [h for h in find(words, language, targets) if not long or h.entry.sector]
    hits = hits[: _MOST_TERMS_OF_LONG if long else _MOST_TERMS]
    concepts: dict[str, Named] = {}
    for named in (*of_sectors(hits), *of_titles(words, language, hits, long=long)):
        concepts.setdefault(named.id, named)
    most = _MOST_CONCEPTS_OF_LONG if long else _MOST_CONCEPTS
    parts = [_term(hit, words, target) for hit in hits for target in _led_to(hit, language)]
    parts += [
        _concept(named, words, target)
        for named in list(concepts.values())[:most]
        for target in targets
    ]
    return tuple(
        msgspec.structs.replace(part, active=False) if part.id in without else part
        for part in parts
    )


def _led_to(hit: Hit, language: str) -> list[str]:
    return [target for target in _TARGETS[language] if hit.entry.leads(language, target)]


def _term(hit: Hit, words: Sequence[Token], target: str) -> BridgePart:
    return BridgePart(
        id=f"g:{hit.entry.id}",
        kind="glossary",
        query=_said(words, hit.positions),
        language=target,
        terms=hit.entry.terms(target),
        whole=hit.entry.whole,
        covers=hit.positions,
    )


def _concept(named: Named, words: Sequence[Token], target: str) -> BridgePart:
    return BridgePart(
        id=named.id,
        kind="concept",
        query=_said(words, named.positions),
        language=target,
        terms=(named.titles[target],),
        covers=named.positions,
    )


def _said(words: Sequence[Token], positions: Sequence[int]) -> str:
    return " ".join(words[i].text for i in positions)
