"""The pages of the language data: forms, undo, searches in vain, the dry run."""

from datetime import date

import pytest

from search_app import service
from store import jobs, overlay, queries
from store.queries import Asked, AskedOn
from tests.app import logged_in
from tests.app.logged_in import PERSON, post
from tests.app.page import read

ENTRY = {
    "id": "zwirbel",
    "de": "Zwirbel ;  Zwirbelei",
    "cs": "zvirbl",
    "en": "twirl",
    "pos": "noun",
    "direction": "both",
    "reason": "vergeblich gesucht",
}


@pytest.fixture
def store(app):
    with app.app_context():
        return service.store()


@pytest.fixture
def client(app):
    return logged_in.client(app, "editor")


def test_an_entry_is_added_shown_with_who_and_why_and_undone(client, store):
    answer = post(client, "/de/admin/language/entry", **ENTRY)
    assert (answer.status_code, answer.location) == (303, "/de/admin/language/1")
    (made,) = overlay.active(store)
    assert made.entry.de == ("Zwirbel", "Zwirbelei")
    listed = read(client.get("/de/admin/language").text).one("tbody").text
    assert "zwirbel" in listed
    assert PERSON in listed
    assert "vergeblich gesucht" in listed
    post(client, "/de/admin/language/1/undo", reason="doch nicht")
    assert overlay.active(store) == ()
    assert "doch nicht" in client.get("/de/admin/language/1").text


@pytest.mark.parametrize(
    ("form", "field", "message"),
    [
        ({"id": "Zwirbel Ä"}, "id", "Eine Kennung besteht aus"),
        ({"cs": ""}, "cs", "mindestens einen Begriff"),
        ({"sector": "9"}, "sector", "kein Code der NACE"),
        ({"de": "Drehteile"}, "de", "steht schon im Eintrag drehteile"),
        ({"reason": ""}, "reason", "Geben Sie an, warum"),
    ],
)
def test_a_refused_entry_is_told_at_its_field_and_nothing_typed_is_lost(
    client, store, form, field, message
):
    answer = post(client, "/de/admin/language/entry", **ENTRY | form)
    page = read(answer.text)
    assert answer.status_code == 400
    assert message in page.one("p", id=f"{field}-error").text
    assert page.one("input", id="en").attributes["value"] == "twirl"
    assert overlay.active(store) == ()


def test_a_stop_word_of_the_trade_has_to_be_confirmed(client, store):
    form = {"list": "stop_word.de", "operation": "add", "word": "Schweißen", "reason": "Probe"}
    page = read(post(client, "/de/admin/language/word", **form).text)
    assert "ist ein Fachwort" in page.one("div", role="alert").text
    assert overlay.active(store) == ()
    post(client, "/de/admin/language/word", **form, confirmed="yes")
    assert [one.subject for one in overlay.active(store)] == ["schweißen"]


def test_searches_in_vain_lead_to_a_form_that_holds_them_and_to_a_file(client, store):
    told = Asked(
        text="=zwirbel",
        language="cs",
        collection="organisations",
        times=5,
        without_results=4,
        without_across=5,
    )
    queries.note(store, [AskedOn(day=date(2026, 11, 23), asked=told)])
    page = read(client.get("/de/admin/queries").text)
    assert "cs → de" in page.one("tbody").text
    (link,) = [a for a in page.all("a") if a.text.startswith("Begriff ergänzen")]
    form = read(client.get(link.attributes["href"]).text)
    assert form.one("input", id="cs").attributes["value"] == "=zwirbel"
    file = client.get("/de/admin/queries.csv")
    assert "'=zwirbel,cs,organisations,5,4,5" in file.text
    assert client.get("/de/admin/queries?language=de").text.count("zwirbel") == 0


def test_a_dry_run_is_asked_for_once_and_its_findings_are_shown(client, store):
    first = post(client, "/de/admin/language/dry-run")
    again = post(client, "/de/admin/language/dry-run")
    assert first.location == again.location == "/de/admin/jobs/1"
    job = jobs.take(store, 1, "worker")
    question = {"text": "drehteile", "language": "de", "collection": "organisations", "times": 3}
    hit = {"id": "cz-1", "name": "Soustružna Podmokly"}
    outcome = {"overlay": "old", "live": "", "analysis": False, "sample": 0, "asked": 140}
    counts = {"changed": 1, "gained": 1, "lost": 0}
    found = [{"question": question, "gained": [hit], "lost": []}]
    jobs.done(store, job, {**outcome, **counts, "queries": found})
    page = read(client.get("/de/admin/language/dry-run").text)
    assert "Soustružna Podmokly" in page.one("tbody").text
    assert "seitdem geändert" in page.text


def test_language_work_takes_its_right(app):
    assert app.test_client().get("/de/admin/language").status_code in (302, 303)
