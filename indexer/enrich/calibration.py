"""How often a guess of a given probability is right, as measured."""

import csv
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Literal

import msgspec

FILE = "calibration.csv"
COLUMNS = ("level", "from", "share", "guesses")
Level = Literal["division", "class"]


class Step(msgspec.Struct, frozen=True):
    """The guesses from one probability to the next."""

    least: float
    share: float
    """Share of them that were right."""
    guesses: int


def confidence(level: Level, probability: float) -> float:
    """Return the share of guesses of ``probability`` that were right where a list tells too."""
    steps = table()[level]
    return steps[max(bisect_right([step.least for step in steps], probability) - 1, 0)].share


def steps(pairs: Sequence[tuple[float, bool]], edges: Sequence[float]) -> list[Step]:
    """Return the shares right of guesses (probability, right) between ``edges``, rising.

    Where a step would be below the one before, both become one (pool adjacent violators).
    """
    found: list[tuple[float, int, int]] = []
    for least, beyond in zip(edges, [*edges[1:], 2.0], strict=True):
        rights = [right for probability, right in pairs if least <= probability < beyond]
        if rights:
            found.append((least, sum(rights), len(rights)))
        while len(found) > 1 and found[-2][1] * found[-1][2] > found[-1][1] * found[-2][2]:
            last, before = found.pop(), found.pop()
            found.append((before[0], before[1] + last[1], before[2] + last[2]))
    return [Step(least, round(right / count, 3), count) for least, right, count in found]


@cache
def table() -> dict[str, list[Step]]:
    """Return the steps of each level, rising."""
    found: dict[str, list[Step]] = {"division": [], "class": []}
    file = files("indexer").joinpath("enrich", "data", FILE)
    with file.open(encoding="utf-8") as rows:
        for row in csv.DictReader(rows):
            step = Step(float(row["from"]), float(row["share"]), int(row["guesses"]))
            found[row["level"]].append(step)
    return found
