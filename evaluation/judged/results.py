"""What a run found out, query by query; kept in a file so that another run can be compared."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

import msgspec

from core.errors import DataError
from core.files import replacing
from evaluation.judged.halves import Half

OURS = "partnernet"
"""The system that all others are compared with."""


class Result(msgspec.Struct, frozen=True, kw_only=True):
    """How well one system answered one query."""

    layer: str
    group: str
    direction: str
    form: str
    trade: str
    query: str
    """Id, unique within its layer."""
    system: str
    metrics: dict[str, float]
    first: tuple[str, ...] = ()
    """Ids of the first hits."""


class Run(msgspec.Struct, frozen=True, kw_only=True):
    """All that one call of ``partnernet evaluate`` found out."""

    half: Half
    model: str
    made: str
    """UTC, ISO 8601."""
    results: tuple[Result, ...]


Key = tuple[str, ...]


def grouped(results: Iterable[Result], by: Callable[[Result], Key]) -> dict[Key, list[Result]]:
    """Return the results of each key, keys in the order in which they come first."""
    found: dict[Key, list[Result]] = {}
    for result in results:
        found.setdefault(by(result), []).append(result)
    return found


def values(results: Iterable[Result], metric: str) -> list[float]:
    """Return the values of one metric."""
    return [result.metrics[metric] for result in results]


def paired(
    ours: Sequence[Result], theirs: Sequence[Result], metric: str
) -> tuple[list[float], list[float]]:
    """Return the values of one metric for the queries that both have, in the same order."""
    other: Mapping[tuple[str, str], Result] = {(r.layer, r.query): r for r in theirs}
    both = [(one, other[one.layer, one.query]) for one in ours if (one.layer, one.query) in other]
    both = [(a, b) for a, b in both if metric in a.metrics and metric in b.metrics]
    return [a.metrics[metric] for a, _ in both], [b.metrics[metric] for _, b in both]


def save(run: Run, file: Path) -> None:
    """Write ``run`` to ``file`` as JSON."""
    with replacing(file) as opened:
        opened.write(msgspec.json.format(msgspec.json.encode(run)))


def load(file: Path) -> Run:
    """Read what :func:`save` wrote. Raises DataError where the file is none of it."""
    try:
        return msgspec.json.decode(file.read_bytes(), type=Run)
    except FileNotFoundError as error:
        raise DataError(f"There is no file {file}; --save writes one.") from error
    except (msgspec.ValidationError, msgspec.DecodeError) as error:
        raise DataError(f"{file} was not written by `partnernet evaluate --save`.") from error
