"""Why a document is in the result: read from the names of the clauses that matched and scored."""

from collections.abc import Iterable
from typing import Any

from matching.answer import BridgePart, Reason, ReasonCode
from matching.clauses.meaning import cosine
from matching.query import Query

_STRENGTH: dict[str, int] = {
    "identifier": 0,
    "name_whole": 1,
    "name_former": 2,
    "glossary": 3,
    "word": 4,
    "concept": 5,
    "compound": 6,
    "sector": 7,
    "name": 8,
    "name_ngram": 9,
    "place": 10,
    "meaning": 11,
}
"""Order in which reasons are told: what is surest first."""

_CODES: dict[str, ReasonCode] = {
    "name_whole": "name",
    "name_former": "name",
    "name_ngram": "name",
    "identifier": "identifier",
    "glossary": "glossary",
    "word": "word",
    "concept": "concept",
    "compound": "compound",
    "sector": "sector",
    "name": "name",
    "place": "place",
}


def reasons(hit: dict[str, Any], query: Query, lane: str) -> tuple[Reason, ...]:
    """Return the reasons of an engine hit, surest first; a word is told once, in its best way."""
    told: list[tuple[int, Reason]] = []
    for name in hit.get("matched_queries", ()):
        kind, language, key = name.split("|", 2)
        told.append((_STRENGTH[kind], _reason(kind, language, key, query)))
    nearness = cosine(hit)
    if nearness is not None and nearness >= query.thresholds[lane]:
        meaning = Reason(code="meaning", language=lane, cosine=round(nearness, 3))
        told.append((_STRENGTH["meaning"], meaning))
    told.sort(key=lambda pair: pair[0])
    return _once(reason for _, reason in told)


def _reason(kind: str, language: str, key: str, query: Query) -> Reason:
    code = _CODES[kind]
    if kind in ("glossary", "concept"):
        part = _part(query, key, language)
        return Reason(
            code=code,
            language=language or (part.language if part else ""),
            terms=(part.query,) if part else (),
            through=part.terms if part else (),
            key=key,
        )
    if key.isdigit():
        unit = next(u for u in query.units if u.position == int(key))
        return Reason(code=code, language=language, terms=(unit.text,))
    return Reason(code=code, language=language, terms=(query.text,), key=kind)


def _part(query: Query, key: str, language: str) -> BridgePart | None:
    parts = [part for part in query.bridge if part.id == key]
    fitting = [part for part in parts if part.language == language]
    return next(iter(fitting or parts), None)


def _once(told: Iterable[Reason]) -> tuple[Reason, ...]:
    """Leave out a weaker way in which the same words were found, but never another kind of
    evidence: a glossary term and a sector for the same word are both told."""
    kept: list[Reason] = []
    seen: set[tuple[str, tuple[str, ...], str]] = set()
    by_words: set[tuple[str, ...]] = set()
    for reason in told:
        group = "word" if reason.code in ("word", "compound") else reason.code
        mark = (group, reason.terms, reason.key if group == "concept" else "")
        if mark in seen or (group == "name" and reason.terms in by_words):
            continue
        seen.add(mark)
        if group == "word":
            by_words.add(reason.terms)
        kept.append(reason)
    return tuple(kept)
