"""Texts of the report: nothing is without words, and the languages say the same."""

import re
from pathlib import Path
from typing import get_args

import pytest

from core.records import Skipped
from indexer.merging.rules import rules
from indexer.privacy import Withheld
from indexer.quality.texts import LANGUAGES, Speaker, texts
from indexer.quality.thresholds import thresholds
from indexer.quality.types import FIGURES

SOURCES = Path(__file__).parents[3] / "docs" / "sources.md"


def documented() -> set[str]:
    """Codes in the tables of what happens to rows."""
    section = SOURCES.read_text("utf-8").split("## What happens to rows that are wrong")[1]
    rows = re.findall(r"(?m)^\| (`.*?`) \|", section.split("\n## ")[0])
    return {code for row in rows for code in re.findall(r"`(\w+)`", row)}


def test_every_documented_reason_has_words():
    assert documented() - texts().reasons.keys() == set()


def test_what_is_left_out_or_withheld_has_words():
    (reason,) = [field for field in Skipped.__struct_fields__ if field == "reason"]
    left_out = get_args(Skipped.__annotations__[reason])
    assert {*left_out, *get_args(Withheld)} - texts().reasons.keys() == set()


def test_every_figure_threshold_and_compared_field_has_words():
    assert texts().figures.keys() == set(FIGURES)
    assert texts().findings.keys() == texts().advice.keys()
    assert texts().findings.keys() == {*thresholds().thresholds, "gone"}
    assert set(rules().differences.fields) <= texts().fields.keys()


@pytest.mark.parametrize("part", texts().__struct_fields__)
def test_the_languages_have_the_same_places(part):
    for key, text in getattr(texts(), part).items():
        places = {frozenset(re.findall(r"{\w+}", getattr(text, one))) for one in LANGUAGES}
        assert len(places) == 1, key


@pytest.mark.parametrize(
    ("language", "number", "share", "points", "time"),
    [
        ("de", "1.234.567", "12,3\xa0%", "5,0 Prozentpunkte", "23.11.26, 16:15"),
        ("cs", "1\xa0234\xa0567", "12,3\xa0%", "5,0 procentního bodu", "23.11.26 16:15"),
        ("en", "1,234,567", "12.3%", "5.0 percentage points", "11/23/26, 4:15\u202fPM"),
    ],
)
def test_numbers_and_times_are_written_as_the_language_does(language, number, share, points, time):
    said = Speaker(language)
    assert said.number(1_234_567) == number
    assert said.percent(0.1234) == share
    assert said.points(0.05) == points
    assert said.time("2026-11-23T16:15:00+00:00") == time


def test_a_code_without_words_is_its_own_name():
    assert Speaker("cs").reason("of_another_release") == "of_another_release"
