"""What a record counts for, in all together and in each of its sources."""

import pytest

from core.records import Difference, InferredSector, Place
from indexer.quality.measures import Measures
from tests.unit.indexer.records import offer, organisation, provenance
from tests.unit.quality.loads import TODAY, links

RES = provenance(dataset="res", date="2026-10-01")
OLD = provenance(source="offeneregister", dataset="old", key="D1", date="2019-02-11")


def counted(*organisations, linked=None):
    measures = Measures(linked, TODAY)
    for one in organisations:
        measures.take(one)
    return measures


def test_an_organisation_of_two_sources_counts_in_both_and_once_in_all():
    measures = counted(organisation(provenance=(RES, OLD)), organisation(provenance=(OLD,)))
    assert measures.total["organisations"] == 2
    assert measures.of_dataset["res"]["organisations"] == 1
    assert measures.of_dataset["old"]["organisations"] == 2
    assert measures.total["linked"] == measures.of_dataset["old"]["linked"] == 1


def test_two_answers_on_one_row_of_a_source_are_no_link():
    assert counted(organisation(provenance=(RES, RES))).total["linked"] == 0


def test_an_inferred_sector_counts_only_without_a_registered_one():
    inferred = (InferredSector(code="25.53", confidence=0.7),)
    total = counted(
        organisation(),
        organisation(sectors=(), inferred_sectors=inferred),
        organisation(sectors=()),
    ).total
    assert (total["sector_registered"], total["sector_inferred"]) == (1, 1)


@pytest.mark.parametrize("precision", ["address", "postal_code", "municipality", "none"])
def test_coordinates_count_by_how_exact_they_are(precision):
    place = Place(country="CZ", locality="Děčín", precision=precision)
    total = counted(organisation(place=place)).total
    assert {name for name in total if name.startswith("coordinates")} == {
        f"coordinates_{precision}"
    }


def test_the_newest_source_decides_whether_it_is_confirmed():
    total = counted(
        organisation(provenance=(OLD, RES)),
        organisation(provenance=(OLD,)),
        organisation(provenance=(provenance(date=None),)),
    ).total
    assert (total["unconfirmed"], total["undated"]) == (1, 1)


def test_what_is_empty_does_not_count():
    total = counted(organisation(website="", legal_form=""), organisation()).total
    assert (total["website"], total["legal_form"]) == (1, 1)


def test_a_difference_counts_for_the_source_that_tells_otherwise():
    told = Difference(field="name", value="Kovo a.s.", source="offeneregister", dataset="old")
    measures = counted(organisation(provenance=(RES, OLD), differences=(told,)))
    assert measures.differences == {"name": 1}
    assert measures.differences_of_dataset == {"old": {"name": 1}}
    assert measures.total["differences"] == 1


def test_an_organisation_waits_for_a_decision_on_any_of_its_records():
    waiting = links(("cz-1", "de-7"))
    measures = counted(
        organisation(id="cz-00012345", aliases=("cz-1",)),
        organisation(id="de-7"),
        organisation(id="de-8"),
        linked=waiting,
    )
    assert measures.total["to_check"] == 2


def test_offers_count_apart_from_organisations():
    measures = Measures(None, TODAY)
    measures.take_record(offer())
    measures.take_record(organisation())
    assert (measures.total["offers"], measures.total["organisations"]) == (1, 1)
    assert measures.of_dataset["fair"] == {"offers": 1}
