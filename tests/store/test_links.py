"""Decisions whether two records are one organisation."""

import pytest

import store
from core.errors import BadRequest, NotFound
from store import Store, links


def decide(opened: Store, first: str, second: str, same: bool = True) -> links.LinkDecision:
    return links.decide(opened, first, second, same=same, reason="gleiche Adresse", author="anna")


def test_a_decision_is_kept_whichever_record_was_named_first(opened):
    made = decide(opened, "members-7", "cz-1")
    assert links.active(opened) == (made,)
    assert (made.first, made.second, made.same) == ("cz-1", "members-7", True)
    assert (made.reason, made.author) == ("gleiche Adresse", "anna")
    assert (made.undone, made.undone_by, made.replaced_by) == (None, "", None)


def test_a_later_decision_about_the_same_pair_replaces_the_former(opened):
    former, other = decide(opened, "cz-1", "members-7"), decide(opened, "cz-1", "de-2")
    later = links.decide(
        opened, "members-7", "cz-1", same=False, reason="anderer Inhaber", author="petr"
    )
    assert links.active(opened) == (other, later)
    replaced, *rest = links.history(opened)
    assert rest == [other, later]
    assert (replaced.id, replaced.same) == (former.id, True)
    assert (replaced.undone_by, replaced.replaced_by) == ("petr", later.id)
    assert replaced.undone >= replaced.created


def test_an_undone_decision_leaves_its_pair_undecided_as_if_there_had_been_none(opened):
    decide(opened, "cz-1", "members-7")
    later = decide(opened, "cz-1", "members-7", same=False)
    undone = links.undo(opened, later.id, author="petr")
    assert links.active(opened) == ()
    assert (undone.undone_by, undone.replaced_by) == ("petr", None)
    again = decide(opened, "cz-1", "members-7")
    assert links.active(opened) == (again,)


def test_what_no_longer_holds_cannot_be_undone(opened):
    former, later = decide(opened, "a", "b"), decide(opened, "a", "b", same=False)
    with pytest.raises(BadRequest, match=f"was replaced by decision {later.id} on"):
        links.undo(opened, former.id, author="petr")
    links.undo(opened, later.id, author="petr")
    with pytest.raises(BadRequest, match="was undone on"):
        links.undo(opened, later.id, author="petr")
    with pytest.raises(NotFound, match="no decision 77"):
        links.undo(opened, 77, author="petr")


def test_a_record_is_not_compared_with_itself_nor_with_nothing(opened):
    with pytest.raises(BadRequest, match="is one record"):
        decide(opened, "cz-1", " cz-1 ")
    with pytest.raises(BadRequest, match="second is missing"):
        decide(opened, "cz-1", " ")
    assert links.history(opened) == ()


def test_the_revision_grows_once_with_each_decision(opened):
    first = decide(opened, "a", "b")
    decide(opened, "a", "b")
    assert store.revision(opened) == 2
    with pytest.raises(BadRequest):
        links.undo(opened, first.id, author="petr")
    assert store.revision(opened) == 2
