"""How an organisation stands, read from its name and from texts of a register.

Register texts name persons; they are looked at here and never kept.
"""

import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

import msgspec

from core.records import Status
from core.strict import parse


class _Rule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    status: Status
    pattern: str
    why: str


class _Rules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    names: tuple[_Rule, ...]
    texts: tuple[_Rule, ...]


def of_name(name: str) -> Status:
    """Return what a name says of liquidation or insolvency, empty where it says nothing."""
    return _first("names", name)


def of_texts(texts: Iterable[str]) -> Status:
    """Return what register texts, the oldest first, say at last; empty where none says anything."""
    found: Status = ""
    for text in texts:
        found = _first("texts", text[:_LONGEST]) or found
    return found


def _first(rules: str, text: str) -> Status:
    return next((status for status, pattern in _patterns(rules) if pattern.search(text)), "")


_LONGEST = 5_000
"""Characters of an entry that are looked at; what it decides stands at its beginning."""


@cache
def _patterns(of: str) -> tuple[tuple[Status, re.Pattern[str]], ...]:
    text = files("indexer.sources").joinpath("standing.yaml").read_text(encoding="utf-8")
    rules: tuple[_Rule, ...] = getattr(parse(text, "standing.yaml", _Rules), of)
    return tuple((rule.status, re.compile(rule.pattern, re.IGNORECASE)) for rule in rules)
