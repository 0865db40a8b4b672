"""What a check found: a code and figures for programs and pages, words for the terminal."""

from collections.abc import Iterable
from enum import StrEnum

import msgspec

Value = str | int | float


class Code(StrEnum):
    """Which check it is. Pages have a text for each, in each language."""

    ANSWERED = "answered"
    """Every document that was sent was taken."""
    COUNT = "count"
    """A collection holds as many documents as were made."""
    SCHEMA = "schema"
    """Mapping and analysis are as compiled."""
    GOLDEN = "golden"
    """The golden queries together."""
    GOLDEN_QUERY = "golden_query"
    """One golden query that does not give what it must."""
    QUALITY = "quality"
    """How many of the first ten fit what was asked, beside the live version."""
    NO_SECTOR = "no_sector"
    """Share of organisations without a registered sector, beside the live version."""
    NO_COORDINATES = "no_coordinates"
    """Share of organisations without coordinates, beside the live version."""


class Verdict(StrEnum):
    """How a check ended."""

    GOOD = "good"
    BAD = "bad"
    SKIPPED = "skipped"
    """It could not be made; ``Finding.reason`` says why. It stops nothing."""


class Reason(StrEnum):
    """Why a check was skipped."""

    NOT_TOLD = "not_told"
    """Nobody told how many there must be."""
    NO_LIVE = "no_live"
    """There is no live version, or no other one, to compare with."""
    OTHER_MODEL = "other_model"
    """The live version was made with another embedding model."""
    NOT_ASKABLE = "not_askable"
    """The live version cannot be asked by the program as it is now."""
    TOO_FEW = "too_few"
    """There are too few documents or queries to tell."""


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """What one check found."""

    code: Code
    verdict: Verdict
    words: str
    """One sentence in English."""
    params: dict[str, Value] = {}
    """What the sentence speaks of (names, texts), for a sentence in another language."""
    figures: dict[str, float] = {}
    """Numbers by name: ``found``, ``expected``, ``new``, ``live``, ``margin``, …"""
    reason: Reason | None = None
    """Of a skipped check."""


class Findings(msgspec.Struct, frozen=True, kw_only=True):
    """What all checks found, in the order in which they were made."""

    findings: tuple[Finding, ...]
    seconds: float
    """That they took."""

    @property
    def good(self) -> bool:
        """Whether nothing stands against the switch."""
        return not self.bad

    @property
    def bad(self) -> tuple[Finding, ...]:
        """What stands against the switch."""
        return tuple(one for one in self.findings if one.verdict is Verdict.BAD)

    @property
    def words(self) -> str:
        """The sentences of all that stands against the switch, as one text; else empty."""
        return " ".join(one.words for one in self.bad)


def judged(
    code: Code,
    words: str,
    *,
    good: bool,
    params: dict[str, Value] | None = None,
    figures: dict[str, float] | None = None,
) -> Finding:
    """Return the finding of a check that was made."""
    return Finding(
        code=code,
        verdict=Verdict.GOOD if good else Verdict.BAD,
        words=words,
        params=params or {},
        figures=figures or {},
    )


def skipped(
    code: Code, reason: Reason, words: str, *, figures: dict[str, float] | None = None
) -> Finding:
    """Return the finding of a check that could not be made."""
    return Finding(
        code=code, verdict=Verdict.SKIPPED, words=words, reason=reason, figures=figures or {}
    )


def together(findings: Iterable[Finding], seconds: float) -> Findings:
    """Return ``findings`` as one result."""
    return Findings(findings=tuple(findings), seconds=round(seconds, 1))
