"""Pure functions, one file for each kind of clause, from a request's parts to query JSON."""

from typing import Any

Clause = dict[str, Any]


def named(code: str, language: str = "", key: str = "") -> str:
    """Return the name of a clause, from which matching.reasons reads what scored."""
    return f"{code}|{language}|{key}"
