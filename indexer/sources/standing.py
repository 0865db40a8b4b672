"""How an organisation stands, read from the texts of a register.

The texts name persons; they are looked at here and never kept. What the name itself says of
liquidation is read with its legal form (``taxonomy.legalforms``).
"""

import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

import msgspec

from core.records import Status
from core.strict import parse

_LONGEST = 5_000
"""Characters of an entry that are looked at; what it decides stands at its beginning."""


class _Rule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    status: Status
    pattern: str
    why: str


class _Rules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    texts: tuple[_Rule, ...]


def of_texts(texts: Iterable[str]) -> Status:
    """Return what register texts, the oldest first, say at last; empty where none says anything."""
    found: Status = ""
    for text in texts:
        found = _of_text(text[:_LONGEST]) or found
    return found


def _of_text(text: str) -> Status:
    return next((status for status, pattern in _patterns() if pattern.search(text)), "")


@cache
def _patterns() -> tuple[tuple[Status, re.Pattern[str]], ...]:
    text = files("indexer.sources").joinpath("standing.yaml").read_text(encoding="utf-8")
    rules = parse(text, "standing.yaml", _Rules).texts
    return tuple((rule.status, re.compile(rule.pattern, re.IGNORECASE)) for rule in rules)
