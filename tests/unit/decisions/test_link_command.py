"""``partnernet link``: what to check, what was decided, and taking it back."""

import pytest


def decide(run, *arguments: str) -> tuple[int, str, str]:
    return run("link", *arguments, "--reason", "gleiche Adresse", "--author", "anna")


def test_pairs_to_check_stand_side_by_side_the_likeliest_first(run):
    code, out, _ = run("link", "check")
    assert code == 0
    first = [line.split() for line in out.splitlines()[:3]]
    assert first[:2] == [["0.91", "similar_name"], ["id", "fair-8", "fair-9"]]
    assert " ".join(first[2]) == "name Muster & Söhne Muster und Söhne GmbH"
    assert "Zittau, DE" in out
    assert "ico 26168685" in out
    assert "gone-1" in out
    assert "(in no import any more)" in out
    assert "3 of 3 pairs to check." in out


def test_what_is_decided_is_no_longer_to_check(run):
    decide(run, "same", "fair-9", "fair-8")
    _, out, _ = run("link", "check", "--limit", "1")
    assert out.startswith("0.42  similar_name")
    assert "1 of 2 pairs to check." in out


def test_a_decision_is_told_listed_and_replaced(run):
    code, out, _ = decide(run, "same", "fair-9", "fair-8")
    assert code == 0
    assert out.splitlines() == [
        "Decision 1 holds: fair-8 and fair-9 are one.",
        "There is no index yet; the first build keeps to it.",
    ]
    decide(run, "different", "fair-8", "fair-9")
    _, out, _ = run("link", "list")
    (line,) = out.splitlines()
    assert line.startswith("2  fair-8 and fair-9 are two  20")
    assert line.endswith("anna: gleiche Adresse")
    _, out, _ = run("link", "list", "--all")
    assert "; replaced by 2 20" in out.splitlines()[0]


def test_a_decision_is_undone(run):
    decide(run, "same", "fair-9", "fair-8")
    code, out, _ = run("link", "undo", "1", "--author", "petr")
    assert code == 0
    assert out.startswith("Decision 1 is undone: fair-8 and fair-9 are one.")
    assert run("link", "list")[1] == "Nothing is decided.\n"
    assert "; undone 20" in run("link", "list", "--all")[1]


def test_a_record_that_no_import_has_is_told(run):
    _, out, _ = decide(run, "same", "fair-8", "ares-77")
    assert "No import has a record ares-77 now; the decision waits for one." in out


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("same", "fair-8", "fair-8", "--reason", "x"), "fair-8 is one record; name two."),
        (("undo", "3"), "There is no decision 3; `partnernet link list` shows all."),
    ],
)
def test_what_cannot_be_done_is_one_sentence_and_status_1(run, arguments, sentence):
    code, out, err = run("link", *arguments, "--author", "anna")
    assert (code, out, err) == (1, "", sentence + "\n")
