"""What a dry run found: for each query what its first ten would gain and lose."""

from collections.abc import Iterable, Sequence

import msgspec

from matching.answer import Match
from operations.language.questions import Question

MOST = 50
"""Queries that are kept, those that change most: what a person reads, and a job's row holds."""


class Shown(msgspec.Struct, frozen=True):
    """A hit, as a list shows it."""

    id: str
    name: str


class Changed(msgspec.Struct, frozen=True, kw_only=True):
    """A query whose first ten would be others."""

    question: Question
    gained: tuple[Shown, ...]
    lost: tuple[Shown, ...]

    @property
    def moved(self) -> int:
        """How many hits come or go."""
        return len(self.gained) + len(self.lost)


class DryRun(msgspec.Struct, frozen=True, kw_only=True):
    """The findings, as the outcome of a job keeps them."""

    overlay: str
    """Hash of the changes that were tried; empty for none."""
    live: str
    """The same of the live version."""
    analysis: bool
    """Whether the changes touch how texts are cut into words."""
    sample: int
    """Documents that were searched where not all were; 0 where all were."""
    asked: int
    changed: int
    gained: int
    lost: int
    queries: tuple[Changed, ...]
    """Those that change most, first."""


def compared(question: Question, now: Sequence[Match], then: Sequence[Match]) -> Changed:
    """Return what the first ten of ``question`` gain and lose from ``now`` to ``then``."""
    before, after = {one.id for one in now}, {one.id for one in then}
    return Changed(
        question=question,
        gained=tuple(_shown(one) for one in then if one.id not in before),
        lost=tuple(_shown(one) for one in now if one.id not in after),
    )


def summed(
    found: Iterable[Changed], *, overlay: str, live: str, analysis: bool, sample: int
) -> DryRun:
    """Return all findings together."""
    every = list(found)
    changed = [one for one in every if one.moved]
    # Of equals what people ask for comes first.
    changed.sort(key=lambda one: (-one.moved, -one.question.times, one.question.text))
    return DryRun(
        overlay=overlay,
        live=live,
        analysis=analysis,
        sample=sample,
        asked=len(every),
        changed=len(changed),
        gained=sum(len(one.gained) for one in changed),
        lost=sum(len(one.lost) for one in changed),
        queries=tuple(changed[:MOST]),
    )


def _shown(match: Match) -> Shown:
    return Shown(match.id, str(match.document.get("name", match.id)))
