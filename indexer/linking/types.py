"""What linking is told and what it finds out."""

from collections.abc import Mapping, Sequence
from typing import Literal

import msgspec

from core.records import Related

Band = Literal["sure", "check", "no"]


class Decision(msgspec.Struct, frozen=True, kw_only=True):
    """What a person decided about two records; it outlives every rebuild."""

    first: str
    """Id of a record, as its source gives it."""
    second: str
    same: bool


class Pair(msgspec.Struct, frozen=True, kw_only=True):
    """Two records of different ids that were compared."""

    first: str
    second: str
    band: Band
    score: float
    """Probability that both are one organisation, 0 to 1."""
    reasons: tuple[str, ...]
    """Codes of what speaks for it and against it: ``same_ico``, ``other_locality``, …"""


class Links(msgspec.Struct, frozen=True, kw_only=True):
    """Which records are one organisation."""

    organisation_of: Mapping[str, str]
    """Id of the organisation by id of a record, for records whose own id is another one."""
    to_check: Sequence[Pair]
    """What a person should decide, the likeliest first."""
    related: Mapping[str, tuple[Related, ...]]
    """Organisations of the same group, by id of the organisation."""
