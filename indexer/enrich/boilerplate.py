"""Sentences of stated purposes that say nothing of what a company does."""

import re
from functools import cache
from importlib.resources import files

import msgspec

from core.strict import parse
from indexer.statements import Statement

FILE = "boilerplate.yaml"


class _Clause(msgspec.Struct, forbid_unknown_fields=True):
    language: str
    pattern: str
    why: str


class _Clauses(msgspec.Struct, forbid_unknown_fields=True):
    clauses: list[_Clause]


def says_nothing(statement: Statement) -> bool:
    """Tell whether a statement is a clause that articles of nearly every company hold."""
    return any(
        pattern.search(statement.text) for pattern in _patterns().get(statement.language, ())
    )


@cache
def _patterns() -> dict[str, list[re.Pattern[str]]]:
    found: dict[str, list[re.Pattern[str]]] = {}
    text = files("indexer").joinpath("enrich", FILE).read_text(encoding="utf-8")
    for clause in parse(text, FILE, _Clauses).clauses:
        found.setdefault(clause.language, []).append(re.compile(clause.pattern, re.IGNORECASE))
    return found
