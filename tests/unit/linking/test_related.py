"""Branches of a group on both sides of the border are related, and stay two organisations."""

from core.records import Identifier
from tests.unit.linking.firms import czech, firm, linked, registered


def test_the_same_rare_name_on_both_sides_of_the_border_is_one_group() -> None:
    links = linked([registered(1, "Alvobis GmbH"), czech("cz-1", "Alvobis CZ s.r.o.")])
    assert not links.organisation_of
    (czech_side,) = links.related["de-dresden-hrb-1"]
    (german_side,) = links.related["cz-1"]
    assert (czech_side.id, czech_side.name, czech_side.country) == (
        "cz-1",
        "Alvobis CZ s.r.o.",
        "CZ",
    )
    assert (german_side.id, german_side.reason) == ("de-dresden-hrb-1", "same_name")


def test_a_common_name_on_both_sides_is_no_group() -> None:
    german = [registered(at, f"Elektro Ort{at} GmbH") for at in range(1, 6)]
    across = [czech(f"cz-{at}", f"Elektro Misto{at} s.r.o.") for at in range(5)]
    both = [registered(9, "Elektro GmbH"), czech("cz-9", "Elektro s.r.o.")]
    assert not linked([*german, *across, *both]).related


def test_a_name_of_initials_is_no_group() -> None:
    assert not linked([registered(1, "ABC GmbH"), czech("cz-1", "ABC s.r.o.")]).related


def test_namesakes_in_one_country_are_no_group() -> None:
    place = {"locality": "Plauen", "postal_code": "08523"}
    assert not linked(
        [registered(1, "Alvobis GmbH"), registered(2, "Alvobis GmbH", place=place)]
    ).related


def test_an_owner_that_a_source_names_by_number_is_the_parent() -> None:
    lei = "529900T8BM49AURSDO55"
    parent = registered(1, "Zenofex Holding AG", lei=lei)
    child = czech("cz-1", "Kemomar s.r.o.", parents=(Identifier("lei", lei),))
    links = linked([parent, child])
    assert [one.reason for one in links.related["cz-1"]] == ["parent"]
    assert [(one.id, one.reason) for one in links.related[parent.id]] == [("cz-1", "subsidiary")]


def test_relations_are_between_organisations_not_records() -> None:
    links = linked(
        [
            registered(1, "Alvobis GmbH"),
            firm("list", "Alvobis GmbH"),
            czech("cz-1", "Alvobis s.r.o."),
        ]
    )
    assert [one.id for one in links.related["cz-1"]] == ["de-dresden-hrb-1"]
    assert set(links.related) == {"cz-1", "de-dresden-hrb-1"}
