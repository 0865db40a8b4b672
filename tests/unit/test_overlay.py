"""Changes of the language data: where they hold, what they change, what is refused."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from analyzers import compounds, glossary, overlay
from analyzers.changes import Change, check, check_together, of_entry, of_word, together
from analyzers.entry import of_row, to_row
from analyzers.faults import SENTENCES, ChangeRefused
from analyzers.loader import analysis
from analyzers.overlay import NOTHING
from analyzers.stems import stem
from analyzers.terms import find
from analyzers.tokens import tokens
from analyzers.words import stop_words
from mappings import compiled, schema_hash
from search_app.admin import language_words

ROW = {
    "id": "zwirbel",
    "de": "Zwirbel; Zwirbelei",
    "cs": "zvirbl",
    "en": "twirl",
    "pos": "noun",
    "direction": "both",
    "sector": "",
    "whole": "",
    "note": "",
}
ENTRY = of_row(ROW, "test")
FIRST = glossary.of_files()[0]


def hash_now():
    return schema_hash(compiled("organisations", 8))


def named(text):
    return [hit.entry.id for hit in find(tokens(text), "de", ("cs",))]


def test_an_added_entry_is_found_only_where_the_overlay_is_applied():
    assert named("Zwirbel") == []
    with overlay.applied(together([of_entry(ENTRY)])):
        assert named("Zwirbel") == ["zwirbel"]
    assert named("Zwirbel") == []


def test_an_entry_of_the_files_is_changed_in_its_place_and_taken_out():
    other = of_row({**to_row(FIRST), "note": "changed"}, "test")
    with overlay.applied(together([of_entry(other)])):
        assert glossary.entries()[0] == other
    with overlay.applied(together([Change(kind="term", operation="remove", subject=FIRST.id)])):
        assert FIRST not in glossary.entries()


def test_an_empty_overlay_gives_the_same_hash_as_none_and_a_glossary_too():
    files = hash_now()
    with overlay.applied(NOTHING):
        assert hash_now() == files
    with overlay.applied(together([of_entry(ENTRY), of_word("stop_word", "add", "de", "zwirbel")])):
        assert hash_now() == files


@pytest.mark.parametrize(
    ("kind", "language"),
    [("compound_part", "de"), ("protected_word", "cs"), ("protected_word", "de")],
)
def test_what_touches_analysis_changes_the_hash_and_comes_back(kind, language):
    files = hash_now()
    with overlay.applied(together([of_word(kind, "add", language, "zwirbel")])):
        assert hash_now() != files
    assert hash_now() == files


def test_words_are_added_and_taken_out():
    changed = together(
        [
            of_word("stop_word", "add", "de", "Zwirbel"),
            of_word("stop_word", "remove", "de", "ab"),
            of_word("compound_part", "add", "de", "Zwirbel"),
            of_word("protected_word", "add", "cs", "pečivo"),
        ]
    )
    with overlay.applied(changed):
        assert "zwirbel" in stop_words("de")
        assert "ab" not in stop_words("de")
        assert compounds.split("Zwirbelmaschine") == ("zwirbel", "maschine")
        assert stem("Pečivo", "cs") == "pecivo"
        sparing = analysis()["analyzer"]["czech_folded"]["filter"]
        assert "czech_endings_sparing" in sparing
    assert compounds.split("Zwirbelmaschine") == ()
    assert "czech_endings_sparing" not in analysis()["analyzer"]["czech_folded"]["filter"]


def test_threads_with_different_overlays_do_not_meet():
    sides = [together([of_word("stop_word", "add", "de", f"zwirbel{n}x")]) for n in range(4)]

    def seen(number: int) -> bool:
        with overlay.applied(sides[number % 4]):
            own = f"zwirbel{number % 4}x"
            found = [word for word in stop_words("de") if word.startswith("zwirbel")]
            return found == [own]

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(seen, range(400)))
    assert overlay.current() == NOTHING


def test_the_same_changes_in_another_order_are_the_same_overlay():
    one, other = of_entry(ENTRY), of_word("stop_word", "add", "cs", "zvirbl")
    assert together([one, other]) == together([other, one])
    assert overlay.digest(together([one, other])) == overlay.digest(together([other, one]))
    assert overlay.digest(NOTHING) == ""


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (of_word("compound_part", "add", "de", "ab"), "short"),
        (of_word("compound_part", "add", "de", "gegen"), "stop-word"),
        (of_word("compound_part", "add", "de", "x" * 26), "long"),
        (of_word("compound_part", "add", "cs", "zwirbel"), "language"),
        (of_word("stop_word", "add", "de", "ab"), "known"),
        (of_word("stop_word", "remove", "de", "zwirbel"), "unknown"),
        (of_word("stop_word", "add", "de", "zwei wörter"), "one-word"),
        (of_entry(FIRST), "same-entry"),
        (Change(kind="term", operation="remove", subject="zwirbel"), "no-entry"),
        (of_entry(of_row({**ROW, "de": "Drehteile"}, "test")), "shared"),
    ],
)
def test_a_change_that_breaks_a_rule_is_refused_with_its_reason(change, code):
    with pytest.raises(ChangeRefused) as refused:
        check(change, NOTHING)
    assert refused.value.fault.code == code
    assert str(refused.value).endswith(".")


def test_changes_that_do_not_go_together_any_more_are_refused():
    with pytest.raises(ChangeRefused, match="stands in the entry drehteile"):
        check_together(together([of_entry(of_row({**ROW, "de": "Drehteile"}, "test"))]))


def test_every_refusal_is_translated():
    assert language_words._FAULTS.keys() == SENTENCES.keys()
