"""What a check says."""

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """How it stands."""

    GOOD = "good"
    LATER = "later"
    """Nothing is wrong: it comes with the next start, or cannot be told now."""
    WRONG = "wrong"


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at."""

    subject: str
    state: State
    words: str
    """What is; where it is wrong, also what to do."""


def good(subject: str, words: str) -> Finding:
    """Return a finding that all is well."""
    return Finding(subject, State.GOOD, words)


def later(subject: str, words: str) -> Finding:
    """Return a finding that comes with the next start."""
    return Finding(subject, State.LATER, words)


def wrong(subject: str, words: str) -> Finding:
    """Return a finding that must be mended."""
    return Finding(subject, State.WRONG, words)
