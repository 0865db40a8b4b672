"""Records of several sources that are one organisation or offer become one by the written rule."""

import random

from core.records import Difference, Identifier, Organisation, Place
from indexer.merge import merged
from indexer.merging.rules import rules
from tests.unit.indexer.records import offer, organisation, provenance, sector

ID = "cz-00012345"
REGISTER = (provenance(source="res", date="2026-10-01"),)
LIST = (provenance(source="members", dataset="komora", date="2026-09-01"),)


def from_list(**changes) -> Organisation:
    return organisation(**{"id": "cz-k17", "provenance": LIST, **changes})


def whole(*records: Organisation) -> Organisation:
    """Return what becomes of ``records``, and make sure that their order does not matter."""
    found = merged(records, ID)
    turned = list(records)
    for seed in range(4):
        random.Random(seed).shuffle(turned)
        assert merged(turned, ID) == found
    return found


def told(record: Organisation, source: str) -> set[str]:
    return {field for one in record.provenance if one.source == source for field in one.fields}


def difference(field: str, value: str, **changes) -> Difference:
    source = {"source": "members", "dataset": "komora", "date": "2026-09-01"}
    return Difference(field=field, value=value, **{**source, **changes})


def test_the_register_tells_the_name_and_the_member_list_the_website() -> None:
    register = organisation(website="https://register.example", provenance=REGISTER)
    one = whole(register, from_list(name="Kovo", website="https://liste.example"))
    assert (one.name, one.website) == (register.name, "https://liste.example")
    assert {"name", "place"} <= told(one, "res")
    assert "website" in told(one, "members")
    assert "website" not in told(one, "res")
    assert difference("name", "Kovo") in one.differences


def test_a_source_fills_the_gaps_of_a_better_one() -> None:
    one = whole(
        organisation(website="", purpose="", products=(), provenance=REGISTER),
        from_list(place=Place(country="CZ"), founded="", name="Kovo Děčín, s. r. o."),
    )
    assert one.website == "https://kovo.example"
    assert one.products == ("soustružené díly",)
    assert one.place.locality == "Děčín"
    assert one.differences == ()


def test_of_two_registers_the_newer_state_wins_and_the_older_name_becomes_a_former_one() -> None:
    older = organisation(name="Kovo Sever s.r.o.", former_names=(), provenance=REGISTER)
    newer = organisation(
        name="Kovo Jih s.r.o.",
        former_names=(),
        provenance=(provenance(source="ares", date="2026-11-01"),),
    )
    one = whole(older, newer)
    assert one.name == "Kovo Jih s.r.o."
    assert one.former_names == ("Kovo Sever s.r.o.",)
    assert [entry.source for entry in one.provenance] == ["ares", "res"]


def test_a_register_of_years_ago_stands_behind_a_list_of_today_for_what_changes() -> None:
    old = organisation(
        name="Alt Metallbau GmbH",
        former_names=(),
        founded="1994-03-01",
        place=Place(country="DE", street="Alte Str.", number="1", locality="Zwickau"),
        country="DE",
        provenance=(provenance(source="offeneregister", dataset="copy", date="2018-02-01"),),
    )
    today = organisation(
        name="Neu Metallbau GmbH",
        former_names=(),
        founded="1990",
        place=Place(country="DE", street="Neue Str.", number="2", locality="Chemnitz"),
        country="DE",
        provenance=LIST,
    )
    one = whole(old, today)
    assert (one.name, one.place.locality) == ("Neu Metallbau GmbH", "Chemnitz")
    assert one.founded == "1994-03-01"
    assert one.former_names == ("Alt Metallbau GmbH",)
    copy = {"source": "offeneregister", "dataset": "copy", "date": "2018-02-01"}
    assert difference("place", "Alte Str. 1, Zwickau", **copy) in one.differences
    assert difference("founded", "1990") in one.differences


def test_another_spelling_is_no_difference() -> None:
    seat = {"country": "DE", "postal_code": "02763", "locality": "Zittau"}
    one = whole(
        organisation(
            country="DE",
            name="Muster Bau GmbH",
            place=Place(street="Hauptstraße", number="5", **seat),
            size_class="230",
            founded="1994-03-01",
            website="",
            provenance=REGISTER,
        ),
        from_list(
            country="DE",
            name="MUSTER BAU G.m.b.H.",
            place=Place(
                country="DE",
                street="Hauptstr.",
                number="5",
                locality="Žitava",
                locality_names=("Zittau",),
            ),
            size_class="25-49",
            founded="1994",
        ),
    )
    assert one.differences == ()
    assert {"name", "place", "size_class", "founded"} <= told(one, "members")


