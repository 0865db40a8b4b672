"""Why a document is in the result: read from the names of the clauses that matched and scored."""

from collections.abc import Iterable
from typing import Any

from matching.answer import BridgePart, Reason, ReasonCode
from matching.clauses.meaning import cosine
from matching.clauses.words import TERM
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
    terms: dict[str, list[int]] = {}
    for name in hit.get("matched_queries", ()):
        kind, language, key = name.split("|", 2)
        if kind == "glossary":
            id_, _, number = key.partition(TERM)
            terms.setdefault(id_, []).append(int(number))
        else:
            told.append((_STRENGTH[kind], _reason(kind, language, key, query)))
    for id_, numbers in terms.items():
        told.append((_STRENGTH["glossary"], _glossary(id_, sorted(numbers), lane, query)))
    nearness = cosine(hit)
    if nearness is not None and nearness >= query.thresholds[lane]:
        meaning = Reason(code="meaning", language=lane, cosine=round(nearness, 3))
        told.append((_STRENGTH["meaning"], meaning))
    told.sort(key=lambda pair: pair[0])
    return _once(reason for _, reason in told)


def _reason(kind: str, language: str, key: str, query: Query) -> Reason:
    code = _CODES[kind]
    if kind == "concept":
        part = _part(query, key, language)
        return Reason(
            code=code, language=part.language, terms=(part.query,), through=part.terms, key=key
        )
    if key.isdigit():
        unit = next(u for u in query.units if u.position == int(key))
        return Reason(code=code, language=language, terms=(unit.text,))
    return Reason(code=code, language=language, terms=(query.text,), key=kind)


def _glossary(id_: str, numbers: Iterable[int], lane: str, query: Query) -> Reason:
    """Return the reason for an entry, with those of its terms that the document has."""
    part = _part(query, id_, lane)
    return Reason(
        code="glossary",
        language=lane,
        terms=(part.query,),
        through=tuple(part.terms[number] for number in numbers),
        key=id_,
    )


def _part(query: Query, id_: str, language: str) -> BridgePart:
    """Return the bridge part ``id_``; of an entry that leads to two languages, the fitting one."""
    parts = [part for part in query.bridge if part.id == id_]
    return next((part for part in parts if part.language == language), parts[0])


def _once(told: Iterable[Reason]) -> tuple[Reason, ...]:
    """Leave out a weaker way in which the same words were found, but never another kind of
    evidence: a glossary term and a sector for the same word are both told."""
    kept: list[Reason] = []
    for reason in told:
        if not any(_says_as_much(stronger, reason) for stronger in kept):
            kept.append(reason)
    return tuple(kept)


def _says_as_much(stronger: Reason, reason: Reason) -> bool:
    """Tell whether ``reason`` adds nothing to one that was told before it."""
    if reason.code == "name" and stronger.code == "name":
        # The whole name was told, or words of it before mere pieces.
        return bool(stronger.key) or reason.key == "name_ngram" or stronger.terms == reason.terms
    if reason.code in ("name", "compound") and stronger.code == "word":
        return stronger.terms == reason.terms
    same = (reason.code, reason.terms, reason.key) == (stronger.code, stronger.terms, stronger.key)
    return same and reason.code != "meaning"
