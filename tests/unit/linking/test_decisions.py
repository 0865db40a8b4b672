"""What a person decided stands above all that is found, in any order and through chains."""

from itertools import permutations

import pytest

from indexer.linking import Decision
from tests.unit.linking.firms import firm, linked, registered, together


def same(first: str, second: str) -> Decision:
    return Decision(first=first, second=second, same=True)


def different(first: str, second: str) -> Decision:
    return Decision(first=first, second=second, same=False)


def test_what_is_decided_to_be_the_same_is_one_against_all_numbers() -> None:
    records = [registered(1), registered(2, "Zenofex Technik GmbH")]
    links = linked(records, same("de-dresden-hrb-2", "de-dresden-hrb-1"))
    assert links.organisation_of == {"de-dresden-hrb-2": "de-dresden-hrb-1"}
    assert links.to_check == ()


def test_what_is_decided_to_be_different_is_two_and_is_not_asked_again() -> None:
    records = [registered(1), firm("a")]
    assert together(linked(records), "a", "de-dresden-hrb-1")
    links = linked(records, different("a", "de-dresden-hrb-1"))
    assert (links.organisation_of, links.to_check) == ({}, ())


def test_different_holds_through_a_third_record_that_is_like_both() -> None:
    records = [firm("a", founded="1994-03-01"), firm("b", founded="1994-03-01"), firm("c")]
    assert together(linked(records), "a", "b", "c")
    for order in permutations(records):
        links = linked(order, different("a", "c"))
        assert not together(links, "a", "c")
        assert together(links, "a", "b")


def test_a_decision_joins_all_that_is_like_either() -> None:
    records = [registered(1), registered(2, "Zenofex Technik GmbH"), firm("a")]
    links = linked(records, same("a", "de-dresden-hrb-2"))
    assert together(links, "a", "de-dresden-hrb-2")


def test_a_chain_of_sameness_never_holds_two_that_are_different() -> None:
    records = [registered(1), registered(2, "Zenofex GmbH"), registered(3, "Kemomar GmbH")]
    one, two, three = (record.id for record in records)
    decisions = [same(one, two), same(two, three), different(one, three)]
    for order in permutations(decisions):
        links = linked(records, *order)
        assert together(links, one, two)
        assert not together(links, one, three)
        assert [pair.reasons for pair in links.to_check] == [("decided_both",)]


def test_a_decision_about_a_record_that_is_gone_waits() -> None:
    assert linked([registered(1)], same("de-dresden-hrb-1", "gone")).organisation_of == {}


@pytest.mark.parametrize("changes", [{"demo": True}, {"visibility": "house:ihk"}])
def test_no_decision_makes_real_and_invented_or_two_houses_one(changes: dict[str, object]) -> None:
    other = {"visibility": "house:komora"} if "visibility" in changes else {}
    records = [firm("a", **changes), firm("b", **other)]
    assert not linked(records, same("a", "b")).organisation_of
