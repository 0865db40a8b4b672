"""What match quality is to reach, and what a run on the reporting half says about it."""

from collections.abc import Callable, Iterator, Sequence

from evaluation.figures import Figure
from evaluation.judged.metrics import BALANCED
from evaluation.judged.names import LAYER as NAMES
from evaluation.judged.names_queries import MISTYPED
from evaluation.judged.results import OURS, Result, grouped, paired, values
from evaluation.judged.statistics import apart, compare, mean

_PRECISION = {"de → cs": 0.80, "cs → de": 0.75}
_APART = 0.05
_AT_HOME = 1.15
_SURE = 0.05
"""Error that a paired test may leave."""
_FIRST, _FIRST_MISTYPED = 0.98, 0.95
_EMBEDDINGS = "embeddings"
_AT_HOME_AGAINST = ("built-in", _EMBEDDINGS)


def targets(results: Sequence[Result]) -> list[Figure]:
    """Return a figure with its bound for each target that ``results`` can speak of."""
    by_layer = grouped(results, lambda result: (result.layer,))
    parts: dict[str, Callable[[Sequence[Result]], Iterator[Figure]]] = {
        "texts": _texts,
        "keywords": _keywords,
        "monolingual": _at_home,
        "balance": _balance,
        NAMES.name: _names,
    }
    return [figure for name, part in parts.items() for figure in part(by_layer.get((name,), []))]


def _texts(results: Sequence[Result]) -> Iterator[Figure]:
    """Better than exact embeddings by a paired test; 1.3 times as good is the aim."""
    for direction, systems in _directions(results):
        if _EMBEDDINGS in systems:
            found = compare(*paired(systems[OURS], systems[_EMBEDDINGS], "ndcg10"))
            name = f"texts {direction}: nDCG@10, times embeddings"
            yield Figure(name, found.ratio, interval=found.ratio_interval, at_least=1.0)
            yield Figure(f"texts {direction}: p of the paired test", found.p, at_most=_SURE)


def _keywords(results: Sequence[Result]) -> Iterator[Figure]:
    found = {direction: values(systems[OURS], "p5") for direction, systems in _directions(results)}
    for direction, least in _PRECISION.items():
        if direction in found:
            one = mean(found[direction])
            name = f"keywords {direction}: precision at 5 of the reachable"
            yield Figure(name, one.value, interval=one.interval, at_least=least)
    if found.keys() >= _PRECISION.keys():
        difference, interval = apart(*(found[direction] for direction in _PRECISION))
        if difference < 0:
            difference, interval = -difference, (-interval[1], -interval[0])
        name = "keywords: difference of the directions"
        yield Figure(name, difference, interval=interval, at_most=_APART)


def _at_home(results: Sequence[Result]) -> Iterator[Figure]:
    """Against the better one of built-in analyzer and embeddings."""
    for direction, systems in _directions(results):
        others = [systems[name] for name in _AT_HOME_AGAINST if name in systems]
        if others:
            best = max(others, key=lambda other: mean(values(other, "ndcg10")).value)
            found = compare(*paired(systems[OURS], best, "ndcg10"))
            name = f"own language {direction}: nDCG@10, times {best[0].system}"
            yield Figure(name, found.ratio, interval=found.ratio_interval, at_least=_AT_HOME)


def _balance(results: Sequence[Result]) -> Iterator[Figure]:
    low, high = BALANCED
    for direction, systems in _directions(results):
        one = mean(values(systems[OURS], "other10"))
        yield Figure(
            f"other language in the first ten, {direction}",
            one.value,
            interval=one.interval,
            at_least=low,
            at_most=high,
        )


def _names(results: Sequence[Result]) -> Iterator[Figure]:
    for (way,), of_way in grouped(results, lambda result: (result.group,)).items():
        one = mean(values(of_way, "first"))
        least = _FIRST_MISTYPED if way == MISTYPED else _FIRST
        yield Figure(
            f"names, {way}: first hit right", one.value, interval=one.interval, at_least=least
        )


def _directions(results: Sequence[Result]) -> Iterator[tuple[str, dict[str, list[Result]]]]:
    """Yield each direction with its results by system."""
    for (direction,), found in grouped(results, lambda result: (result.direction,)).items():
        systems = grouped(found, lambda result: (result.system,))
        yield direction, {name: of_system for (name,), of_system in systems.items()}
