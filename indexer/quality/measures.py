"""Counts what released records hold, while documents are made of them."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date

from core.confirmation import today, unconfirmed_since
from core.records import Offer, Organisation, Record
from indexer.linking.types import Links


class Measures:
    """Is told of each released record once. Keeps counts only, whatever the number of records.

    An organisation counts for each dataset that tells of it, and once for all together.
    """

    def __init__(self, links: Links | None, day: date | None = None) -> None:
        """``links`` are None where records have not been linked; ``day`` is today."""
        pairs = links.to_check if links else ()
        self._waiting = {id_ for pair in pairs for id_ in (pair.first, pair.second)}
        self._day = day or today()
        self.total: Counter[str] = Counter()
        self.of_dataset: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self.differences: Counter[str] = Counter()
        """By field."""
        self.differences_of_dataset: defaultdict[str, Counter[str]] = defaultdict(Counter)
        """Fields that a dataset tells otherwise than it is shown."""

    def take(self, organisation: Organisation) -> None:
        """Count a released organisation."""
        found = list(_facts(organisation, self._day))
        if not self._waiting.isdisjoint((organisation.id, *organisation.aliases)):
            found.append("to_check")
        self.total.update(found)
        for dataset in {one.dataset for one in organisation.provenance}:
            self.of_dataset[dataset].update(found)
        for difference in organisation.differences:
            self.differences[difference.field] += 1
            self.differences_of_dataset[difference.dataset][difference.field] += 1

    def take_record(self, record: Record) -> None:
        """Count a record of either kind, but none of what has ended."""
        if isinstance(record, Offer):
            self.take_offer(record)
        elif record.status != "ended":
            self.take(record)

    def take_offer(self, offer: Offer) -> None:
        """Count a released offer, request or event."""
        self.total["offers"] += 1
        for dataset in {one.dataset for one in offer.provenance}:
            self.of_dataset[dataset]["offers"] += 1


def _facts(organisation: Organisation, day: date) -> Iterator[str]:
    """Yield the names of the figures that an organisation counts for."""
    yield "organisations"
    if len({(one.dataset, one.key) for one in organisation.provenance}) > 1:
        yield "linked"
    if organisation.differences:
        yield "differences"
    if organisation.sectors:
        yield "sector_registered"
    elif organisation.inferred_sectors:
        yield "sector_inferred"
    yield f"coordinates_{organisation.place.precision}"
    if organisation.website:
        yield "website"
    if organisation.legal_form:
        yield "legal_form"
    newest = max((one.date for one in organisation.provenance if one.date), default=None)
    if newest is None:
        yield "undated"
    elif unconfirmed_since(newest, day):
        yield "unconfirmed"
