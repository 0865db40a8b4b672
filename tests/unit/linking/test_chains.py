"""Sure pairs that lead from one record to its opposite are cut at the weakest."""

import random

from hypothesis import given
from hypothesis import strategies as st

from core.records import Organisation
from indexer.linking import Decision
from indexer.linking import rows as made
from indexer.linking.features import conflict
from tests.unit.linking.firms import PLAUEN, firm, linked, registered, together


def test_a_record_without_number_goes_to_the_nearer_of_two_with_numbers() -> None:
    far = registered(1, place={"street": "Weg", "locality": "Zittau", "postal_code": "02763"})
    near = registered(2)
    for records in ([far, near, firm("a")], [firm("a"), near, far]):
        links = linked(records)
        assert links.organisation_of == {"a": near.id}
        (cut,) = (pair for pair in links.to_check if "chain_conflict" in pair.reasons)
        assert {cut.first, cut.second} == {"a", far.id}


NAMES = ("Alvobis Metallbau GmbH", "Alvobis Metallabu GmbH", "Alvobis GmbH", "Zenofex GmbH")
PLACES = ({"locality": "Zittau", "postal_code": "02763"}, PLAUEN)
NUMBERS = ({}, {"hr": "Dresden HRB 1"}, {"hr": "Chemnitz HRB 2"}, {"vat": "DE136695976"})


@st.composite
def worlds(draw: st.DrawFn) -> tuple[list[Organisation], list[Decision]]:
    """Return a few records that are much alike, and decisions about them."""
    count = draw(st.integers(2, 7))
    records = [
        firm(
            f"r{at}",
            draw(st.sampled_from(NAMES)),
            place=draw(st.sampled_from(PLACES)),
            website=draw(st.sampled_from(("", "https://alvobis.example"))),
            visibility=draw(st.sampled_from(("public", "public", "house:ihk"))),
            **draw(st.sampled_from(NUMBERS)),
        )
        for at in range(count)
    ]
    ids = st.sampled_from([record.id for record in records])
    decision = st.builds(
        lambda first, second, same: Decision(first=first, second=second, same=same),
        ids,
        ids,
        st.booleans(),
    )
    return records, draw(st.lists(decision, max_size=3))


@given(worlds(), st.integers(0, 100))
def test_neither_the_order_of_records_nor_that_of_decisions_matters(
    world: tuple[list[Organisation], list[Decision]], seed: int
) -> None:
    records, decisions = world
    found = linked(records, *decisions)
    for things in (records, decisions):
        random.Random(seed).shuffle(things)
    assert linked(records, *decisions) == found


@given(worlds())
def test_no_organisation_holds_what_was_decided_or_numbered_apart(
    world: tuple[list[Organisation], list[Decision]],
) -> None:
    records, decisions = world
    links = linked(records, *decisions)
    for one in decisions:
        if not one.same and one.first != one.second:
            assert not together(links, one.first, one.second)
    if not any(one.same for one in decisions):
        rows = [made.of(record) for record in records]
        for a in rows:
            for b in rows:
                assert not (conflict(a, b) and together(links, a.id, b.id))


@given(worlds())
def test_what_is_public_is_the_same_with_and_without_a_house(
    world: tuple[list[Organisation], list[Decision]],
) -> None:
    records, decisions = world
    public = [one for one in records if one.provenance[0].visibility == "public"]
    own = {one.id for one in records} - {one.id for one in public}
    with_house, without = linked(records, *decisions), linked(public, *decisions)
    assert {
        id_: one for id_, one in with_house.organisation_of.items() if id_ not in own
    } == without.organisation_of
    assert not own & set(without.organisation_of.values())
    assert with_house.related == without.related
