"""Named points of long works, at which a test can be present.

Work says which point it has reached. In service nobody is there, and it costs one look at a list; a
test can end the process at a point, to see what is left of the work.
"""

from collections.abc import Callable

_present: list[Callable[[str], None]] = []


def reached(point: str) -> None:
    """Tell whoever is present that ``point`` is reached. Names are constants of the code."""
    for told in _present:
        told(point)


def watch(told: Callable[[str], None]) -> None:
    """Call ``told`` with each point that is reached in this process from now on."""
    _present.append(told)
