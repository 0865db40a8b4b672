"""``partnernet block``: add, list, lift, and what is said when it cannot be."""

import pytest

import store
from operations import decisions
from store import blocks


def add(run, *arguments: str) -> tuple[int, str, str]:
    return run("block", "add", *arguments, "--reason", "Wunsch der Firma", "--author", "anna")


def test_a_block_is_told_with_all_that_it_is_known_by(run, settings):
    code, out, err = add(run, "fair-7")
    assert (code, err) == (0, "")
    assert out.splitlines() == [
        "Block 1 of fair-7 holds.",
        "  known by cz-26168685, fair-7, ico:26168685, lei:529900T8BM49AURSDO55",
        "There is no index yet; the first build keeps to it.",
    ]
    with store.opened(settings) as opened:
        (made,) = blocks.active(opened)
    assert (made.reason, made.author, made.field) == ("Wunsch der Firma", "anna", "")


def test_what_no_import_knows_can_be_blocked_and_is_told(run):
    code, out, _ = add(run, "ico:64949681")
    assert code == 0
    assert "No import knows ico:64949681 now; it is blocked when one does." in out


def test_the_list_shows_what_holds_and_on_request_what_did(run):
    assert run("block", "list") == (0, "Nothing is blocked.\n", "")
    add(run, "fair-8", "--field", "website")
    add(run, "fair-9")
    code, out, _ = run("block", "lift", "2", "--reason", "Irrtum", "--author", "petr")
    assert (code, out.splitlines()[0]) == (0, "Block 2 of fair-9 is lifted.")
    _, out, _ = run("block", "list")
    (line,) = out.splitlines()
    assert line.startswith("1  fair-8, website  20")
    assert line.endswith("  anna: Wunsch der Firma")
    _, out, _ = run("block", "list", "--all")
    assert out.splitlines()[0] == line
    assert out.splitlines()[1].endswith("petr: Irrtum")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("add", "ico:12345678", "--reason", "x"), "ico:12345678 cannot be right"),
        (
            ("add", "fair-8", "--field", "name", "--reason", "x"),
            "name cannot be blocked alone; one",
        ),
        (("add", "fair-8", "--reason", " "), "The reason is missing"),
        (("lift", "7", "--reason", "x"), "There is no block 7; `partnernet block list` shows all."),
    ],
)
def test_what_cannot_be_done_is_one_sentence_and_status_1(run, arguments, sentence):
    code, out, err = run("block", *arguments, "--author", "anna")
    assert (code, out) == (1, "")
    assert err.startswith(sentence)
    assert len(err.splitlines()) == 1


def test_a_reason_is_asked_for(run):
    code, _, err = run("block", "add", "fair-8")
    assert code == 2
    assert "--reason" in err


def test_the_author_is_who_is_logged_in(run, settings, monkeypatch):
    monkeypatch.setattr("getpass.getuser", lambda: "jana")
    run("block", "add", "fair-8", "--reason", "x")
    with store.opened(settings) as opened:
        assert blocks.active(opened)[0].author == "jana"


def test_an_account_without_a_name_has_to_give_one(run, monkeypatch):
    def nobody() -> str:
        raise KeyError("getpwuid(): uid not found: 10001")

    monkeypatch.setattr("getpass.getuser", nobody)
    code, _, err = run("block", "add", "fair-8", "--reason", "x")
    assert code == 2
    assert "say who decides: --author NAME" in err


def test_when_opensearch_is_away_the_block_is_kept_and_takes_effect_later(
    run, settings, monkeypatch
):
    monkeypatch.setenv("PARTNERNET_OPENSEARCH_URL", "http://127.0.0.1:9")
    code, out, _ = add(run, "fair-8")
    assert code == 0
    assert "Block 1 of fair-8 holds." in out
    assert "It takes effect with `partnernet up` or `partnernet index update`, not now: " in out
    with store.opened(settings) as opened:
        assert len(blocks.active(opened)) == 1


def test_when_the_store_is_away_nothing_is_done_and_one_sentence_says_so(run, monkeypatch):
    monkeypatch.setenv("PARTNERNET_STORE_URL", "postgresql://a:b@127.0.0.1:9/c")
    monkeypatch.setattr(decisions, "take_effect", lambda *_: pytest.fail("nothing was kept"))
    code, out, err = add(run, "fair-8")
    assert (code, out) == (1, "")
    assert err.startswith("The store's database does not answer")
