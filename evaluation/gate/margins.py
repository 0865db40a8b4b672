"""How much worse than the live version a new one may be, from ``data/gate.yaml``."""

from functools import cache
from importlib.resources import files

import msgspec

from core.strict import parse

_FILE = "gate.yaml"


class Value(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A number with its reason."""

    value: float
    why: str


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    values: dict[str, Value]


def margin(name: str) -> float:
    """Return the value called ``name``. Raises KeyError where there is none."""
    return _values()[name].value


@cache
def _values() -> dict[str, Value]:
    text = files("evaluation").joinpath("data", _FILE).read_text(encoding="utf-8")
    return parse(text, _FILE, _File).values
