"""Which figures of a report crossed a threshold; the thresholds are data, each with its reason."""

from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import Literal

import msgspec

from core.strict import parse
from indexer.quality.types import Figure, Finding, Section

Rule = Literal[
    "share_above", "count_above", "count_falls", "share_shrinks", "share_falls", "share_rises"
]


class Threshold(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One line of ``thresholds.yaml``."""

    figure: str
    rule: Rule
    value: float
    of: Literal["sources", "total"]
    why: str


class _Least(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    value: int
    why: str


class ThresholdsFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``thresholds.yaml``."""

    least: _Least
    thresholds: dict[str, Threshold]


@cache
def thresholds() -> ThresholdsFile:
    """Return the thresholds that are shipped."""
    name = "thresholds.yaml"
    text = files("indexer.quality").joinpath(name).read_text(encoding="utf-8")
    return parse(text, name, ThresholdsFile)


def crossed(total: Section, sources: Sequence[Section], gone: Sequence[str]) -> tuple[Finding, ...]:
    """Return what crossed a threshold: sources that are gone, then in the order of the file."""
    missing = (
        Finding(threshold="gone", dataset=dataset, value=0, limit=0, unit="count")
        for dataset in gone
    )
    return (*missing, *_crossed(total, sources))


def _crossed(total: Section, sources: Sequence[Section]) -> Iterator[Finding]:
    known = thresholds()
    for name, threshold in known.thresholds.items():
        for section in (total,) if threshold.of == "total" else sources:
            figure = section.figures.get(threshold.figure)
            value = _value(threshold.rule, figure, known.least.value) if figure else None
            if value is not None and value > threshold.value:
                yield Finding(
                    threshold=name,
                    dataset=section.dataset,
                    value=value,
                    limit=threshold.value,
                    unit=_UNITS[threshold.rule],
                )


def _value(rule: Rule, figure: Figure, least: int) -> float | None:
    """Return what is compared with the threshold; None where there is too little to say it of."""
    if rule == "count_above":
        return figure.count
    if rule == "count_falls":
        enough = figure.before is not None and figure.before >= least
        return 1 - figure.count / figure.before if enough and figure.before else None
    if figure.share is None or figure.of < least:
        return None
    if rule == "share_above":
        return figure.share
    if figure.share_before is None or figure.of_before < least:
        return None
    if rule == "share_shrinks":
        return 1 - figure.share / figure.share_before if figure.share_before else None
    change = figure.share - figure.share_before
    return change if rule == "share_rises" else -change


_UNITS: dict[Rule, Literal["share", "points", "count"]] = {
    "share_above": "share",
    "count_above": "count",
    "count_falls": "share",
    "share_shrinks": "share",
    "share_falls": "points",
    "share_rises": "points",
}
