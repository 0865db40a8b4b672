"""The queries that went worst, for those who tune: what was asked, and what came instead."""

import random
from collections.abc import Iterator, Sequence

from core.errors import BadRequest
from evaluation.judged.halves import half
from evaluation.judged.results import OURS, Run
from evaluation.judged.types import Contents, Layer, Query

_SHOWN = 3
"""Right ones that are named."""


def misses(run: Run, layers: Sequence[Layer], contents: Contents, count: int) -> Iterator[str]:
    """Yield lines on the ``count`` worst queries of each layer, by its first metric.

    Raises BadRequest for another half than the one for tuning.
    """
    if run.half != "tuning":
        raise BadRequest("Single queries are shown of the tuning half only.", "half")
    for layer in layers:
        queries = {query.id: query for query in layer.queries(contents)}
        metric = layer.metrics[0]
        results = [r for r in run.results if r.layer == layer.name and r.system == OURS]
        # Drawn, since many are equally bad and stand by language.
        drawn = random.Random(0).sample(results, len(results))
        worst = sorted(drawn, key=lambda r: r.metrics[metric])[:count]
        titles: dict[str, dict[str, str]] = {}
        for result in worst:
            query = queries[result.query]
            if query.corpus not in titles:
                titles[query.corpus] = {one["id"]: one["name"] for one in contents(query.corpus)}
            yield from _lines(query, result.metrics[metric], result.first, titles[query.corpus])


def _lines(
    query: Query, value: float, first: Sequence[str], titles: dict[str, str]
) -> Iterator[str]:
    assert half(query.subject) == "tuning"
    yield f"{query.request.text[:100]}  [{query.direction}, {query.rule}]  {value:.2f}"
    for id_ in first:
        yield f"  {'+' if id_ in query.right else '-'} {titles.get(id_, id_)}"
    missing = sorted(query.right - set(first))
    for id_ in missing[:_SHOWN]:
        yield f"  right: {titles.get(id_, id_)}"
    if len(missing) > _SHOWN:
        yield f"  and {len(missing) - _SHOWN} more"
