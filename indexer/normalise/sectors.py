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
        targets = _targets(code, edition)
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
                    inexact=len(targets) > 1 or _is_wider(code, target, edition),
                ),
            )
    return tuple(sectors.values()), tuple(unknown)


def _is_wider(code: str, target: str, edition: Edition) -> bool:
    """Tell whether ``target`` says less than ``code`` because its exact targets were too many."""
    return target not in nace.to_rev21(code, edition)[0]


@lru_cache(maxsize=16_384)
def _targets(code: str, edition: Edition) -> tuple[str, ...]:
    targets, _ = nace.to_rev21(code, edition)
    for length in (4, 2):
        if len(targets) <= _MOST_TARGETS:
            return targets
        targets = tuple(dict.fromkeys(target[:length] for target in targets))
    if len(targets) <= _MOST_TARGETS:
        return targets
    # Spread over many divisions: the one that kept its number is what most of it still is.
    division = (nace.normalised(code, edition) or "")[:2]
    return (division,) if division.isdigit() and division in targets else ()
