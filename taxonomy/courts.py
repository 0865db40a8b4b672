"""German register courts by the codes that registers give them."""

from collections.abc import Mapping
from functools import cache
from typing import Literal

from taxonomy import tables

CodeList = Literal["xjustiz", "gleif"]
"""``xjustiz``: register courts of XUnternehmen (``U1206``); ``gleif``: registration authorities of
the LEI register (``RA000224``)."""

SAXON = frozenset({"Chemnitz", "Dresden", "Leipzig"})
"""The register courts of Saxony, the only Land of which the place tables know districts."""


def name(code_list: CodeList, code: str) -> str:
    """Return a court as it stands before a register number (``Chemnitz``); empty if unknown."""
    return _courts().get((code_list, code), "")


def spelled(text: str) -> str:
    """Return a court as the lists write it, whatever the case of ``text``; as it is if unknown."""
    return _by_folded_name().get(text.casefold(), text)


@cache
def _by_folded_name() -> Mapping[str, str]:
    return {court.casefold(): court for court in _courts().values()}


@cache
def _courts() -> Mapping[tuple[str, str], str]:
    rows = tables.rows("courts/courts.csv", ("list", "code", "court"))
    return {(row["list"], row["code"]): row["court"] for row in rows}
