"""What comparing two rows finds: small pure functions, each with its code and both values."""

from collections.abc import Iterator

import msgspec

from indexer.linking import names
from indexer.linking.rows import Row, Spot
from indexer.linking.rules import weights, words

_HR = "hr"
_YEAR = 4
_DAY = 10
_STREET = 5
"""Letters of a street from which one that goes on is the same: hauptstr, hauptstrsse."""


class Finding(msgspec.Struct, frozen=True):
    """One thing that speaks for or against two rows being one organisation."""

    code: str
    """A key of the findings of ``weights.yaml``."""
    first: str
    """What the first row tells, in its form for comparison."""
    second: str

    @property
    def weight(self) -> float:
        """Bits for or against."""
        return weights().findings[self.code].weight


def findings(first: Row, second: Row) -> tuple[Finding, ...]:
    """Return what comparing two rows finds; what one of them does not tell finds nothing."""
    places = (place(one, other) for one in first.spots for other in second.spots)
    single = (
        name(first, second),
        max(filter(None, places), key=_weight, default=None),
        form(first, second),
        website(first, second),
        founding(first, second),
    )
    return (*numbers(first, second), *filter(None, single))


def conflict(first: Row, second: Row) -> bool:
    """Tell whether official numbers forbid that a machine links two rows."""
    return any(weights().findings[one.code].conflict for one in numbers(first, second))


def numbers(first: Row, second: Row) -> Iterator[Finding]:
    """Yield for each scheme of official numbers that both rows have whether they agree."""
    if not (first.numbers and second.numbers):
        return
    others = _by_scheme(second)
    for scheme, own in _by_scheme(first).items():
        other = others.get(scheme)
        if other is None:
            continue
        shared = [value for value in own if value in other]
        if shared:
            yield Finding(f"same_{scheme}", shared[0], shared[0])
        else:
            yield Finding(_other_number(scheme, own[0], other[0]), own[0], other[0])


def name(first: Row, second: Row) -> Finding | None:
    """Return how alike the names are, of all names that both have had the two most alike."""
    if not (first.names and second.names):
        return None
    known = frozenset(
        word
        for row in (first, second)
        for spot in row.spots
        for locality in spot.localities
        for word in locality.split()
    )
    found = [_named(a, b, known) for a in first.names for b in second.names]
    for one, other in ((first, second), (second, first)):
        for former in one.former:
            found += [
                Finding("former_name", *_turned(former, now, swapped=one is second))
                for now in other.names
                if names.compared(former, now, known) in ("same_name", "similar_name")
            ]
    return max(found, key=_weight)


def place(first: Spot, second: Spot) -> Finding | None:
    """Return how near two addresses are."""
    near = _nearness(first, second)
    return Finding(near, _shown(first), _shown(second)) if near else None


def form(first: Row, second: Row) -> Finding | None:
    """Return whether the legal forms agree."""
    if not (first.forms and second.forms):
        return None
    for one in first.forms:
        if one in second.forms:
            return Finding("same_form", one, one)
    pairs = [(one, other) for one in first.forms for other in second.forms]
    usual = next((pair for pair in pairs if frozenset(pair) in words().changes), None)
    return Finding("changed_form", *usual) if usual else Finding("other_form", *pairs[0])


def website(first: Row, second: Row) -> Finding | None:
    """Return whether the websites have the same host."""
    if not (first.hosts and second.hosts):
        return None
    for one in first.hosts:
        if one in second.hosts:
            return Finding("same_website", one, one)
    return Finding("other_website", first.hosts[0], second.hosts[0])


def founding(first: Row, second: Row) -> Finding | None:
    """Return whether the dates of foundation agree, as exactly as both tell."""
    if not (first.founded and second.founded):
        return None
    pairs = [(one, other) for one in first.founded for other in second.founded]
    for length, code in ((_DAY, "same_founding_day"), (_YEAR, "same_founding_year")):
        for one, other in pairs:
            if min(len(one), len(other)) >= length and one[:length] == other[:length]:
                return Finding(code, one, other)
    return Finding("other_founding", *pairs[0])


def _weight(finding: Finding) -> float:
    return finding.weight


def _by_scheme(row: Row) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for number in row.numbers:
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


def _named(first: str, second: str, known: frozenset[str]) -> Finding:
    return Finding(names.compared(first, second, known), first, second)


def _turned(first: str, second: str, *, swapped: bool) -> tuple[str, str]:
    return (second, first) if swapped else (first, second)


def _nearness(first: Spot, second: Spot) -> str:
    same_code = bool(first.postal_code) and first.postal_code == second.postal_code
    same_town = any(one in second.localities for one in first.localities)
    if same_code or same_town:
        shared = any(number in second.numbers for number in first.numbers)
        if first.street and first.street == second.street:
            return "same_address" if shared else "same_street"
        if shared and _street_slipped(first.street, second.street):
            return "same_address"
        return "same_postal_code" if same_code else "same_locality"
    if first.district and second.district:
        return "same_district" if first.district == second.district else "other_district"
    known = (first.postal_code and second.postal_code) or (first.localities and second.localities)
    return "other_district" if known else ""


def _street_slipped(first: str, second: str) -> bool:
    """Tell whether streets are alike but for slips; one in the ending leaves it unshortened."""
    shorter, longer = sorted((first, second), key=len)
    cut = len(shorter) >= _STREET and longer.startswith(shorter)
    return cut or names.slip(first, second)


def _shown(spot: Spot) -> str:
    numbers_ = "/".join(spot.numbers)
    return " ".join(filter(None, (spot.street, numbers_, spot.postal_code, *spot.localities[:1])))
