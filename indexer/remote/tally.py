"""What a fetch did, counted, with the sentences that a person should read."""

from dataclasses import dataclass, field

_EXAMPLES = 3
"""Sentences of one kind that are shown."""


@dataclass
class Count:
    """How often something happened, with the first sentences about it."""

    number: int = 0
    sentences: list[str] = field(default_factory=list)

    def add(self, sentence: str) -> None:
        """Count one."""
        self.number += 1
        if len(self.sentences) < _EXAMPLES:
            self.sentences.append(sentence)


@dataclass
class Tally:
    """What became of the subjects of one fetch."""

    fetched: int = 0
    """Subjects of which all answers are in the delivery now."""
    unchanged: int = 0
    """Subjects that are there as they were delivered before."""
    unknown: int = 0
    """Numbers that ARES does not know (any more)."""
    natural_persons: int = 0
    misfits: Count = field(default_factory=Count)
    """Answers that do not fit the contract."""
    failed: Count = field(default_factory=Count)
    """Questions without an answer."""
    gaps: Count = field(default_factory=Count)
    """Searches that gave fewer subjects than there are."""

    @property
    def kept(self) -> int:
        """Subjects that are in the delivery as they are today."""
        return self.fetched + self.unchanged + self.unknown
