"""Records of several imports with one id."""

from core.records import Identifier, Place
from indexer.merge import merged
from tests.unit.indexer.records import offer, organisation, provenance


def test_the_newest_source_wins_and_older_ones_fill_its_gaps() -> None:
    old = organisation(
        name="Kovo Děčín a.s.", website="https://old.example", provenance=(provenance(),)
    )
    new = organisation(
        website="",
        purpose="",
        products=(),
        place=Place(country="CZ"),
        provenance=(provenance(source="ares", date="2026-11-01"),),
    )
    for order in ([old, new], [new, old]):
        one = merged(order)
        assert one.name == "Kovo Děčín s.r.o."
        assert (one.website, one.purpose) == ("https://old.example", old.purpose)
        assert one.products == old.products
        assert one.place == old.place
        assert [source.source for source in one.provenance] == ["ares", "res"]


def test_each_source_says_which_fields_it_tells() -> None:
    register = organisation(
        website="", products=(), identifiers=(Identifier("ico", "1"),), provenance=(provenance(),)
    )
    members = organisation(
        purpose="",
        website="https://new.example",
        products=("Drehteile",),
        place=Place(country="CZ", locality="Elsewhere"),
        identifiers=(Identifier("other", "A1"),),
        provenance=(provenance(source="members", date="2020-01-01"),),
    )
    one = merged([members, register])
    told = {entry.source: set(entry.fields) for entry in one.provenance}
    assert told["res"] >= {"id", "name", "purpose", "place", "identifiers"}
    assert told["members"] >= {"id", "name", "website", "products", "identifiers"}
    assert not told["res"] & {"website", "products"}
    assert not told["members"] & {"purpose", "place"}


def test_a_source_without_a_date_counts_as_the_oldest() -> None:
    undated = organisation(name="Undated", provenance=(provenance(date=None),))
    assert merged([undated, organisation()]).name == organisation().name


def test_identifiers_of_all_sources_are_kept_one_of_each_scheme() -> None:
    first = organisation(
        identifiers=(Identifier("ico", "00012345"), Identifier("other", "A1")),
    )
    second = organisation(
        identifiers=(
            Identifier("ico", "99999999"),
            Identifier("lei", "529900T8BM49AURSDO55"),
            Identifier("other", "B2"),
        ),
        former_names=("Older name",),
        provenance=(provenance(date="2020-01-01"),),
    )
    one = merged([first, second])
    assert one.identifiers == (
        Identifier("ico", "00012345"),
        Identifier("other", "A1"),
        Identifier("lei", "529900T8BM49AURSDO55"),
        Identifier("other", "B2"),
    )
    assert one.former_names == ("Kovo Decin a.s.", "Older name")


def test_offers_are_merged_too() -> None:
    newer = offer(text="", title="Drehteile", provenance=(provenance(date="2026-12-01"),))
    one = merged([offer(), newer])
    assert (one.title, one.text) == ("Drehteile", offer().text)


def test_a_single_record_stays_as_it_is() -> None:
    record = organisation()
    assert merged([record]) is record
