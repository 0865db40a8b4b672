"""What happened when, and what the requests of each phase met."""

import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

import msgspec
import numpy as np

from evaluation.figures import Figure
from evaluation.load.arrivals import Sample
from evaluation.load.asking import EMPTY

QUIET = "quiet"
P95_AT_MOST = 8.0
"""Times that of the quiet index, on two cores."""


class Phase(msgspec.Struct, frozen=True, kw_only=True):
    """The requests that were due in one phase."""

    name: str
    seconds: float
    requests: int
    errors: int
    empty: int
    median_ms: float
    p95_ms: float
    longest_ms: float
    problems: dict[str, int]
    """How often each was met, by what it was."""


@dataclass
class Diary:
    """The phases of a run, with the moments in which they began and ended."""

    spans: list[tuple[str, float, float]] = field(default_factory=list)

    @contextmanager
    def phase(self, name: str) -> Iterator[None]:
        """Note the time of the block as the phase ``name``."""
        began = time.monotonic()
        yield
        self.spans.append((name, began, time.monotonic()))

    def around(self, name: str, moment: float, before: float, after: float) -> None:
        """Note the seconds around ``moment`` as a phase of its own."""
        self.spans.append((name, moment - before, moment + after))

    def phases(self, samples: Sequence[Sample]) -> list[Phase]:
        """Return each phase with what the requests in it met."""
        return [_phase(span, [one for one in samples if _within(one, span)]) for span in self.spans]


def table(phases: Sequence[Phase]) -> str:
    """Return the phases as a table of Markdown, as the documentation shows it."""
    quiet = next(phase.p95_ms for phase in phases if phase.name == QUIET)
    head = (
        "| phase | s | requests | errors | empty | median ms | p95 ms | longest ms | p95 / quiet |"
    )
    rows = [
        f"| {one.name} | {one.seconds:.0f} | {one.requests} | {one.errors} | {one.empty} | "
        f"{one.median_ms:.0f} | {one.p95_ms:.0f} | {one.longest_ms:.0f} | "
        f"{one.p95_ms / quiet:.1f} |"
        for one in phases
    ]
    return "\n".join([head, "|---|" + "---:|" * 8, *rows])


def figures(phases: Sequence[Phase]) -> list[Figure]:
    """Return what must hold, with its bounds."""
    quiet = next(phase.p95_ms for phase in phases if phase.name == QUIET)
    return [
        Figure("errors", sum(phase.errors for phase in phases), at_most=0),
        Figure("empty answers", sum(phase.empty for phase in phases), at_most=0),
        *(
            Figure(f"p95 of {phase.name} / quiet", phase.p95_ms / quiet, at_most=P95_AT_MOST)
            for phase in phases
            if phase.name != QUIET
        ),
    ]


def _within(sample: Sample, span: tuple[str, float, float]) -> bool:
    return span[1] <= sample.due < span[2]


def _phase(span: tuple[str, float, float], samples: Sequence[Sample]) -> Phase:
    name, began, ended = span
    problems = Counter(sample.problem for sample in samples if sample.problem)
    taken = np.array([sample.seconds * 1000 for sample in samples] or [0.0])
    return Phase(
        name=name,
        seconds=ended - began,
        requests=len(samples),
        errors=problems.total() - problems[EMPTY],
        empty=problems[EMPTY],
        median_ms=float(np.median(taken)),
        p95_ms=float(np.quantile(taken, 0.95)),
        longest_ms=float(taken.max()),
        problems=dict(problems),
    )
