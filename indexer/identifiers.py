"""All spellings that people type an official number in."""

import re
from collections.abc import Iterable

from core.records import Identifier

_REGISTER = re.compile(r"(?P<court>.*?)\s*\b(?P<number>[A-Za-z]{2,3}\s*\d+\s*[A-Za-z]{0,2})$")
_NO_SIGN = re.compile(r"[\W_]+")


def spellings(identifiers: Iterable[Identifier]) -> list[str]:
    """Return all spellings of ``identifiers``, lower case, without blanks and punctuation.

    The query side brings what was typed into the same form.
    """
    found = (spelling for one in identifiers for spelling in _of(one) if spelling)
    return list(dict.fromkeys(found))


def squeezed(text: str) -> str:
    """Return ``HRB 12 345`` as ``hrb12345``: lower case, without blanks and punctuation."""
    return _NO_SIGN.sub("", text).lower()


def _of(identifier: Identifier) -> list[str]:
    value = squeezed(identifier.value)
    if identifier.scheme == "ico":
        # Zeros in front get lost in spreadsheets; the tax number of a Czech firm is CZ and its IČO.
        return [value, value.lstrip("0"), f"cz{value}"]
    if identifier.scheme == "vat":
        # On letters the country is often left out.
        return [value, value[2:] if value[:2].isalpha() else ""]
    if identifier.scheme == "hr":
        return [value, *_register(identifier.value)]
    return [value]


def _register(value: str) -> list[str]:
    """Return ``Chemnitz HRB 12345`` as number alone, number first, and with the court's title."""
    match = _REGISTER.fullmatch(value.strip())
    if not match:
        return []
    court, number = squeezed(match["court"]), squeezed(match["number"])
    return [number, f"{number}{court}", f"amtsgericht{court}{number}", f"ag{court}{number}"]
