"""Concepts of NACE and CPV that the query names: as codes, without a language, as titles, and as
what texts are about."""

from matching.answer import BridgePart
from matching.clauses import Clause, named
from matching.weights import weight
from taxonomy import concepts

TITLE_SHARE = "80%"
"""Of the words of a title that a text has to hold; titles are told in other cases and orders."""


def concept_clauses(bridge: tuple[BridgePart, ...], lane: str, *, with_cpv: bool) -> list[Clause]:
    """Return one clause for each active concept: its code, or its title in the language ``lane``.

    Many documents have no codes, and some say in words what the title says. ``with_cpv`` where
    the collection has CPV codes.
    """
    clauses: list[Clause] = []
    seen: set[str] = set()
    for part in bridge:
        if part.kind == "concept" and part.active and part.id not in seen:
            seen.add(part.id)
            clauses.append(_concept(part.id, lane, with_cpv=with_cpv))
    return clauses


def _concept(id_: str, lane: str, *, with_cpv: bool) -> Clause:
    """The code as registered, the title in the text, or what the text was found to be about when it
    was indexed, each told apart; several are a little more than one."""
    scheme, _, code = id_.partition(":")
    said = {"query": concepts.title(id_, lane), "minimum_should_match": TITLE_SHARE}
    ways = [
        _way({"match": {f"text_{lane}": said}}, "concept_text", lane, id_),
        _way({"term": {"concepts": id_}}, "concept_about", lane, id_),
    ]
    if scheme == "nace":
        ways.append(_way({"term": {"sectors": code}}, "concept", lane, id_))
    elif with_cpv:
        ways.append(_way({"term": {"cpv": cpv_prefix(code)}}, "concept", lane, id_))
    return {"dis_max": {"queries": ways, "tie_breaker": weight("dis_max_tie")}}


def _way(filter_: Clause, kind: str, lane: str, id_: str) -> Clause:
    scored = {"filter": filter_, "boost": weight(kind), "_name": named(kind, lane, id_)}
    return {"constant_score": scored}


def cpv_prefix(code: str) -> str:
    """Return the significant digits of an eight-digit CPV code, as documents hold them.

    Documents hold prefixes of 2, 3, 4, 5 and 8 digits; a code with six or seven significant
    digits is met by its full form only.
    """
    digits = code.rstrip("0").ljust(2, "0")
    return digits if len(digits) <= 5 else code
