"""The bridge between the languages: what of a query is known in another language.

Terms of the glossary and concepts of NACE and CPV that the query names. Everything found can be
seen and switched off by the person searching.
"""

from collections.abc import Collection

import msgspec

from matching.answer import BridgePart
from matching.concepts import of_sector, of_titles
from matching.terms import Hit, find
from matching.tokens import tokens

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
    found = [_glossary_part(hit, language, target) for hit in hits for target in targets]
    found = [part for part in found if part.terms]
    concepts: dict[str, BridgePart] = {}
    for part in (
        *(part for target in targets for part in of_sector(hits, target)),
        *(part for target in targets for part in of_titles(words, language, target, long=long)),
    ):
        concepts.setdefault(f"{part.id} {part.language}", part)
    most = _MOST_CONCEPTS_OF_LONG if long else _MOST_CONCEPTS
    found += list(concepts.values())[: most * len(targets)]
    return tuple(
        msgspec.structs.replace(part, active=False) if part.id in without else part
        for part in found
    )


def _glossary_part(hit: Hit, language: str, target: str) -> BridgePart:
    leads = hit.entry.leads(language, target)
    return BridgePart(
        id=f"g:{hit.entry.id}",
        kind="glossary",
        query=hit.text,
        language=target,
        terms=hit.entry.terms(target) if leads else (),
        covers=hit.positions,
    )
