"""Who may see what: the one clause without which nothing is searched or handed out."""

from typing import Any

from core.records import PUBLIC
from matching.clauses import Clause


def visible(house: str | None) -> Clause:
    """Return the filter for what everybody may see, and with ``house`` what it alone may.

    Where a house has a version of its own, it sees that one instead of the public one.
    """
    if house is None:
        return {"term": {"visibility": PUBLIC}}
    own = f"house:{house}"
    return {
        "bool": {
            "filter": [{"terms": {"visibility": [PUBLIC, own]}}],
            "must_not": [{"term": {"houses": own}}],
        }
    }


def only(body: dict[str, Any], id_: str) -> dict[str, Any]:
    """Return the search ``body`` for the document ``id_`` alone; what it scores stays the same."""
    one: Clause = {"bool": {"filter": [{"term": {"id": id_}}], "must": [body["query"]]}}
    return {**body, "size": 1, "query": one}


def record_body(id_: str, house: str | None) -> dict[str, Any]:
    """Return the search body for the one document that ``id_`` stands for.

    That is the document with this id, else the one of which it is an alias.
    """
    named = [
        {"constant_score": {"filter": {"term": {field: id_}}, "boost": boost}}
        for field, boost in (("id", 2.0), ("aliases", 1.0))
    ]
    return {
        "size": 1,
        "query": {"bool": {"filter": [visible(house)], "must": [{"dis_max": {"queries": named}}]}},
        "_source": {"excludes": ["vector_*"]},
    }
