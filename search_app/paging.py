"""The pages of a result."""

from matching.answer import SearchAnswer
from matching.request import DEEPEST_HIT

_AROUND = 1


def last(answer: SearchAnswer) -> int:
    """Return the number of the last page that can be asked for."""
    reachable = min(answer.total, DEEPEST_HIT)
    full, rest = divmod(reachable, answer.size)
    # A page that would reach beyond the engine's window cannot be had, not even in part.
    return full + bool(rest and (full + 1) * answer.size <= DEEPEST_HIT)


def around(answer: SearchAnswer) -> list[int | None]:
    """Return the first page, those around this one and the last; None stands for a gap."""
    end = last(answer)
    near = range(answer.page - _AROUND, answer.page + _AROUND + 1)
    pages = sorted({1, end, *near} & set(range(1, end + 1)))
    found: list[int | None] = []
    for page in pages:
        before = found[-1] if found else None
        if before is not None and page - before == 2:
            found.append(page - 1)
        elif before is not None and page - before > 2:
            found.append(None)
        found.append(page)
    return found
