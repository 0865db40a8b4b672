"""Concepts of NACE and CPV that the query names, as codes: they need no language."""

from matching.answer import BridgePart
from matching.clauses import Clause, named
from matching.weights import weight


def concept_clauses(bridge: tuple[BridgePart, ...], *, cpv: bool) -> list[Clause]:
    """Return one clause for each active concept; ``cpv`` where the collection has CPV codes."""
    clauses: list[Clause] = []
    seen: set[str] = set()
    for part in bridge:
        if part.kind != "concept" or not part.active or part.id in seen:
            continue
        seen.add(part.id)
        scheme, _, code = part.id.partition(":")
        if scheme == "cpv" and not cpv:
            continue
        field = "sectors" if scheme == "nace" else "cpv"
        value = code if scheme == "nace" else cpv_prefix(code)
        clauses.append(
            {
                "constant_score": {
                    "filter": {"term": {field: value}},
                    "boost": weight("concept"),
                    "_name": named("concept", "", part.id),
                }
            }
        )
    return clauses


def cpv_prefix(code: str) -> str:
    """Return the significant digits of an eight-digit CPV code, as documents hold them.

    Documents hold prefixes of 2, 3, 4, 5 and 8 digits; a code with six or seven significant
    digits is met by its full form only.
    """
    digits = code.rstrip("0").ljust(2, "0")
    return digits if len(digits) <= 5 else code
