"""The audit log: written with the change or not at all, read by what one looks for."""

import pytest

from core import origin
from store import audit, blocks, links


def note(opened, number, **told):
    values = {"actor": "anna", "action": "block.add", "subject": "cz-1"} | told
    with opened.writing() as connection:
        audit.note(connection, details={"number": number}, **values)


def numbers(entries):
    return [entry.details["number"] for entry in entries]


def test_an_entry_is_kept_with_all_that_was_said_of_it(opened):
    with origin.of("4f2a"), opened.writing() as connection:
        audit.note(
            connection,
            actor="anna@example.org",
            action="block.add",
            subject="cz-26168685",
            details={"reason": "Žádost „Kov“", "keys": ["ico:1"], "same": True},
        )
    (entry,) = audit.entries(opened)
    assert (entry.actor, entry.action, entry.subject) == (
        "anna@example.org",
        "block.add",
        "cz-26168685",
    )
    assert entry.details == {"reason": "Žádost „Kov“", "keys": ["ico:1"], "same": True}
    assert entry.request == "4f2a"
    assert entry.moment.endswith("+00:00")


def test_what_is_not_changed_is_not_noted(opened):
    def fails():
        with opened.writing() as connection:
            audit.note(connection, actor="anna", action="block.add", subject="cz-1")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fails()
    assert audit.entries(opened) == ()


def test_entries_are_found_by_action_person_and_subject(opened):
    note(opened, 1)
    note(opened, 2, actor="jan")
    note(opened, 3, action="block.lift")
    note(opened, 4, subject="cz-2")
    assert numbers(audit.entries(opened)) == [4, 3, 2, 1]
    assert numbers(audit.entries(opened, action="block.lift")) == [3]
    assert numbers(audit.entries(opened, actor="jan")) == [2]
    assert numbers(audit.entries(opened, subject="cz-2")) == [4]
    assert numbers(audit.entries(opened, actor="anna", action="block.add")) == [4, 1]
    assert audit.actions(opened) == ("block.add", "block.lift")


def test_pages_follow_one_another_without_a_gap(opened):
    for number in range(5):
        note(opened, number)
    first = audit.entries(opened, limit=2)
    second = audit.entries(opened, limit=2, before=first[-1].id)
    third = audit.entries(opened, limit=2, before=second[-1].id)
    assert [*numbers(first), *numbers(second), *numbers(third)] == [4, 3, 2, 1, 0]


def test_blocks_and_link_decisions_are_noted_by_those_who_make_them(opened):
    made = blocks.add(opened, organisation="cz-1", reason="Wunsch", author="anna")
    blocks.lift(opened, made.id, reason="Irrtum", author="jan")
    decided = links.decide(opened, "a", "b", same=True, reason="dieselbe", author="eva")
    links.undo(opened, decided.id, author="petr")
    told = [(entry.action, entry.actor) for entry in reversed(audit.entries(opened))]
    assert told == [
        ("block.add", "anna"),
        ("block.lift", "jan"),
        ("link.decide", "eva"),
        ("link.undo", "petr"),
    ]
