"""Thresholds: each is crossed by what it is for, and by nothing smaller."""

import pytest

from indexer.quality.thresholds import crossed, thresholds
from indexer.quality.types import FIGURES, Figure, Section

CASES = {
    "damaged": (Figure(count=1), Figure(count=0)),
    "rejected": (Figure(count=6, of=1000), Figure(count=5, of=1000)),
    "fewer_rows": (Figure(count=89, before=100), Figure(count=90, before=100)),
    "fewer_accepted": (
        Figure(count=44, of=1000, before=50, of_before=1000),
        Figure(count=46, of=1000, before=50, of_before=1000),
    ),
    "undated": (Figure(count=6, of=100), Figure(count=5, of=100)),
    "sector": (
        Figure(count=84, of=100, before=90, of_before=100),
        Figure(count=86, of=100, before=90, of_before=100),
    ),
    "legal_form": (
        Figure(count=84, of=100, before=90, of_before=100),
        Figure(count=86, of=100, before=90, of_before=100),
    ),
    "website": (
        Figure(count=39, of=100, before=50, of_before=100),
        Figure(count=41, of=100, before=50, of_before=100),
    ),
    "no_coordinates": (Figure(count=6, of=100), Figure(count=5, of=100)),
    "linked": (
        Figure(count=44, of=100, before=50, of_before=100),
        Figure(count=46, of=100, before=50, of_before=100),
    ),
    "differences": (
        Figure(count=21, of=100, before=10, of_before=100),
        Figure(count=19, of=100, before=10, of_before=100),
    ),
    "to_check": (Figure(count=201), Figure(count=200)),
    "unconfirmed": (Figure(count=26, of=100), Figure(count=25, of=100)),
}
"""For each threshold a figure that crosses it and one that does not."""


def findings(name: str, figure: Figure) -> list[str]:
    threshold = thresholds().thresholds[name]
    section = Section(dataset="", figures={threshold.figure: figure})
    found = crossed(section, (), ()) if threshold.of == "total" else _of_source(section)
    return [one.threshold for one in found]


def _of_source(section: Section):
    return crossed(Section(dataset="", figures={}), (section,), ())


@pytest.mark.parametrize("name", thresholds().thresholds)
def test_it_is_crossed_by_what_it_is_for_and_no_sooner(name):
    over, under = CASES[name]
    assert name in findings(name, over)
    assert name not in findings(name, under)


def test_a_first_report_crosses_no_threshold_of_change():
    assert findings("sector", Figure(count=0, of=100)) == []
    assert findings("fewer_rows", Figure(count=5)) == []


def test_few_records_alarm_nobody():
    assert findings("no_coordinates", Figure(count=19, of=19)) == []
    assert findings("fewer_rows", Figure(count=0, before=19)) == []


def test_a_source_that_delivers_nothing_any_more_is_told():
    assert findings("fewer_rows", Figure(count=0, before=100)) == ["fewer_rows"]


def test_every_threshold_is_of_a_figure_that_there_is():
    assert {one.figure for one in thresholds().thresholds.values()} <= set(FIGURES)
