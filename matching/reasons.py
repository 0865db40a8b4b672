"""Why a document is in the result: read from the names of the clauses that matched and scored."""

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from matching import ablation
from matching.answer import BridgePart, Nearness, Reason, ReasonCode, ReasonField
from matching.clauses import Clause
from matching.clauses.meaning import cosine
from matching.clauses.words import TERM
from matching.query import Query
from matching.shown import number_words


class _Kind(msgspec.Struct, frozen=True):
    """What a kind of clause tells of a hit."""

    code: ReasonCode
    field: ReasonField


_KINDS = {
    "identifier": _Kind("identifier", "identifiers"),
    "name_whole": _Kind("name", "name"),
    "name_former": _Kind("name", "former_names"),
    "glossary": _Kind("glossary", "description"),
    "word": _Kind("word", "description"),
    "concept": _Kind("concept", "sectors"),
    "compound": _Kind("compound", "description"),
    "glossary_title": _Kind("glossary", "sector_titles"),
    "sector": _Kind("sector", "sector_titles"),
    "concept_text": _Kind("concept", "description"),
    "concept_about": _Kind("concept", "description"),
    "name": _Kind("name", "name"),
    "name_ngram": _Kind("name", "name"),
    "place": _Kind("place", "place"),
    "meaning": _Kind("meaning", "meaning"),
}
"""By the first part of a clause's name, in the order in which reasons are told: surest first."""

_STRENGTH = {kind: place for place, kind in enumerate(_KINDS)}


def matched(hit: dict[str, Any], query: Query, lane: str) -> frozenset[str]:
    """Return the names of all clauses that ``hit`` matches, with meaning where it is near."""
    nearness = cosine(hit)
    near = nearness is not None and nearness > query.thresholds[lane]
    return frozenset((*hit.get("matched_queries", ()), *([ablation.MEANING] if near else ())))


def reasons(hit: dict[str, Any], sent: Clause, query: Query, lane: str) -> tuple[Reason, ...]:
    """Return the reasons of an engine ``hit``, surest first.

    ``sent`` is the query that found it in its lane; only what counts in the score is told. Words
    are told once for each field, in the best way in which they were found there.
    """
    alike: dict[tuple[str, str, str], list[str]] = {}
    for name in ablation.scored(sent, matched(hit, query, lane)):
        kind, language, key = _parts(name) if name != ablation.MEANING else (name, lane, "")
        alike.setdefault((kind, language, key.partition(TERM)[0]), []).append(name)
    told = [
        (_STRENGTH[kind], key, _reason(kind, language, key, sorted(names), hit, query))
        for (kind, language, key), names in alike.items()
    ]
    told.sort(key=lambda one: one[:2])
    return _once(reason for _, _, reason in told)


def _parts(name: str) -> tuple[str, str, str]:
    """Return kind, language and key of a clause's name."""
    kind, _, rest = name.partition("|")
    language, _, key = rest.partition("|")
    return kind, language, key


def _reason(
    kind: str, language: str, key: str, names: Sequence[str], hit: dict[str, Any], query: Query
) -> Reason:
    told = _KINDS[kind]
    base = Reason(code=told.code, field=told.field, language=language, clauses=tuple(names))
    if told.code == "meaning":
        return _changed(base, **_nearness(hit, query, language))
    if told.code == "identifier":
        return _changed(base, terms=(number_words(query, hit["_source"]),))
    if told.code in ("glossary", "concept"):
        part = _part(query, key, language)
        through = part.terms if told.code == "concept" else _terms(part, names)
        field = "cpv" if told.field == "sectors" and key.startswith("cpv:") else told.field
        return _changed(base, field=field, terms=(part.query,), through=through, key=key)
    if told.field == "name" and query.request.collection == "offers":
        base = _changed(base, field="title")
    if key.isdigit():
        unit = next(u for u in query.units if u.position == int(key))
        return _changed(base, terms=(unit.text,))
    return _changed(base, terms=(query.text,), key=kind)


def _nearness(hit: dict[str, Any], query: Query, lane: str) -> dict[str, Any]:
    found = cosine(hit) or 0.0
    above = (found - query.thresholds[lane]) / (1 - query.thresholds[lane])
    nearness: Nearness = "very near" if above >= 1 / 2 else "near" if above >= 1 / 4 else "related"
    return {"cosine": round(found, 3), "nearness": nearness}


def _changed(reason: Reason, **values: Any) -> Reason:
    return msgspec.structs.replace(reason, **values)


def _terms(part: BridgePart, names: Iterable[str]) -> tuple[str, ...]:
    """Return those terms of a glossary entry that are there, by the numbers in the names."""
    return tuple(part.terms[n] for n in sorted(int(name.rpartition(TERM)[2]) for name in names))


def _part(query: Query, id_: str, language: str) -> BridgePart:
    """Return the bridge part ``id_``; of an entry that leads to two languages, the fitting one."""
    parts = [part for part in query.bridge if part.id == id_]
    return next((part for part in parts if part.language == language), parts[0])


def _once(told: Iterable[Reason]) -> tuple[Reason, ...]:
    """Leave out weaker ways in which the same words were found in the same field."""
    kept: list[Reason] = []
    for reason in told:
        if not any(_says_as_much(stronger, reason) for stronger in kept):
            kept.append(reason)
    return tuple(kept)


def _says_as_much(stronger: Reason, reason: Reason) -> bool:
    """Tell whether ``reason`` adds nothing to one that was told before it."""
    if reason.field != stronger.field:
        return False
    if reason.code == "name":
        # The whole name was told, or words of it before mere pieces.
        return bool(stronger.key) or reason.key == "name_ngram" or stronger.terms == reason.terms
    if reason.code == "concept":
        return reason.key == stronger.key
    return reason.code == "compound" and stronger.code == "word" and stronger.terms == reason.terms
