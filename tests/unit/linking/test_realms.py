"""What is invented, and what only a house may see, stays apart from what is public."""

from tests.unit.linking.firms import czech, firm, linked, registered, together

IHK = {"visibility": "house:ihk"}


def test_an_invented_firm_is_never_a_real_one() -> None:
    links = linked([registered(1), firm("a", demo=True, hr="Dresden HRB 1")])
    assert (links.organisation_of, links.to_check) == ({}, ())


def test_a_record_of_a_house_is_the_public_organisation_and_does_not_name_it() -> None:
    public = firm("zz-public")
    links = linked([public, firm("aa-house", **IHK)])
    assert links.organisation_of == {"aa-house": "zz-public"}


def test_a_house_never_makes_two_public_organisations_one() -> None:
    two = [registered(1, "Zenofex Technik GmbH"), firm("listed")]
    bridge = firm("house", hr="Dresden HRB 1", **IHK)
    links = linked([*two, bridge])
    assert links.organisation_of == {"house": "de-dresden-hrb-1"}
    assert [(one.first, one.second) for one in links.to_check] == [("house", "listed")]


def test_houses_do_not_know_of_each_other() -> None:
    links = linked([firm("a", **IHK), firm("b", visibility="house:komora")])
    assert (links.organisation_of, links.to_check) == ({}, ())


def test_records_of_one_house_are_one_where_nothing_public_is_like_them() -> None:
    assert together(linked([firm("a", **IHK), firm("b", **IHK)]), "a", "b")


def test_what_a_house_tells_of_a_public_record_is_not_compared_for_the_public() -> None:
    public = registered(1, "Zenofex Technik GmbH")
    told = registered(1, "Alvobis Metallbau GmbH", **IHK)
    assert not linked([public, told, firm("a")]).organisation_of


def test_an_id_that_two_houses_have_is_linked_by_neither() -> None:
    links = linked([firm("x"), firm("a", **IHK), firm("a", visibility="house:komora")])
    assert not links.organisation_of


def test_a_private_namesake_across_the_border_is_not_shown_to_all() -> None:
    assert not linked([firm("a", "Alvobis GmbH"), czech("b", "Alvobis s.r.o.", **IHK)]).related
