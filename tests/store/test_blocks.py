"""Blocks: made, found again, lifted, remembered."""

from datetime import UTC, datetime, timedelta

import msgspec
import pytest

import store
from core.errors import BadRequest, NotFound
from store import Store, blocks


def add(opened: Store, organisation: str = "cz-26168685", **values: object) -> blocks.Block:
    told = {"reason": "Wunsch der Firma", "author": "anna"} | values
    return blocks.add(opened, organisation=organisation, **told)


def test_a_block_is_kept_with_all_that_was_said_of_it(opened):
    keys = ["ico:26168685", "members-7"]
    made = add(opened, keys=keys, field="website", reason="Žádost  firmy\n„Kov“", author="jana")
    assert blocks.active(opened) == (made,)
    assert made.organisation == "cz-26168685"
    assert made.keys == ("cz-26168685", "ico:26168685", "members-7")
    assert (made.field, made.reason, made.author) == ("website", "Žádost firmy „Kov“", "jana")
    assert (made.lifted, made.lifted_by, made.lifted_reason) == (None, "", "")


def test_it_tells_when_it_was_made_in_utc(opened):
    told = datetime.fromisoformat(add(opened).created)
    assert told.utcoffset() == timedelta(0)
    assert abs(datetime.now(UTC) - told) < timedelta(minutes=1)


def test_a_lifted_block_no_longer_holds_and_is_remembered(opened):
    made, other = add(opened), add(opened, "de-dresden-hrb-1")
    lifted = blocks.lift(opened, made.id, reason="Irrtum", author="petr")
    assert blocks.active(opened) == (other,)
    assert blocks.history(opened) == (lifted, other)
    assert (lifted.lifted_by, lifted.lifted_reason) == ("petr", "Irrtum")
    assert lifted.lifted >= lifted.created
    same = msgspec.structs.replace(lifted, lifted=None, lifted_by="", lifted_reason="")
    assert same == made


def test_it_can_be_blocked_again_after_it_was_lifted(opened):
    blocks.lift(opened, add(opened).id, reason="Irrtum", author="petr")
    again = add(opened)
    assert blocks.active(opened) == (again,)


@pytest.mark.parametrize(
    ("before", "then"),
    [
        ({"field": ""}, {"field": ""}),
        ({"field": ""}, {"field": "website"}),
        ({"field": "website"}, {"field": "website"}),
        ({"keys": ["ico:1"]}, {"organisation": "ico:1"}),
        ({"keys": ["lei:5"]}, {"organisation": "de-2", "keys": ["lei:5"]}),
    ],
)
def test_what_is_blocked_already_is_refused_with_the_block_that_does_it(opened, before, then):
    made = add(opened, **before)
    with pytest.raises(BadRequest, match=rf"blocked .* already, by block {made.id}\."):
        add(opened, **then)
    assert blocks.history(opened) == (made,)


@pytest.mark.parametrize("then", [{"field": ""}, {"field": "purpose"}])
def test_beside_a_blocked_field_another_one_or_all_can_be_blocked(opened, then):
    made = add(opened, field="website")
    also = add(opened, **then)
    assert blocks.active(opened) == (made, also)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"reason": "  "}, "reason"),
        ({"reason": "x" * 2001}, "reason"),
        ({"reason": "a\x00b"}, "reason"),
        ({"author": ""}, "author"),
        ({"organisation": " "}, "organisation"),
        ({"organisation": "cz-\udcff"}, "organisation"),
        ({"keys": ["\x00"]}, "key"),
    ],
)
def test_what_cannot_be_kept_is_refused_with_its_name(opened, values, field):
    with pytest.raises(BadRequest) as refused:
        add(opened, **values)
    assert refused.value.field == field
    assert blocks.history(opened) == ()


def test_lifting_tells_what_is_not_there_and_what_was_lifted_before(opened):
    made = add(opened)
    with pytest.raises(NotFound, match="no block 77"):
        blocks.lift(opened, 77, reason="x", author="y")
    blocks.lift(opened, made.id, reason="x", author="y")
    with pytest.raises(BadRequest, match="was lifted on"):
        blocks.lift(opened, made.id, reason="x", author="y")


def test_the_revision_grows_with_each_change_and_with_nothing_else(opened):
    assert store.revision(opened) == 0
    made = add(opened)
    assert store.revision(opened) == 1
    with pytest.raises(BadRequest):
        add(opened)
    blocks.active(opened), blocks.history(opened)
    assert store.revision(opened) == 1
    blocks.lift(opened, made.id, reason="x", author="y")
    assert store.revision(opened) == 2


def test_another_opening_sees_the_same(settings, opened):
    made = add(opened)
    with store.opened(settings) as again:
        assert blocks.active(again) == (made,)
        assert store.revision(again) == 1
