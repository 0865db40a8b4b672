"""Numbers of rows that a form or an address names."""

from flask import request

LARGEST = 2**31 - 1
"""Of an id in every database, and in the addresses of pages."""


def given(name: str) -> int | None:
    """Return the number that the request gives as ``name``; None where that can be no id."""
    number = request.values.get(name, type=int)
    return number if number is not None and 0 < number <= LARGEST else None
