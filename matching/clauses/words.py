"""Words of the query in the descriptions, straight or over the glossary."""

from analyzers.compounds import normalise
from matching.answer import BridgePart
from matching.clauses import Clause, named
from matching.units import Unit
from matching.weights import weight

TERM = "#"
"""Stands between an entry's id and the number of its term in the name of a clause."""


def unit_clause(unit: Unit, query_language: str, lane: str) -> Clause:
    """Return the clause that finds ``unit`` in documents of the language ``lane``."""
    ways = [
        *(_own(unit, lane) if query_language == lane else _crossed(unit, lane)),
        _sector_title(unit, query_language),
        _name_word(unit),
    ]
    if unit.place:
        ways.append(_place(unit))
    return _best(ways)


def _own(unit: Unit, language: str) -> list[Clause]:
    word = _word(unit.text, language, named("word", language, str(unit.position)))
    return [word, _within_compound(unit)] if language == "de" else [word]


def _crossed(unit: Unit, lane: str) -> list[Clause]:
    field = {"de": "text_de.exact", "cs": "text_cs.folded", "en": "text_en.exact"}[lane]
    same = _match(field, unit.text, "word_other_language", named("word", lane, str(unit.position)))
    return [same, *(_glossary(e, lane) for e in unit.glossary if e.language == lane)]


def _word(text: str, language: str, name: str) -> Clause:
    """The views on one word in its own language, the best counts."""
    field = f"text_{language}"
    views = [_match(field, text, "word_stem"), _match(f"{field}.exact", text, "word_exact")]
    if language == "cs":
        views.append(_match(f"{field}.folded", text, "word_folded"))
    return _best(views, name)


def _within_compound(unit: Unit) -> Clause:
    """The word as a part of a longer one, or its own parts in another; one name for both, since the
    engine tells one clause of each name."""
    ways = [_match("text_de.parts", unit.text, "compound_part")]
    if unit.compound:
        ways.append(_parts(unit))
    return _best(ways, named("compound", "de", str(unit.position)))


def _parts(unit: Unit) -> Clause:
    """All parts of a compound within one word of the document, or in neighbouring ones.

    ``intervals`` lets parts share a position, which ``match`` with AND would take as satisfied
    by any one of them.
    """
    parts = [{"match": {"query": normalise(part)}} for part in unit.compound]
    rule: Clause = {"all_of": {"intervals": parts, "max_gaps": 0}}
    return {"intervals": {"text_de.parts": {**rule, "boost": weight("compound_split")}}}


def _glossary(part: BridgePart, lane: str) -> Clause:
    """Any term of the entry; each has its names, so that reasons tell those that are there."""
    return _best([_term(part, number, lane) for number in range(len(part.terms))])


def _term(part: BridgePart, number: int, lane: str) -> Clause:
    """A term in the description or in the sector's title."""
    term, key = part.terms[number], f"{part.id}{TERM}{number}"
    titled = named("glossary_title", lane, key)
    return _best(
        [
            _said(term, lane, named("glossary", lane, key), whole=part.whole),
            _match(f"sector_titles_{lane}", term, "sector_title", titled),
        ]
    )


def _said(term: str, lane: str, name: str, *, whole: bool) -> Clause:
    """The words of a term side by side, or all of them anywhere; a German word also as a part of a
    longer one (Schweißen in Schweißbaugruppen), unless it says too little there."""
    if " " not in term:
        if lane != "de" or whole:
            return _match(f"text_{lane}", term, "glossary", name)
        inside = _match("text_de.parts", term, "compound_part")
        return _best([_match("text_de", term, "glossary"), inside], name)
    phrase = {"query": term, "slop": 1, "boost": weight("glossary")}
    anywhere = _match(f"text_{lane}", term, "glossary_loose")
    return _best([anywhere, {"match_phrase": {f"text_{lane}": phrase}}], name)


def _sector_title(unit: Unit, language: str) -> Clause:
    """Titles stand in every language in every document: a bridge that costs nothing to search."""
    name = named("sector", language, str(unit.position))
    return _match(f"sector_titles_{language}", unit.text, "sector_title", name)


def _name_word(unit: Unit) -> Clause:
    return _match("name", unit.text, "name_word", named("name", "", str(unit.position)))


def _place(unit: Unit) -> Clause:
    return _match("localities", unit.text, "place", named("place", "", str(unit.position)))


def _match(field: str, text: str, weight_name: str, name: str = "") -> Clause:
    """All words of ``text`` in ``field``."""
    body = {"query": text, "operator": "and", "boost": weight(weight_name)}
    return {"match": {field: {**body, "_name": name} if name else body}}


def _best(ways: list[Clause], name: str = "") -> Clause:
    body = {"queries": ways, "tie_breaker": weight("dis_max_tie")}
    return {"dis_max": {**body, "_name": name} if name else body}
