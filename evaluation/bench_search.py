"""What a search costs: through the API, against the parts that it cannot do without.

Warm, on the live index, in one run. Each query is measured in all four ways one after another, and
the order turns from query to query, so that no way profits more from caches or a quiet machine.
What a search needs is summed for each query; the 95th percentiles of both sides are compared,
medians are printed beside them:

- the embedding of the query
- the bare OpenSearch query (one ``_msearch``) that the search sends
- a plain ``multi_match`` over the text fields, ten hits
- the search through the API, over HTTP, of a service in a process of its own
"""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from urllib.parse import urlencode

import numpy as np
import urllib3
from numpy.typing import NDArray

from analyzers import glossary
from core.errors import EngineUnavailable
from core.settings import Settings
from engine import embedding, node
from engine.client import Engine
from engine.embedding import Embedder
from evaluation.figures import Figure
from evaluation.serving import served
from matching.plan import plan, searches
from matching.query import SHOWN
from matching.request import SearchRequest

_QUERIES = 240
_WARMING = 40
_API_TO_BARE = 1.3
_API_TO_PLAIN = 3.0
_PLAIN_FIELDS = ("name", "text_de", "text_cs", "text_en", "sector_titles_*")

_NAMES = {
    "embedding": "embedding",
    "bare": "its OpenSearch query",
    "plain": "multi_match",
    "api": "API",
}
"""Of the ways, as figures show them."""

Ways = Mapping[str, Callable[[str], object]]


def figures(settings: Settings) -> list[Figure]:
    """Measure, and return milliseconds with the two ratios and their bounds.

    Raises EngineUnavailable when there is no live index, or the service does not start.
    """
    texts = queries(_QUERIES + _WARMING)
    with node.running(settings) as url, served() as api:
        engine, embedder = Engine.connect(settings, url), embedding.load(settings.embedding)
        ways = _ways(engine, embedder, api, texts)
        _taken(ways, texts[_QUERIES:])
        taken = {way: np.array(times) for way, times in _taken(ways, texts[:_QUERIES]).items()}
    return [Figure("distinct queries", _QUERIES), *_shown(taken), *_compared(taken)]


def _shown(taken: Mapping[str, NDArray[np.float64]]) -> Iterator[Figure]:
    for way, times in taken.items():
        yield Figure(f"{_NAMES[way]}, median", float(np.median(times)), "ms")
        yield Figure(f"{_NAMES[way]}, p95", _p95(times), "ms")


def _compared(taken: Mapping[str, NDArray[np.float64]]) -> Iterator[Figure]:
    """Yield how much more a search takes than what it needs, at the 95th percentile of each."""
    for way, at_most in (("bare", _API_TO_BARE), ("plain", _API_TO_PLAIN)):
        needed = taken["embedding"] + taken[way]
        name = f"API / (embedding + {_NAMES[way]})"
        yield Figure(f"{name}, median", float(np.median(taken["api"]) / np.median(needed)))
        yield Figure(f"{name}, p95", _p95(taken["api"]) / _p95(needed), at_most=at_most)


def _p95(times: NDArray[np.float64]) -> float:
    return float(np.quantile(times, 0.95))


def queries(count: int) -> list[str]:
    """Return distinct words and phrases of the trade from all its fields, German and Czech."""
    pairs = ((entry.de[0], entry.cs[0]) for entry in glossary.entries())
    distinct = list(dict.fromkeys(term for pair in pairs for term in pair))
    step = len(distinct) / count
    return [distinct[int(number * step)] for number in range(count)]


def _ways(engine: Engine, embedder: Embedder, api: str, texts: Sequence[str]) -> Ways:
    sent = {text: searches(plan(SearchRequest(text=text), embedder)) for text in texts}
    http = urllib3.PoolManager()

    def plain(text: str) -> object:
        match = {"multi_match": {"query": text, "fields": list(_PLAIN_FIELDS)}}
        return engine.client.search(
            index=engine.alias("organisations"), body={"query": match, "_source": SHOWN}
        )

    def through_api(text: str) -> object:
        address = f"{api}/api/v1/organisations?{urlencode({'q': text})}"
        answer = http.request("GET", address)
        if answer.status != 200:
            raise EngineUnavailable(f"{address} answered {answer.status}.")
        return answer.data

    return {
        "embedding": embedder.query,
        "bare": lambda text: engine.msearch(sent[text]),
        "plain": plain,
        "api": through_api,
    }


def _taken(ways: Ways, texts: Sequence[str]) -> dict[str, list[float]]:
    """Return the milliseconds of every text in every way."""
    taken: dict[str, list[float]] = {way: [] for way in ways}
    names = list(ways)
    for number, text in enumerate(texts):
        first = number % len(names)
        for way in names[first:] + names[:first]:
            began = time.perf_counter()
            ways[way](text)
            taken[way].append((time.perf_counter() - began) * 1000)
    return taken
