"""Whether official numbers agree."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

from indexer.linking.features.finding import Finding, Findings
from indexer.linking.rows import Row
from indexer.linking.rules import finding_weights

_HR = "hr"


def numbers(first: Row, second: Row) -> Findings:
    """Return for each scheme of official numbers that both rows have whether they agree."""
    if not (first.numbers and second.numbers):
        return ()
    others = _by_scheme(second.numbers)
    found = []
    for scheme, own in _by_scheme(first.numbers).items():
        other = others.get(scheme)
        if other is None:
            continue
        shared = next((value for value in own if value in other), None)
        if shared is not None:
            found.append(Finding(f"same_{scheme}", shared, shared))
        else:
            found.append(Finding(_other_number(scheme, own[0], other[0]), own[0], other[0]))
    return tuple(found)


def conflict(first: Row, second: Row) -> bool:
    """Tell whether official numbers forbid that a machine links two rows."""
    return any(finding_weights()[one.code].conflict for one in numbers(first, second))


@lru_cache(maxsize=65_536)
def _by_scheme(numbers_: tuple[str, ...]) -> Mapping[str, Sequence[str]]:
    found: dict[str, list[str]] = {}
    for number in numbers_:
        scheme, _, value = number.partition(":")
        found.setdefault(scheme, []).append(value)
    return found


def _other_number(scheme: str, first: str, second: str) -> str:
    """Return the code of two numbers that differ; German ones by what differs in them."""
    if scheme != _HR:
        return f"other_{scheme}"
    court, register = _court(first)
    other_court, other_register = _court(second)
    if court != other_court:
        return "other_hr_court"
    return "other_hr" if register == other_register else "other_hr_register"


def _court(number: str) -> tuple[str, str]:
    """Split ``bad-salzungen-hrb-12345-b`` into court and register."""
    parts = number.split("-")
    at = next((at for at, part in enumerate(parts) if part[:1].isdigit()), len(parts))
    return "-".join(parts[: max(at - 1, 0)]), "".join(parts[max(at - 1, 0) : at])
