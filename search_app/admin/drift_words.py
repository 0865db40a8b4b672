"""What of the live index no longer fits, in the language of the request: pure functions."""

from collections.abc import Callable

import msgspec

from operations.diagnosis.drift import UPDATE, Drift, Part
from search_app.texts import gettext


class DriftShown(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that no longer fits, and what mends it."""

    title: str
    named: str
    """What differs, where it has names."""
    command: str
    by_update: bool
    """Whether an update mends it; else the index is built anew."""


def shown(drift: Drift) -> DriftShown:
    """Return ``drift`` in words."""
    return DriftShown(
        title=_PARTS[drift.part](),
        named=", ".join(drift.named),
        command=drift.command,
        by_update=drift.command == UPDATE,
    )


_PARTS: dict[Part, Callable[[], str]] = {
    Part.ABSENT: lambda: gettext("There is no index yet."),
    Part.UNKNOWN: lambda: gettext("The index was made by another release."),
    Part.MODEL: lambda: gettext("The index was made with another embedding model."),
    Part.MAPPING: lambda: gettext("The mapping is not the one that would be compiled now."),
    Part.ANALYSIS: lambda: gettext("The analysis is not the one that would be compiled now."),
    Part.LANGUAGE: lambda: gettext("The language data was changed since."),
    Part.RECIPE: lambda: gettext(
        "The program that makes documents, or its glossary or code lists, changed since."
    ),
    Part.IMPORTS: lambda: gettext("Something else is imported now."),
    Part.DECISIONS: lambda: gettext("Blocks or decisions on links changed since."),
}