def test_what_has_ended_in_the_newest_register_has_ended() -> None:
    active = organisation(status="active", provenance=REGISTER)
    ended = organisation(
        status="ended",
        ended="2026-10-15",
        provenance=(provenance(source="ares", date="2026-10-20"),),
    )
    listed = from_list(
        status="active", provenance=(provenance(source="members", date="2026-11-01"),)
    )
    one = whole(active, ended, listed)
    assert (one.status, one.ended) == ("ended", "2026-10-15")
    assert {change.value for change in one.differences} == {"active"}


def test_what_was_entered_again_is_active_and_has_no_end() -> None:
    ended = organisation(status="ended", ended="2020-01-31", provenance=REGISTER)
    again = organisation(
        status="active", provenance=(provenance(source="justice", date="2026-11-01"),)
    )
    one = whole(ended, again)
    assert (one.status, one.ended) == ("active", "")


def test_numbers_and_former_names_are_collected_and_a_second_number_of_a_kind_is_a_difference() -> (
    None
):
    first = organisation(
        identifiers=(Identifier("ico", "00012345"), Identifier("other", "A1")),
        provenance=REGISTER,
    )
    second = from_list(
        identifiers=(
            Identifier("ico", "99999999"),
            Identifier("lei", "529900T8BM49AURSDO55"),
            Identifier("other", "B2"),
        ),
        former_names=("KOVO DECIN A. S.", "Strojírny Děčín"),
    )
    one = whole(first, second)
    assert one.identifiers == (
        Identifier("ico", "00012345"),
        Identifier("other", "A1"),
        Identifier("lei", "529900T8BM49AURSDO55"),
        Identifier("other", "B2"),
    )
    assert one.former_names == ("Strojírny Děčín",)
    assert difference("identifiers", "99999999") in one.differences


def test_a_list_tells_what_kind_of_organisation_a_company_is() -> None:
    one = whole(organisation(kind="company"), from_list(kind="institute"))
    assert one.kind == "institute"


def test_texts_are_in_the_language_of_the_record() -> None:
    german = from_list(language="de", purpose="Wir drehen Teile.", products=("Drehteile",))
    czech = organisation(purpose="Soustružíme.", products=("díly",), provenance=REGISTER)
    one = whole(czech, german)
    assert (one.language, one.purpose, one.products) == ("de", "Wir drehen Teile.", ("Drehteile",))
    assert one.activities == german.activities


def test_coordinates_come_from_the_source_that_knows_the_house() -> None:
    seat = {"country": "CZ", "street": "Dlouhá", "number": "5", "locality": "Děčín"}
    register = organisation(
        place=Place(**seat, postal_code="40502", latitude=50.7, longitude=14.2, precision="none"),
        provenance=REGISTER,
    )
    listed = from_list(place=Place(**seat, latitude=50.78, longitude=14.21, precision="address"))
    one = whole(register, listed)
    assert (one.place.latitude, one.place.precision) == (50.78, "address")


def test_ids_of_other_records_are_kept_as_aliases() -> None:
    one = whole(organisation(id=ID), from_list(id="cz-k17"), from_list(id="cz-k17"))
    assert (one.id, one.aliases) == (ID, ("cz-k17",))


def test_a_register_of_activities_wins_over_a_list() -> None:
    one = whole(
        organisation(sectors=(sector("25.53"),), provenance=REGISTER),
        from_list(sectors=(sector("62.10"),)),
    )
    assert [each.code for each in one.sectors] == ["25.53"]


def test_differences_end_at_their_limit() -> None:
    several = [
        from_list(name=f"Name {at}", provenance=(provenance(source="members", key=str(at)),))
        for at in range(40)
    ]
    assert len(merged([organisation(), *several], ID).differences) == rules().differences.most


def test_a_single_record_stays_as_it_is_and_takes_a_new_id_where_it_gets_one() -> None:
    record = organisation()
    assert merged([record], record.id) is record
    renamed = merged([record], "cz-1")
    assert (renamed.id, renamed.aliases) == ("cz-1", (record.id,))


def test_of_offers_the_newest_wins_and_older_ones_fill_its_gaps() -> None:
    newer = offer(text="", title="Drehteile", provenance=(provenance(date="2026-12-01"),))
    one = merged([offer(), newer], "request-17")
    assert (one.title, one.text) == ("Drehteile", offer().text)
    assert [set(entry.fields) >= {"title"} for entry in one.provenance] == [True, False]


def test_every_rule_names_groups_of_sources_that_there_are() -> None:
    named = {group for field in rules().fields.values() for group in field.order}
    assert named == set(rules().groups)
