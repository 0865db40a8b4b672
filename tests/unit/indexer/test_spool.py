"""Records on disk while an index is built."""

import tracemalloc
from collections.abc import Iterator

from core.records import Organisation
from indexer.spool import Spool
from indexer.statements import LinkedOffer
from tests.unit.indexer.records import offer, organisation, provenance


def test_records_come_back_in_order_of_id_and_those_of_one_id_as_one() -> None:
    ares = provenance(source="ares", date="2026-11-01")
    records = [
        organisation(id="cz-2"),
        organisation(id="cz-1"),
        organisation(id="cz-2", name="Newer", provenance=(ares,)),
    ]
    with Spool.filled(records) as spool:
        found = [record for record, _ in spool.organisations()]
        assert len(spool) == 2
        assert [(record.id, record.name) for record in found] == [
            ("cz-1", organisation().name),
            ("cz-2", "Newer"),
        ]
        assert [source.source for source in found[1].provenance] == ["ares", "res"]


def test_an_organisation_comes_with_the_titles_of_its_offers() -> None:
    records = [
        offer(id="1", organisation="cz-1", title="Drehteile"),
        offer(id="2", organisation="", title="Bleche"),
        offer(id="3", organisation="cz-9", title="Gussteile"),
        organisation(id="cz-1"),
        organisation(id="cz-2"),
    ]
    with Spool.filled(records) as spool:
        assert [(record.id, offers) for record, offers in spool.organisations()] == [
            ("cz-1", (LinkedOffer("Drehteile", "de"),)),
            ("cz-2", ()),
        ]
        assert [record.id for record in spool.offers()] == ["1", "2", "3"]


def test_an_offer_and_an_organisation_may_share_an_id() -> None:
    with Spool.filled([offer(id="same"), organisation(id="same")]) as spool:
        assert len(spool) == 2


def test_memory_does_not_grow_with_the_number_of_records() -> None:
    def many() -> Iterator[Organisation]:
        for number in range(20_000):
            yield organisation(id=f"cz-{number % 10_000:08d}")

    tracemalloc.start()
    with Spool.filled(many()) as spool:
        read = sum(1 for _ in spool.organisations())
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert read == 10_000
    assert most < 2_000_000  # bytes; the records alone are ten times as much
