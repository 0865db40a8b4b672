"""The same activity in the four editions that registers use."""

from collections import defaultdict
from functools import cache

from taxonomy import tables


def czech_codes(sector: str) -> tuple[str, str]:
    """Return CZ-NACE 2008 and CZ-NACE 2025 of a WZ 2025 code, five digits each as in RES."""
    return wz2008(sector).replace(".", "")[:4] + "0", sector.replace(".", "")[:4] + "0"


def sectors() -> frozenset[str]:
    """Return all WZ 2025 codes of five digits (``25.53.0``)."""
    return frozenset(_older())


def wz2008(sector: str) -> str:
    """Return the WZ 2008 code that a firm with this WZ 2025 code had before (``25.62.0``).

    Where there are several it is the last that went over as a whole. Raises KeyError for a code
    that WZ 2025 does not have.
    """
    return _older()[sector]


@cache
def _older() -> dict[str, str]:
    columns = ("wz2025", "wz2008", "partial", "title_wz2008")
    whole: dict[str, str] = {}
    part: dict[str, list[str]] = defaultdict(list)
    for row in tables.rows("nace/wz2025_to_wz2008.csv", columns):
        part[row["wz2025"]].append(row["wz2008"])
        if row["partial"] == "False":
            whole[row["wz2025"]] = row["wz2008"]
    return {new: whole.get(new, old[0]) for new, old in part.items()}
