"""Ids of records that a source gives none."""

from collections.abc import Iterable

from core.records import Identifier
from indexer.normalise import identifiers


def record_id(country: str, numbers: Iterable[Identifier], own: str) -> str:
    """Return the id that a register would give, so that both become one organisation.

    That is of the IČO or the German register number, else of ``own``, a text that tells records of
    the source apart; empty where that has no letter.
    """
    for number in numbers:
        if number.scheme == "ico":
            return f"cz-{number.value}"
        if number.scheme == "hr":
            return f"de-{identifiers.slug(number.value)}"
    key = identifiers.slug(own)
    return f"{country.lower()}-{key}" if key else ""
