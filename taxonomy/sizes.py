"""Size classes of the Czech register: a code for a range of employees."""

from collections.abc import Mapping
from functools import cache

from taxonomy import tables


def employees(code: str) -> str:
    """Return the range of a KATPO code, ``25-49`` or ``10000+``; empty where it is not known."""
    return _ranges().get(code, "")


@cache
def _ranges() -> Mapping[str, str]:
    ranges: dict[str, str] = {}
    for row in tables.rows("sizes/katpo.csv", ("code", "least", "most")):
        least, most = row["least"], row["most"]
        ranges[row["code"]] = least if least == most else f"{least}-{most}" if most else f"{least}+"
    return ranges
