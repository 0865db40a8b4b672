"""Records on disk while an index is built."""

import tracemalloc
from collections.abc import Iterator

from core.records import Organisation
from indexer.documents import Audience
from indexer.linking.types import Links
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
        found = [seen.record for seen in spool.organisations()]
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
        assert [(seen.record.id, seen.offers) for seen in spool.organisations()] == [
            ("cz-1", (LinkedOffer("Drehteile", "de"),)),
            ("cz-2", ()),
        ]
        assert [seen.record.id for seen in spool.offers()] == ["1", "2", "3"]


def test_an_offer_and_an_organisation_may_share_an_id() -> None:
    with Spool.filled([offer(id="same"), organisation(id="same")]) as spool:
        assert len(spool) == 2


def test_linked_records_are_one_and_their_offers_belong_to_it() -> None:
    links = Links(organisation_of={"de-kovo": "cz-1"}, to_check=(), related={})
    records = [
        organisation(id="cz-1", website=""),
        organisation(id="de-kovo", website="https://kovo.example"),
        offer(organisation="de-kovo", title="Drehteile"),
    ]
    with Spool.filled(records, links) as spool:
        (one,) = spool.organisations()
        assert (one.record.id, one.record.website) == ("cz-1", "https://kovo.example")
        assert one.offers == (LinkedOffer("Drehteile", "de"),)
        assert [seen.record.organisation for seen in spool.offers()] == ["cz-1"]


def test_a_house_sees_a_version_of_its_own_and_nobody_else_does() -> None:
    own = provenance(source="members", dataset="ihk", visibility="house:ihk")
    records = [
        organisation(id="cz-1", website=""),
        organisation(id="cz-1", website="https://kovo.example", provenance=(own,)),
        organisation(id="cz-2", provenance=(own,)),
        offer(id="7", organisation="cz-1", title="Geheim", provenance=(own,)),
    ]
    with Spool.filled(records) as spool:
        public, house, member = spool.organisations()
        assert (public.record.id, public.record.website, public.offers) == ("cz-1", "", ())
        assert public.audience == Audience("public", ("house:ihk",))
        assert (house.record.id, house.public_id) == ("ihk~cz-1", "cz-1")
        assert house.record.website == "https://kovo.example"
        assert [one.title for one in house.offers] == ["Geheim"]
        assert house.audience == member.audience == Audience("house:ihk")
        assert member.record.id == "ihk~cz-2"
        assert [(seen.record.id, seen.audience.visibility) for seen in spool.offers()] == [
            ("ihk~7", "house:ihk")
        ]


def test_an_invented_firm_with_the_number_of_a_real_one_gives_way() -> None:
    invented = organisation(id="cz-1", name="Invented", provenance=(provenance(demo=True),))
    with Spool.filled([invented, organisation(id="cz-1", name="Real")]) as spool:
        assert [seen.record.name for seen in spool.organisations()] == ["Real"]


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
