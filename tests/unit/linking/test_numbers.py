"""Official numbers link first, and records whose numbers conflict are never linked by a machine."""

import pytest

from tests.unit.linking.firms import (
    PLAUEN,
    czech,
    firm,
    linked,
    pair_to_check,
    registered,
    together,
)


@pytest.mark.parametrize(
    ("scheme", "value"),
    [("ico", "26168685"), ("lei", "529900T8BM49AURSDO55")],
)
def test_a_number_that_is_given_once_links_a_firm_that_was_renamed_and_moved(
    scheme: str, value: str
) -> None:
    before = czech("a", "Alvobis kovo s.r.o.", **{scheme: value})
    after = czech(
        "b",
        "Zenofex strojírny s.r.o.",
        place={"locality": "Cheb", "postal_code": "35002", "street": "Nová", "district": "CZ0411"},
        **{scheme: value},
    )
    assert together(linked([before, after]), "a", "b")


def test_a_court_number_links_in_any_writing_of_it() -> None:
    one = firm("a", "Alvobis Metallbau GmbH", hr="Dresden HRB 4711")
    other = firm("b", "Zenofex Technik GmbH", hr="dresden HRB 4711")
    assert together(linked([one, other]), "a", "b")


def test_the_tax_number_of_a_czech_firm_is_its_ico() -> None:
    one = czech("a", vat="CZ26168685")
    other = czech("b", "Zenofex s.r.o.", ico="26168685")
    assert together(linked([one, other]), "a", "b")


def test_two_ico_are_two_firms_and_with_all_else_the_same_a_person_decides() -> None:
    alike = {"website": "https://alvobis.example", "founded": "1994-03-01"}
    links = linked([czech("a", ico="26168685", **alike), czech("b", ico="00012343", **alike)])
    assert not links.organisation_of
    assert "other_ico" in pair_to_check(links).reasons


def test_firms_of_one_name_with_two_ico_are_left_alone() -> None:
    links = linked([czech("a", ico="26168685"), czech("b", ico="00012343")])
    assert (links.organisation_of, links.to_check) == ({}, ())


def test_a_seat_that_moved_to_another_court_is_put_before_a_person() -> None:
    moved = {**PLAUEN, "district": "14523"}
    links = linked([registered(1), registered(2, hr="Chemnitz HRB 2", place=moved)])
    assert not links.organisation_of
    assert "other_hr_court" in pair_to_check(links).reasons


def test_the_partnership_and_its_general_partner_stay_two() -> None:
    links = linked(
        [
            registered(1, "Alvobis Metallbau GmbH & Co. KG", hr="Dresden HRA 1"),
            registered(2, "Alvobis Metallbau Verwaltungs-GmbH"),
        ]
    )
    assert not links.organisation_of


def test_a_shared_tax_number_of_a_group_alone_links_nobody() -> None:
    links = linked([firm("a", vat="DE136695976"), firm("b", "Zenofex GmbH", vat="DE136695976")])
    assert not links.organisation_of
    assert pair_to_check(links).reasons[0] == "same_vat"
