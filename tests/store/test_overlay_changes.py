"""Changes of the language data and asked queries, in both databases."""

from datetime import date

import pytest

from analyzers.changes import Change, of_entry, of_word, together
from analyzers.entry import of_row
from analyzers.faults import ChangeRefused
from core.errors import BadRequest, NotFound
from store import audit, overlay, queries
from store.queries import Asked, AskedOn

_WHY = {"reason": "asked for in vain", "author": "anna"}
ROW = {
    "id": "zwirbel",
    "de": "Zwirbel",
    "cs": "zvirbl",
    "en": "twirl",
    "pos": "noun",
    "direction": "both",
    "sector": "",
    "whole": "",
    "note": "",
}
ENTRY = of_row(ROW, "test")
BETTER = of_row({**ROW, "cs": "zvirbl; zvirblík"}, "test")


def asked(text, day, times=1, vain=0):
    told = Asked(
        text=text,
        language="de",
        collection="organisations",
        times=times,
        without_results=vain,
        without_across=0,
    )
    return AskedOn(day=date.fromisoformat(day), asked=told)


def test_undoing_a_change_brings_back_what_it_replaced_and_both_are_noted(opened):
    overlay.add(opened, of_entry(ENTRY), **_WHY)
    better = overlay.add(opened, of_entry(BETTER), **_WHY)
    assert overlay.current(opened).entries == (BETTER,)
    undone = overlay.undo(opened, better.id, reason="wrong", author="jan")
    assert (undone.undone_by, undone.undone_reason) == ("jan", "wrong")
    assert overlay.current(opened).entries == (ENTRY,)
    (again,) = overlay.active(opened)
    overlay.undo(opened, again.id, **_WHY)
    assert not overlay.current(opened)
    assert [one.action for one in audit.entries(opened)] == [
        "language.undo",
        "language.undo",
        "language.change",
        "language.change",
    ]


def test_a_change_is_undone_only_once_and_one_that_is_not_there_never(opened):
    made = overlay.add(opened, of_word("stop_word", "add", "de", "zwirbel"), **_WHY)
    overlay.undo(opened, made.id, **_WHY)
    with pytest.raises(BadRequest, match="does not hold"):
        overlay.undo(opened, made.id, **_WHY)
    with pytest.raises(NotFound):
        overlay.undo(opened, 999, **_WHY)


def test_a_refused_change_leaves_nothing_behind(opened):
    with pytest.raises(ChangeRefused):
        overlay.add(opened, of_word("compound_part", "add", "de", "ab"), **_WHY)
    with pytest.raises(BadRequest, match="reason"):
        overlay.add(opened, of_entry(ENTRY), reason=" ", author="anna")
    assert overlay.history(opened) == ()
    assert audit.entries(opened) == ()


def test_what_later_changes_rest_on_is_not_undone(opened):
    out = Change(kind="term", operation="remove", subject="drehteile")
    removed = overlay.add(opened, out, **_WHY)
    overlay.add(opened, of_entry(of_row({**ROW, "de": "Drehteile"}, "test")), **_WHY)
    with pytest.raises(ChangeRefused, match="drehteile"):
        overlay.undo(opened, removed.id, **_WHY)
    assert together(one.change for one in overlay.active(opened)).removed == ("drehteile",)


def test_searches_are_summed_over_days_and_forgotten(opened):
    queries.note(opened, [asked("schweißen", "2026-11-01", 2, 1), asked("gips", "2026-11-01", 9)])
    queries.note(opened, [asked("schweißen", "2026-11-01", 1, 1)])
    queries.note(opened, [asked("schweißen", "2026-11-02", 1, 1)])
    assert [(one.text, one.times) for one in queries.frequent(opened, 5)] == [
        ("gips", 9),
        ("schweißen", 4),
    ]
    assert [(one.text, one.without_results) for one in queries.in_vain(opened, 5)] == [
        ("schweißen", 3)
    ]
    assert queries.in_vain(opened, 5, "cs") == ()
    assert queries.forget(opened, date(2026, 11, 2)) == 2
    assert [one.times for one in queries.frequent(opened, 5)] == [1]
