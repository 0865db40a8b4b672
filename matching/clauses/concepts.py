"""Concepts of NACE and CPV that the query names: as codes, without a language, and as titles."""

from matching.answer import BridgePart
from matching.clauses import Clause, named
from matching.weights import weight
from taxonomy import cpv, nace

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
    """The code as registered, or the title in the text, each told apart; both are a little more."""
    scheme, _, code = id_.partition(":")
    title = nace.title(code, lane) if scheme == "nace" else cpv.title(code, lane)
    said = {"query": title, "minimum_should_match": TITLE_SHARE}
    ways = [_way({"match": {f"text_{lane}": said}}, named("concept_text", lane, id_))]
    if scheme == "nace":
        ways.append(_way({"term": {"sectors": code}}, named("concept", lane, id_)))
    elif with_cpv:
        ways.append(_way({"term": {"cpv": cpv_prefix(code)}}, named("concept", lane, id_)))
    return {"dis_max": {"queries": ways, "tie_breaker": weight("dis_max_tie")}}


def _way(filter_: Clause, name: str) -> Clause:
    return {"constant_score": {"filter": filter_, "boost": weight("concept"), "_name": name}}


def cpv_prefix(code: str) -> str:
    """Return the significant digits of an eight-digit CPV code, as documents hold them.

    Documents hold prefixes of 2, 3, 4, 5 and 8 digits; a code with six or seven significant
    digits is met by its full form only.
    """
    digits = code.rstrip("0").ljust(2, "0")
    return digits if len(digits) <= 5 else code
