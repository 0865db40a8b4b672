"""The judged keywords that both versions are asked, and the documents that fit each."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from engine.client import Engine
from evaluation.gate.margins import margin
from evaluation.judged.halves import half
from evaluation.judged.keywords import Keyword, keywords
from evaluation.judged.titles import COUNTRIES
from matching.request import SearchRequest

FIRST = 10
DIRECTIONS = (("de", "cs"), ("cs", "de"))


def direction(keyword: Keyword) -> str:
    """Return language of the query → language of the documents."""
    return f"{keyword.language} → {_other(keyword)}"


def sample() -> tuple[Keyword, ...]:
    """Return the keywords: of each language so many of the tuning half, drawn by their hash."""
    return tuple(keyword for asked, _ in DIRECTIONS for keyword in _drawn(asked))


def fitting(engine: Engine, asked: Sequence[Keyword]) -> Iterator[tuple[Keyword, int]]:
    """Yield each keyword with the number of organisations across the border that satisfy it."""
    answers = engine.msearch([("organisations", _count(keyword)) for keyword in asked])
    for keyword, answer in zip(asked, answers, strict=True):
        yield keyword, int(answer["hits"]["total"]["value"])


def request(keyword: Keyword) -> SearchRequest:
    """Return what somebody asks who types the keyword and wants firms across the border."""
    return SearchRequest(
        text=keyword.text, language=keyword.language, country=_country(keyword), size=FIRST
    )


def fits(keyword: Keyword, document: Mapping[str, Any]) -> bool:
    """Tell whether an organisation is registered under a sector that satisfies the keyword."""
    return not set(keyword.codes["nace"]).isdisjoint(document.get("sectors", ()))


def _drawn(language: str) -> Sequence[Keyword]:
    judged = [
        keyword
        for keyword in keywords(language)
        if keyword.codes["nace"] and half(keyword.id) == "tuning"
    ]
    return sorted(judged, key=_draw)[: int(margin("quality_sample"))]


def _draw(keyword: Keyword) -> bytes:
    return hashlib.blake2b(keyword.id.encode(), digest_size=8).digest()


def _count(keyword: Keyword) -> dict[str, Any]:
    of_country = {"term": {"country": _country(keyword)}}
    registered = {"terms": {"sectors": list(keyword.codes["nace"])}}
    return {
        "size": 0,
        "track_total_hits": True,
        "query": {"bool": {"filter": [of_country, registered]}},
    }


def _country(keyword: Keyword) -> str:
    return COUNTRIES[_other(keyword)]


def _other(keyword: Keyword) -> str:
    return dict(DIRECTIONS)[keyword.language]
