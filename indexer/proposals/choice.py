"""Which column is which field of a mapping, how sure that is, and why."""

from typing import Literal, NamedTuple

from indexer.proposals import checks
from indexer.proposals.sample import Sample
from indexer.proposals.synonyms import Field, Known
from taxonomy.folding import fold

Certainty = Literal["sure", "likely", "doubtful"]
Called = Literal["", "part", "whole"]
"""How a column's name is one of a field's: not, as a part of it, or whole."""

FITS = 0.9
"""Share of values from which a check counts as passed: one row of ten may hold a slip."""
HALF = 0.5
"""Share from which more values fit than not."""
_LONG = 4
"""Letters from which a word is told within a longer name: Tel or GF could be parts of others."""

_ORDER: dict[Certainty, int] = {"sure": 2, "likely": 1, "doubtful": 0}


class Finding(NamedTuple):
    """A column that holds a field."""

    field: str
    column: int
    certainty: Certainty
    called: Called
    share: float | None
    """Of its values that are such as the field wants; None where anything may stand there."""

    @property
    def reason(self) -> str:
        """Why the column was chosen, in a few words."""
        said = {
            "whole": "a usual name of it",
            "part": "its name holds a usual one",
            "": "by its values alone",
        }[self.called]
        return said if self.share is None else f"{said}; {self.share:.0%} of the values fit"


def findings(sample: Sample, known: Known) -> list[Finding]:
    """Return at most one column for each field, the surest, and each column for one field only.

    Columns of persons are never among them.
    """
    people = persons(sample, known)
    candidates = [
        found
        for field in known.fields
        for column in range(len(sample.names))
        if column not in people and (found := _judged(field, column, sample, known))
    ]
    chosen: dict[str, Finding] = {}
    taken: set[int] = set()
    for found in sorted(candidates, key=_rank, reverse=True):
        if found.field not in chosen and found.column not in taken:
            chosen[found.field] = found
            taken.add(found.column)
    return [chosen[field.field] for field in known.fields if field.field in chosen]


def persons(sample: Sample, known: Known) -> list[int]:
    """Return the columns that tell of persons, by their names or their values."""
    return [
        column
        for column, (name, values) in enumerate(zip(sample.names, sample.values, strict=True))
        if _names_person(fold(name), known) or checks.personal(values)
    ]


def _names_person(name: str, known: Known) -> bool:
    """Tell whether a column is called like those of persons: also ``Telefon Zentrale``."""
    if any(name in names for names in known.names.values()):
        return False
    return _called(name, known.persons) != ""


def _rank(found: Finding) -> tuple[int, bool, float, int]:
    """Order by certainty, then whole names, then the share that fits, then from left to right."""
    return _ORDER[found.certainty], found.called == "whole", found.share or 0.0, -found.column


def _judged(field: Field, column: int, sample: Sample, known: Known) -> Finding | None:
    called = _called(fold(sample.names[column]), known.names[field.field])
    if not called and not field.alone:
        return None
    share = checks.share(field.check, sample.values[column])
    certainty = _certainty(called, share)
    return Finding(field.field, column, certainty, called, share) if certainty else None


def _certainty(called: Called, share: float | None) -> Certainty | None:
    """Weigh name and values: both must speak for what is sure, one alone for what is likely."""
    fits = share is not None and share >= FITS
    if not called:
        return "likely" if fits else None
    if share is not None and share < HALF:
        return "doubtful"
    if called == "part":
        return "likely" if fits else "doubtful"
    return "sure" if fits else "likely"


def _called(name: str, names: frozenset[str]) -> Called:
    if name in names:
        return "whole"
    inside = any(f" {one} " in f" {name} " for one in names if len(one) >= _LONG)
    return "part" if inside else ""
