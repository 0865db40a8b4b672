"""Which words of a query a hit shows, and which nothing in it matched."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from matching.clauses.words import TERM
from matching.query import Query

_LABELS = frozenset(
    {"ičo", "ico", "ič", "dič", "hra", "hrb", "gnr", "ust", "vat", "lei", "nr", "č"}
)
"""What people write in front of an official number; documents hold numbers without it."""


def missing(names: Collection[str], query: Query, document: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the units of ``query`` that no clause found in ``document``, as they were typed.

    ``names`` are those of all clauses that it matches. A name found as a whole or by its pieces
    stands for the whole query; nearness of meaning stands for no word.
    """
    kinds = {name.partition("|")[0] for name in names}
    if kinds & {"name_whole", "name_former", "name_ngram"}:
        return ()
    seen = {position for name in names for position in _positions(name, query)}
    labels: Collection[str] = ()
    if "identifier" in kinds:
        labels = _LABELS
        seen.update(*_numbers(query, document))
    return tuple(
        unit.text
        for unit in query.units
        if unit.position not in seen and unit.text.lower() not in labels
    )


def number_words(query: Query, document: Mapping[str, Any]) -> str:
    """Return the words of ``query`` that are an official number of ``document``: HRB 12345."""
    spans = sorted(_numbers(query, document), key=len)
    return " ".join(query.tokens[i].text for i in spans[-1]) if spans else query.text


def _positions(name: str, query: Query) -> Collection[int]:
    """Return the positions of the words of the query that the clause ``name`` stands for."""
    key = name.rpartition("|")[2]
    if key.isdigit():
        return (int(key),)
    id_ = key.partition(TERM)[0]
    return next((part.covers for part in query.bridge if part.id == id_), ())


def _numbers(query: Query, document: Mapping[str, Any]) -> Iterator[range]:
    """Yield the positions of neighbouring words that joined are a number of ``document``."""
    held = frozenset(document.get("identifiers", ()))
    words = [token.text.lower() for token in query.tokens]
    for end in range(1, len(words) + 1):
        for start in range(end):
            if "".join(words[start:end]) in held:
                yield range(start, end)
