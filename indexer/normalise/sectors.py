"""Activity codes of any edition as sectors in NACE Rev. 2.1."""

from collections.abc import Iterable
from functools import lru_cache

from core.records import Edition, Sector
from taxonomy import nace

_MOST_TARGETS = 4
"""An old class that became more new ones than this is told by their groups or divisions instead:
retail by mail order (47.91) became 32 classes, which would file its firms under everything."""


def converted(
    codes: Iterable[str], edition: Edition, *, primary: bool = True
) -> tuple[tuple[Sector, ...], tuple[str, ...]]:
    """Return the sectors of ``codes`` and those of them that ``edition`` does not have.

    The first code is the primary one, if ``primary`` says that the source knows one. Each Rev. 2.1
    code comes once, from the code named first.
    """
    sectors: dict[str, Sector] = {}
    unknown: list[str] = []
    for position, code in enumerate(dict.fromkeys(code.strip() for code in codes)):
        targets, inexact = _targets(code, edition)
        if not targets:
            unknown.append(code)
        for target in targets:
            sectors.setdefault(
                target,
                Sector(
                    code=target,
                    original=code,
                    edition=edition,
                    primary=primary and position == 0,
                    inexact=inexact,
                ),
            )
    return tuple(sectors.values()), tuple(unknown)


@lru_cache(maxsize=16_384)
def _targets(code: str, edition: Edition) -> tuple[tuple[str, ...], bool]:
    """Return the codes of Rev. 2.1 that stand for ``code``, and whether they are inexact."""
    targets, inexact = nace.to_rev21(code, edition)
    for length in (5, 4, 2):
        shorter = tuple(dict.fromkeys(target[:length] for target in targets))
        if len(shorter) <= _MOST_TARGETS:
            return shorter, inexact
    # Spread over many divisions: the one that kept its number is what most of it still is.
    division = (nace.normalised(code, edition) or "")[:2]
    return ((division,) if division.isdigit() and division in shorter else ()), True
