"""What the verification of a new index found, in the language of the request."""

from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from evaluation.gate import Finding
from search_app.admin import finding_sentences
from search_app.labels import language
from search_app.texts import gettext


class FindingShown(msgspec.Struct, frozen=True, kw_only=True):
    """One check and how it ended."""

    name: str
    verdict: str
    verdict_words: str
    words: str
    """What was found; as the verification put it where that cannot be said otherwise."""
    language: str
    """Of ``words``."""


def of_outcome(outcome: Mapping[str, Any] | None) -> tuple[FindingShown, ...]:
    """Return the findings that the outcome of a job tells, those that stopped it first.

    An outcome that another release wrote otherwise tells none.
    """
    told = (outcome or {}).get("findings", ())
    if isinstance(told, Mapping):
        told = told.get("findings", ())
    try:
        findings = msgspec.convert(told, tuple[Finding, ...])
    except msgspec.ValidationError:
        return ()
    return tuple(map(shown, sorted(findings, key=lambda one: _ORDER.index(one.verdict.value))))


def shown(finding: Finding) -> FindingShown:
    """Return one finding as a page tells it."""
    code, verdict = finding.code.value, finding.verdict.value
    told = finding_sentences.sentence(finding)
    return FindingShown(
        name=_CODES[code]() if code in _CODES else code,
        verdict=verdict,
        verdict_words=_VERDICTS[verdict](),
        words=told or finding.words,
        language=language() if told else "en",
    )


_ORDER = ("bad", "skipped", "good")

_VERDICTS: dict[str, Callable[[], str]] = {
    "good": lambda: gettext("as it must be"),
    "bad": lambda: gettext("stops the change"),
    "skipped": lambda: gettext("could not be checked"),
}

_CODES: dict[str, Callable[[], str]] = {
    "answered": lambda: gettext("Every document was taken"),
    "count": lambda: gettext("Number of documents"),
    "schema": lambda: gettext("Mapping and analysis"),
    "golden": lambda: gettext("Golden queries"),
    "golden_query": lambda: gettext("A golden query"),
    "quality": lambda: gettext("Match quality on the judged queries"),
    "no_sector": lambda: gettext("Organisations without a sector"),
    "no_coordinates": lambda: gettext("Organisations without coordinates"),
}
