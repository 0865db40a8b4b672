"""Small judged things for tests."""

from typing import Any

from evaluation.judged.results import Result
from evaluation.judged.types import Query
from matching.request import SearchRequest


def query(text: str, right: set[str], **more: Any) -> Query:
    """Return a query in German for documents in Czech."""
    told: dict[str, Any] = {
        "id": text,
        "subject": text,
        "corpus": "small",
        "request": SearchRequest(
            collection="offers", text=text, language="de", document_language="cs", size=50
        ),
        "source": "a test",
        "rule": "by hand",
        "group": "titles",
        "direction": "de → cs",
    }
    return Query(right=frozenset(right), **{**told, **more})


def result(query: str, system: str = "partnernet", layer: str = "keywords", **more: Any) -> Result:
    """Return a result; keywords are metrics, or parts of it by their names."""
    parts = {"group": "NACE", "direction": "de → cs", "form": "plain", "trade": "it"}
    fields = {name: more.pop(name, value) for name, value in parts.items()}
    return Result(layer=layer, query=query, system=system, metrics=more, **fields)
