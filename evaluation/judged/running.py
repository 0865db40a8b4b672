"""Asks all queries of the chosen layers and judges what comes back."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from core.progress import Progress
from evaluation.judged.halves import Half, of_half
from evaluation.judged.metrics import METRICS
from evaluation.judged.results import Result, Run
from evaluation.judged.systems import Systems
from evaluation.judged.types import Contents, Layer, Query

_KEPT = 5
"""Ids of each answer that the result holds."""


def run(
    layers: Sequence[Layer],
    half: Half,
    systems: Sequence[Systems],
    contents: Contents,
    model: str,
    progress: Progress,
) -> Run:
    """Return how well ``systems`` answer the queries of ``layers`` that are in ``half``."""
    results: list[Result] = []
    for layer in layers:
        queries = of_half(layer.queries(contents), half)
        progress.start(f"asking, layer {layer.name}", len(queries))
        for query in queries:
            results += _judged(layer, query, systems)
            progress.advance()
        progress.finish()
    made = datetime.now(UTC).isoformat(timespec="seconds")
    return Run(half=half, model=model, made=made, results=tuple(results))


def _judged(layer: Layer, query: Query, systems: Sequence[Systems]) -> Iterator[Result]:
    for several in systems:
        for name, found in several.answers(query).items():
            yield Result(
                layer=layer.name,
                group=query.group,
                direction=query.direction,
                form=query.form,
                trade=query.trade,
                query=query.id,
                system=name,
                metrics={metric: METRICS[metric](found, query.right) for metric in layer.metrics},
                first=tuple(found[:_KEPT]),
            )
