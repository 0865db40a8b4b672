"""Records on disk while an index is built."""

import tracemalloc
from collections.abc import Iterator
from typing import Any

import pytest

from core.records import Offer, Organisation
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


def _told(*offers: Offer) -> list[tuple[str, str, tuple[str, ...]]]:
    with Spool.filled(offers) as spool:
        found = [
            (one.record.id, one.audience.visibility, one.record.aliases) for one in spool.offers()
        ]
        assert len(spool) == len({id_.rpartition("~")[2] for id_, *_ in found})
        return found


FAIR, CHAMBER = provenance(dataset="fair"), provenance(dataset="chamber", date="2026-11-01")


def test_the_same_offer_of_two_imports_is_one_and_the_other_id_leads_to_it() -> None:
    one = offer(id="b", provenance=(FAIR,))
    same = offer(id="a", title=one.title.upper(), url="https://x.example", provenance=(CHAMBER,))
    assert _told(one, same) == [("a", "public", ("b",))] == _told(same, one)
    with Spool.filled([one, same, organisation(id=one.organisation)]) as spool:
        (firm,), (told,) = list(spool.organisations()), list(spool.offers())
        assert [linked.title for linked in firm.offers] == [same.title]
        assert {source.dataset for source in told.record.provenance} == {"fair", "chamber"}


@pytest.mark.parametrize(
    "other",
    [
        {"text": "Wir suchen andere Teile."},
        {"type": "offer"},
        {"organisation": "cz-9"},
        {"language": "cs"},
        {"starts": "2026-12-01"},
        {"provenance": (provenance(dataset="chamber", demo=True),)},
        {"provenance": (FAIR,)},
    ],
)
def test_offers_that_differ_or_stand_in_one_import_stay_apart(other: dict[str, Any]) -> None:
    changes = {"id": "a", "provenance": (CHAMBER,), **other}
    assert len(_told(offer(id="b", provenance=(FAIR,)), offer(**changes))) == 2


def test_offers_of_nobody_known_stay_apart() -> None:
    nobody = {"organisation": "", "organisation_name": ""}
    first, second = (
        offer(id="a", provenance=(FAIR,), **nobody),
        offer(id="b", provenance=(CHAMBER,), **nobody),
    )
    assert len(_told(first, second)) == 2


def test_what_a_house_delivers_neither_hides_another_offer_nor_is_hidden() -> None:
    own = provenance(dataset="own", visibility="house:ihk")
    public = offer(id="b", provenance=(FAIR,))
    assert _told(public, offer(id="a", provenance=(own,))) == [
        ("ihk~a", "house:ihk", ()),
        ("b", "public", ()),
    ]
    # The house has its own version of one of two that would else be one: all stays as it was.
    apart = _told(public, offer(id="a", provenance=(CHAMBER,)), offer(id="a", provenance=(own,)))
    assert sorted(id_ for id_, *_ in apart) == ["a", "b", "ihk~a"]


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
