"""The pairs of records that a person should decide on."""

from dataclasses import dataclass

import store
from core.records import Organisation
from core.settings import Settings
from indexer import linking
from indexer.home import links_folder
from indexer.linking import Pair
from operations import known


@dataclass(frozen=True)
class Check:
    """A pair with both its records; None where no import holds one any more."""

    pair: Pair
    first: Organisation | None
    second: Organisation | None


@dataclass(frozen=True)
class Checks:
    """The likeliest of the pairs that nobody has decided on."""

    shown: tuple[Check, ...]
    undecided: int
    """How many there are, those shown among them."""


def undecided(settings: Settings, limit: int) -> Checks:
    """Return the ``limit`` likeliest pairs that the last build left to a person."""
    with store.opened(settings) as opened:
        decided = {frozenset((one.first, one.second)) for one in store.links.active(opened)}
    to_check = linking.load(links_folder(settings)).to_check
    pairs = [one for one in to_check if frozenset((one.first, one.second)) not in decided]
    shown = pairs[:limit]
    records = known.records_of(settings, {id_ for one in shown for id_ in (one.first, one.second)})
    return Checks(
        tuple(Check(one, records.get(one.first), records.get(one.second)) for one in shown),
        len(pairs),
    )


def pair(settings: Settings, first: str, second: str) -> Check:
    """Return two records to decide on, whether the last build left them to a person or not."""
    wanted = {first, second}
    to_check = linking.load(links_folder(settings)).to_check
    unknown = Pair(first=first, second=second, band="check", score=0.0, reasons=())
    found = next((one for one in to_check if {one.first, one.second} == wanted), unknown)
    records = known.records_of(settings, wanted)
    return Check(found, records.get(found.first), records.get(found.second))
