"""A limit on how many things are done a second."""

import pytest

from engine.pace import Pace


class Clock:
    """Time that passes only while somebody sleeps, or is told to."""

    def __init__(self) -> None:
        self.now = 100.0

    def sleep(self, seconds: float) -> None:
        self.now += seconds


def _pace(rate: float | None) -> tuple[Pace, Clock]:
    clock = Clock()
    return Pace(rate, lambda: clock.now, clock.sleep), clock


def test_things_take_the_time_that_the_rate_gives_them() -> None:
    pace, clock = _pace(200)
    for _ in range(11):
        pace.wait(100)
    assert clock.now == pytest.approx(105)  # the first begins at once


def test_after_a_pause_nothing_comes_in_a_rush() -> None:
    pace, clock = _pace(100)
    pace.wait(50)
    clock.now += 60
    began = clock.now
    for _ in range(3):
        pace.wait(50)
    assert clock.now - began == pytest.approx(1.0)


def test_parts_are_so_small_that_searches_beside_them_hardly_wait() -> None:
    assert _pace(400)[0].part == 200
    assert _pace(0.5)[0].part == 1


def test_without_a_rate_there_is_no_limit() -> None:
    pace, clock = _pace(None)
    pace.wait(1_000_000)
    assert (pace.part, clock.now) == (None, 100.0)
