"""What each named clause of a search body adds: bodies without it, and which names count at all."""

from collections.abc import Collection, Iterator
from typing import Any

import msgspec

from matching.clauses import Clause
from matching.clauses.meaning import compares_meaning

MEANING = "meaning"
"""Stands for the comparison of meaning, which bears no name in the body: the fetch phase would
compare once more."""

_OF_ONE_FIELD = {"match", "match_phrase", "intervals", "term"}
"""Clauses whose name stands one level deeper, under their field."""


class Node(msgspec.Struct, frozen=True):
    """A clause of a body, apart: ``{"match": {"name": {…}}}`` has the kind ``match``."""

    kind: str
    body: dict[str, Any]
    name: str
    """Empty where it bears none."""


def names(body: dict[str, Any]) -> tuple[str, ...]:
    """Return the names of all clauses in the query of a search ``body``, each once, in order."""
    return tuple(dict.fromkeys(_names(body["query"])))


def without(body: dict[str, Any], *gone: str) -> dict[str, Any]:
    """Return the search ``body`` as if each clause named in ``gone`` matched no document.

    All else stays as it is, so the difference of a hit's score is what these clauses gave to it.
    Raises KeyError where the body has no clause of such a name.
    """
    unknown = set(gone) - set(names(body))
    if unknown:
        raise KeyError(f"The body has no clause named {sorted(unknown)[0]!r}.")
    return {**body, "query": _without(body["query"], gone)}


def scored(query: Clause, matched: Collection[str]) -> frozenset[str]:
    """Return those names of ``matched`` whose clauses take part in the score by ``query``.

    The engine names every clause that matches a document, also one within a ``bool`` that as a
    whole does not (one of three words where two are asked for), which adds nothing.
    """
    return _counting(query, matched)[1]


def _names(value: Any) -> Iterator[str]:
    if isinstance(value, list):
        for one in value:
            yield from _names(one)
    elif isinstance(value, dict):
        node = _node(value)
        if node and node.name:
            yield node.name
        for one in value.values():
            yield from _names(one)


def _without(value: Any, gone: Collection[str]) -> Any:
    if isinstance(value, list):
        return [_without(one, gone) for one in value]
    if not isinstance(value, dict):
        return value
    node = _node(value)
    if node and node.name in gone:
        return {"match_none": {}}
    return {key: _without(one, gone) for key, one in value.items()}


def _node(value: dict[str, Any]) -> Node | None:
    """Return ``value`` as a clause, or None where it is a part of one."""
    if len(value) != 1:
        return None
    ((kind, body),) = value.items()
    if not isinstance(body, dict):
        return None
    if compares_meaning(value):
        return Node(kind, body, MEANING)
    held = next(iter(body.values()), None) if kind in _OF_ONE_FIELD else body
    return Node(kind, body, held.get("_name", "") if isinstance(held, dict) else "")


def _counting(clause: Clause, matched: Collection[str]) -> tuple[bool, frozenset[str]]:
    """Tell whether ``clause`` matches, and which names count if it does.

    Of a clause without a name and without parts nothing is known; it is taken to match.
    """
    node = _node(clause)
    assert node, clause
    match, counting = True, frozenset[str]()
    if node.kind == "bool":
        match, counting = _of_bool(node.body, matched)
    elif node.kind == "dis_max":
        parts = [_counting(one, matched) for one in node.body["queries"]]
        match, counting = any(fits for fits, _ in parts), _joined(parts)
    elif node.kind in ("constant_score", "function_score", "script_score"):
        match, counting = _counting(node.body.get("filter") or node.body["query"], matched)
    if node.name:
        match, counting = node.name in matched, counting | {node.name}
    return match, counting if match else frozenset()


def _of_bool(body: dict[str, Any], matched: Collection[str]) -> tuple[bool, frozenset[str]]:
    """Filters decide and give no score; ``should`` alone has to match once."""
    must = [_counting(one, matched) for one in body.get("must", ())]
    filters = [_counting(one, matched) for one in body.get("filter", ())]
    should = [_counting(one, matched) for one in body.get("should", ())]
    needed = body.get("minimum_should_match", 0 if must or filters else min(1, len(should)))
    enough = sum(fits for fits, _ in should) >= needed
    return enough and all(fits for fits, _ in (*must, *filters)), _joined([*must, *should])


def _joined(parts: list[tuple[bool, frozenset[str]]]) -> frozenset[str]:
    return frozenset().union(*(counting for _, counting in parts))
