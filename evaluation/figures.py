"""A measured figure, and a bound that one must keep."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt


@dataclass(frozen=True)
class Figure:
    """One measured value; with a bound it can be missed."""

    name: str
    value: float
    unit: str = ""
    at_most: float | None = None
    at_least: float | None = None
    interval: tuple[float, float] | None = None
    """95 %, where it is one of a sample."""

    @property
    def kept(self) -> bool:
        """Whether the value is within its bounds, if it has any."""
        above = self.at_most is not None and self.value > self.at_most
        below = self.at_least is not None and self.value < self.at_least
        return not (above or below)

    def __str__(self) -> str:
        """Return one line: name, value, bound and whether it is kept."""
        number = f"{self.value:.0f}" if self.value >= 100 else f"{self.value:.2f}"
        verdict = f"{self.bounds}: {self.verdict}" if self.bounds else ""
        return f"{self.name:34} {number:>10} {self.unit:6} {verdict}".rstrip()

    @property
    def bounds(self) -> str:
        """The bounds in words, empty where there are none."""
        told = (("at most", self.at_most), ("at least", self.at_least))
        return ", ".join(f"{words} {bound:g}" for words, bound in told if bound is not None)

    @property
    def verdict(self) -> str:
        """Whether it is kept, in words; empty where there are no bounds."""
        if not self.bounds:
            return ""
        return "kept" if self.kept else "MISSED"


def share(right: Sequence[bool]) -> str:
    """Return the share of ``right`` with its 95 % interval by Wilson: ``0.912 [0.880, 0.936]``."""
    count = len(right)
    if not count:
        return "–".ljust(20)
    part = sum(right) / count
    middle = (part + _Z**2 / (2 * count)) / (1 + _Z**2 / count)
    spread = sqrt(part * (1 - part) / count + (_Z / count) ** 2 / 4)
    half = _Z * spread / (1 + _Z**2 / count)
    return f"{part:.3f} [{middle - half:.3f}, {middle + half:.3f}]"


_Z = 1.96
"""Standard deviations either side of the mean that hold 95 %."""
