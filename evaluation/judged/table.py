"""The figures of a run as tables of plain text."""

import io
from collections.abc import Callable, Iterable, Sequence

from msgspec import structs
from rich import box
from rich.console import Console
from rich.table import Table

from evaluation.figures import Figure
from evaluation.judged.metrics import HEADS
from evaluation.judged.results import OURS, Key, Result, Run, grouped, paired, values
from evaluation.judged.statistics import Mean, compare, mean
from evaluation.judged.types import Layer

_WIDTH = 180
_ALL = "all"
_COMPARED = ("difference", "ratio", "p")

BREAKDOWNS: dict[str, Callable[[Result], str]] = {
    "form": lambda result: result.form,
    "trade": lambda result: result.trade,
}
"""Columns by which a table can be broken down further."""


def figures(run: Run, layers: Iterable[Layer], by: str | None = None) -> str:
    """Return tables for each layer: means with 95 % intervals, and what is more than baselines.

    Rows are by part, direction and system. ``by`` breaks them down further: ``form`` or ``trade``.
    """
    tables = []
    for layer in layers:
        of_layer = [result for result in run.results if result.layer == layer.name]
        if of_layer:
            tables.append(_titled(layer, run) + _means(of_layer, layer.metrics, by))
            tables.append(_against_baselines(of_layer, layer))
    return "\n".join(table for table in tables if table)


def differences(run: Run, before: Run, layers: Iterable[Layer]) -> str:
    """Return a table for each layer: what ``run`` has more than ``before`` on the same queries."""
    tables = []
    for layer in layers:
        table = _new_table(
            ("part", "direction", "metric"), ("queries", "before", "now", *_COMPARED)
        )
        now, then = (
            grouped(_whole(r for r in one.results if r.layer == layer.name), _row_key(None))
            for one in (run, before)
        )
        for key, results in now.items():
            for metric in layer.metrics if key[-1] == OURS else ():
                ours, theirs = paired(results, then.get(key, []), metric)
                if ours:
                    table.add_row(*key[:-1], HEADS[metric], *_compared(ours, theirs))
        if table.row_count:
            tables.append(f"{layer.name}: difference to the saved run\n" + _printed(table))
    return "\n".join(tables)


def _against_baselines(results: Sequence[Result], layer: Layer) -> str:
    """Return a table that compares PartnerNet with each baseline, by the layer's first metric."""
    metric = layer.metrics[0]
    left, right = ("part", "direction", "baseline"), ("queries", "baseline's", OURS, *_COMPARED)
    table = _new_table(left, right)
    rows = grouped(_whole(results), _row_key(None))
    for key, of_row in sorted(rows.items(), key=_order(results)):
        if key[-1] != OURS:
            pairs = paired(rows[(*key[:-1], OURS)], of_row, metric)
            table.add_row(*key, *_compared(*pairs))
    if not table.row_count:
        return ""
    return f"{layer.name}: {HEADS[metric]} against the baselines\n" + _printed(table)


def against_targets(figures: Iterable[Figure]) -> str:
    """Return the table of what is to be reached, and whether it is."""
    table = _new_table(("target",), ("bound", "figure", "95 % interval", ""))
    for one in figures:
        low, high = one.interval or (None, None)
        interval = "" if low is None else f"[{low:.3f}, {high:.3f}]"
        table.add_row(one.name, one.bounds, f"{one.value:.3f}", interval, one.verdict)
    return _printed(table)


def _titled(layer: Layer, run: Run) -> str:
    smoke = "" if layer.evidence else " A smoke test, no evidence."
    return f"{layer.name} ({run.half} half). {layer.about}{smoke}\n"


def _whole(results: Iterable[Result]) -> list[Result]:
    """Return ``results``, and once more as of all parts where a direction has several."""
    every = list(results)
    parts = grouped(every, lambda r: (r.direction,))
    several = {key for key, found in parts.items() if len({r.group for r in found}) > 1}
    joined = (structs.replace(r, group=_ALL) for r in every if (r.direction,) in several)
    return [*every, *joined]


def _means(results: Sequence[Result], metrics: Sequence[str], by: str | None) -> str:
    heads = ("part", "direction", *((by,) if by else ()), "system")
    table = _new_table(heads, ["queries", *_heads(metrics)])
    for key, of_row in sorted(grouped(_whole(results), _row_key(by)).items(), key=_order(results)):
        cells = [_cell(mean(values(of_row, metric)), metric) for metric in metrics]
        table.add_row(*key, str(len(of_row)), *cells)
    return _printed(table)


def _row_key(by: str | None) -> Callable[[Result], Key]:
    further = (BREAKDOWNS[by],) if by else ()
    return lambda r: (r.group, r.direction, *(of(r) for of in further), r.system)


def _order(results: Sequence[Result]) -> Callable[[tuple[Key, object]], Key]:
    """Rows stand by part, direction and breakdown; systems in the order they were asked in."""
    systems = list(dict.fromkeys(r.system for r in results))
    return lambda row: (*row[0][:-1], f"{systems.index(row[0][-1]):02}")


def _heads(metrics: Iterable[str]) -> list[str]:
    return [HEADS[metric] for metric in metrics]


def _cell(found: Mean, metric: str) -> str:
    if metric == "empty":
        return str(round(found.value * found.count))
    low, high = found.interval
    return f"{found.value:.3f} [{low:.3f}, {high:.3f}]"


def _compared(ours: Sequence[float], theirs: Sequence[float]) -> tuple[str, ...]:
    """Return the cells of a row that compares: queries, both means, and _COMPARED."""
    found = compare(ours, theirs)
    (low, high), (least, most) = found.interval, found.ratio_interval
    return (
        str(found.count),
        f"{sum(theirs) / found.count:.3f}",
        f"{sum(ours) / found.count:.3f}",
        f"{found.difference:+.3f} [{low:+.3f}, {high:+.3f}]",
        f"{found.ratio:.2f} [{least:.2f}, {most:.2f}]" if any(theirs) else "",
        f"{found.p:.4f}",
    )


def _new_table(left: Iterable[str], right: Iterable[str]) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for head in left:
        table.add_column(head, no_wrap=True)
    for head in right:
        table.add_column(head, no_wrap=True, justify="right")
    return table


def _printed(table: Table) -> str:
    console = Console(file=io.StringIO(), width=_WIDTH, highlight=False, color_system=None)
    console.print(table)
    file = console.file
    assert isinstance(file, io.StringIO)
    return "\n".join(line.rstrip() for line in file.getvalue().splitlines()) + "\n"
