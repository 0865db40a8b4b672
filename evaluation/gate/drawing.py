"""Golden queries made of the index: organisations asked for by what they are called."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from analyzers.spelling import fold
from core.records import PUBLIC
from engine.client import Engine
from evaluation.gate.golden import By, Drawn
from matching.request import LANGUAGES, SearchRequest

_WHAT: Mapping[By, str] = {
    "name": "name",
    "folded_name": "name without accents",
    "identifier": "number",
}


@dataclass(frozen=True)
class Draw:
    """An organisation that is asked for."""

    request: SearchRequest
    what: str
    """What is typed of it, in words."""
    bears: Callable[[Mapping[str, Any]], bool]
    """Whether a document bears what was typed."""


def draws(engine: Engine, drawn: Drawn) -> Iterator[Draw]:
    """Yield the queries of ``drawn`` on the version that ``engine`` searches.

    The order of the documents' hashes draws: it is another than any that the search knows, and the
    same whenever the documents are.
    """
    needed = "identifiers" if drawn.by == "identifier" else "name"
    body = {
        "size": drawn.draw,
        "_source": ["name", "identifiers", "language"],
        "query": {
            "bool": {
                "filter": [
                    {"term": {"country": drawn.country}},
                    {"term": {"visibility": PUBLIC}},
                    {"exists": {"field": needed}},
                ]
            }
        },
        "sort": ["digest"],
    }
    (answer,) = engine.msearch([("organisations", body)])
    for hit in answer["hits"]["hits"]:
        yield _draw(hit["_source"], drawn)


def _draw(document: Mapping[str, Any], drawn: Drawn) -> Draw:
    if drawn.by == "identifier":
        number = document["identifiers"][0]
        text, bears = number, _holds(number)
    else:
        name = document["name"]
        text, bears = fold(name) if drawn.by == "folded_name" else name, _called(name)
    request = SearchRequest(text=text, language=_asked_in(document), size=drawn.within)
    return Draw(request, _WHAT[drawn.by], bears)


def _asked_in(document: Mapping[str, Any]) -> str | None:
    """Return the language of a document if it is one that queries can have."""
    language: str | None = document.get("language")
    return language if language in LANGUAGES else None


def _holds(number: str) -> Callable[[Mapping[str, Any]], bool]:
    return lambda document: number in document.get("identifiers", ())


def _called(name: str) -> Callable[[Mapping[str, Any]], bool]:
    return lambda document: fold(document["name"]) == fold(name)
