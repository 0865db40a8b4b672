"""Why a document is in the result: read from the names and scores of the clauses that matched."""

from typing import Any

from matching.answer import BridgePart, Reason, ReasonCode
from matching.clauses.meaning import cosine_of
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

_NOISE = 1e-3
"""Rest of a score that float32 arithmetic leaves."""


def reasons(hit: dict[str, Any], query: Query, lane: str) -> tuple[Reason, ...]:
    """Return the reasons of an engine hit, surest first; a word is told once, in its best way."""
    matched: dict[str, float] = hit.get("matched_queries", {})
    told: list[tuple[int, Reason]] = []
    for name, score in matched.items():
        kind, language, key = name.split("|", 2)
        if kind.startswith("+"):
            continue
        told.append((_STRENGTH[kind], _reason(kind, language, key, score, query)))
    rest = meaning_score(hit, query)
    if rest > _NOISE:
        cosine = round(cosine_of(rest, query.thresholds[lane]), 3)
        nearness = Reason(code="meaning", score=round(rest, 3), language=lane, cosine=cosine)
        told.append((_STRENGTH["meaning"], nearness))
    told.sort(key=lambda pair: (pair[0], -pair[1].score))
    return _once(reason for _, reason in told)


def meaning_score(hit: dict[str, Any], query: Query) -> float:
    """Return what meaning added to the score: all that no named clause added.

    The clause of meaning bears no name (see matching.clauses.meaning), every other clause at the
    top does, and the score is their sum.
    """
    if query.vector is None or not query.text:
        return 0.0
    matched: dict[str, float] = hit.get("matched_queries", {})
    named = sum(score for name, score in matched.items() if _at_top(name))
    return float(hit["_score"]) - named


def _at_top(name: str) -> bool:
    return name.startswith(("+", "identifier|", "concept|"))


def _reason(kind: str, language: str, key: str, score: float, query: Query) -> Reason:
    common = {"code": _CODES[kind], "score": round(score, 3)}
    if kind in ("glossary", "concept"):
        part = _part(query, key, language)
        return Reason(
            **common,  # type: ignore[arg-type]  # a dict of mixed values; msgspec checks nothing here
            language=language or (part.language if part else ""),
            terms=(part.query,) if part else (),
            through=part.terms if part else (),
            key=key,
        )
    if key.isdigit():
        unit = next(u for u in query.units if u.position == int(key))
        return Reason(**common, language=language, terms=(unit.text,))  # type: ignore[arg-type]
    return Reason(**common, language=language, terms=(query.text,), key=kind)  # type: ignore[arg-type]


def _part(query: Query, key: str, language: str) -> BridgePart | None:
    parts = [part for part in query.bridge if part.id == key]
    fitting = [part for part in parts if part.language == language]
    return next(iter(fitting or parts), None)


def _once(told: Any) -> tuple[Reason, ...]:
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
