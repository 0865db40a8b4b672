"""The own marks of institutions: fields of research, members and their number."""

import re
from collections.abc import Iterable

from indexer.normalise import text
from indexer.sources.base import Row
from taxonomy import legalforms

MOST_MEMBERS = 1000
"""Members that a record shows by name. Clusters and networks have tens to hundreds; a chamber to
which every firm of its district belongs is known by its number of members."""

_NUMBER = re.compile(
    r"(?:ca\.?|etwa|rund|über|asi|přes|cca|about|over)?\s*(\d{1,3}(?:[ .,']?\d{3})*)\+?"
)


def distinct(texts: Iterable[str]) -> tuple[str, ...]:
    """Return the clean texts, each once and none empty."""
    return tuple(dict.fromkeys(filter(None, map(text.clean, texts))))


def members(row: Row, names: Iterable[str]) -> tuple[str, ...]:
    """Return the names of members that may be shown, at most MOST_MEMBERS of them.

    A sole trader is left out like everywhere else, unless natural persons are configured.
    """
    found = distinct(map(text.name, names))
    if not row.context.natural_persons:
        found = tuple(name for name in found if not _sole_trader(name))
    if len(found) > MOST_MEMBERS:
        row.remark("many_members", f"Of the members the first {MOST_MEMBERS} are shown by name.")
    return found[:MOST_MEMBERS]


def member_count(row: Row, written: str) -> int:
    """Return a number of members as people write it: ``140``, ``1.200``, ``rund 300``; else 0."""
    if not written:
        return 0
    match = _NUMBER.fullmatch(written.strip().casefold())
    if match is None:
        row.remark("bad_number", "The number of members is none.")
        return 0
    return int(re.sub(r"\D", "", match[1]))


def _sole_trader(name: str) -> bool:
    return any(
        legalforms.natural_person(legalforms.parse(name, country).code) for country in ("DE", "CZ")
    )
