"""On what terms a delivery is imported: its name, who may see it, and why it may be used."""

import re
from pathlib import Path
from typing import TypedDict

from core.errors import DataError
from core.records import PUBLIC
from indexer.sources.base import Source

_HOUSE = re.compile(r"house:[a-z0-9]+(-[a-z0-9]+)*")
_LONGEST = 100
"""Characters of a visibility: it is a key of the index."""
_LONGEST_BASIS = 1000


class Terms(TypedDict, total=False):
    """What is told of a delivery besides its format and its files."""

    dataset: str | None
    """Name of the import; by default made of the format and the first file's name."""
    mapping: Path | None
    """What the columns of a list mean."""
    demo: bool
    """True for invented data."""
    visibility: str
    """``public``, the default, or ``house:NAME``."""
    legal_basis: str
    """Why the delivery may be used."""
    accept_damaged: bool
    """True where files that are damaged may replace what was imported before."""


def visibility(told: str) -> str:
    """Return ``public`` or ``house:NAME`` as it was told. Raises DataError for anything else."""
    if told == PUBLIC or (_HOUSE.fullmatch(told) and len(told) <= _LONGEST):
        return told
    raise DataError(
        f"A visibility is public, or house:NAME with NAME in small letters, digits and hyphens "
        f"(house:ihk-dresden), not {told!r}."
    )


def legal_basis(source: Source, told: str) -> str:
    """Return why a delivery of ``source`` may be used, on one line.

    Raises DataError where the source has conditions and nothing was told, or too much.
    """
    basis = " ".join(told.split())
    if source.conditions and not basis:
        raise DataError(
            f"{source.conditions} Say on what legal basis this delivery may be used: "
            '--legal-basis "contract of 1 March 2026 with …".'
        )
    if len(basis) > _LONGEST_BASIS:
        raise DataError(f"A legal basis has at most {_LONGEST_BASIS} characters.")
    return basis
