"""The weights of the clauses, from weights.yaml."""

from functools import cache
from importlib.resources import files

import msgspec

from core.strict import parse


class Weight(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A number and why it is what it is."""

    value: float
    why: str


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    weights: dict[str, Weight]


@cache
def _weights() -> dict[str, Weight]:
    text = files("matching").joinpath("weights.yaml").read_text(encoding="utf-8")
    return parse(text, "matching/weights.yaml", _File).weights


def weight(name: str) -> float:
    """Return the weight called ``name``; raises KeyError where there is none."""
    return _weights()[name].value
