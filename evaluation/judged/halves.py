"""Which half of the judged set a query is in: for tuning, or only ever looked at for reporting."""

import hashlib
from collections.abc import Iterable
from typing import Literal

from evaluation.judged.types import Query

Half = Literal["tuning", "reporting", "all"]
HALVES: tuple[Half, ...] = ("tuning", "reporting", "all")


def half(subject: str) -> Half:
    """Return the half of ``subject``: the lowest bit of its BLAKE2b hash.

    It depends on nothing else, so a query stays in its half when others come and go.
    """
    return (
        "reporting"
        if hashlib.blake2b(subject.encode(), digest_size=1).digest()[0] & 1
        else "tuning"
    )


def of_half(queries: Iterable[Query], wanted: Half) -> list[Query]:
    """Return the queries of the half ``wanted``, or of both."""
    return [one for one in queries if wanted in ("all", half(one.subject))]
