"""Overview, users and audit log: what they show and what their forms do."""

import pytest

from search_app import service
from store import audit, blocks, users
from tests.app import logged_in
from tests.app.logged_in import PERSON, account, post
from tests.app.page import read


@pytest.fixture
def store(app):
    with app.app_context():
        return service.store()


@pytest.fixture
def client(app):
    return logged_in.client(app)


def rows(page):
    return [[cell.text for cell in row.all("td")] for row in page.one("tbody").all("tr")]


def test_the_overview_shows_what_changed_last(client, store):
    blocks.add(store, organisation="cz-1", reason="Wunsch der Firma", author="jan@example.org")
    page = read(client.get("/de/admin/").text)
    (first, *_) = rows(page)
    assert "jan@example.org" in first[1]
    assert "Gesperrt" in first[2]
    assert "cz-1" in first[3]
    assert "Wunsch der Firma" in first[4]


def test_a_new_account_is_listed_with_its_state_and_noted(client, store):
    post(
        client, "/de/admin/users", email="Eva@example.org", name="Eva", role="editor", language="cs"
    )
    page = read(client.get("/de/admin/users").text)
    (row,) = [row for row in page.one("tbody").all("tr") if "eva@example.org" in row.text]
    assert "Sprachpflege" in row.text
    assert "eingeladen, noch ohne Passwort" in row.text
    made, invited = reversed(audit.entries(store, subject="eva@example.org"))
    assert (made.action, made.actor) == ("user.add", PERSON)
    assert (invited.action, invited.actor) == ("user.invite", PERSON)
    assert made.request


@pytest.mark.parametrize(
    ("form", "field", "message"),
    [
        ({"email": "eva"}, "email", "Das ist keine E-Mail-Adresse"),
        ({"email": PERSON}, "email", "gibt es schon ein Konto"),
        ({"role": "owner"}, "role", "Wählen Sie eine der Rollen"),
        ({"language": "pl"}, "language", "Wählen Sie eine der Sprachen"),
        ({"name": "x" * 201}, "name", "Dieser Name geht so nicht"),
    ],
)
def test_what_is_refused_is_told_at_its_field_and_nothing_typed_is_lost(
    client, form, field, message
):
    given = {"email": "eva@example.org", "name": "Eva", "role": "editor", "language": "cs"} | form
    answer = post(client, "/de/admin/users", **given)
    page = read(answer.text)
    assert answer.status_code == 400
    assert message in page.one("p", id=f"{field}-error").text
    assert page.one("div", role="alert").one("a").attributes["href"] == f"#{field}"
    for name in ("email", "name"):
        assert page.one("input", id=name).attributes["value"] == given[name]


def test_role_and_name_of_an_account_are_changed(app, client, store):
    other = account(app, "editor", "jan@example.org")
    address = f"/de/admin/users/{other.id}"
    answer = post(client, address, name="Jan", role="administrator", language="cs")
    assert (answer.status_code, answer.location) == (303, address)
    changed = users.one(store, other.id)
    assert (changed.name, changed.role, changed.language) == ("Jan", "administrator", "cs")
    page = read(client.get(f"/de/admin/audit?subject={other.email}").text)
    assert "Rolle vorher: Sprachpflege" in page.one("tbody").text


def test_an_account_is_disabled_and_enabled(app, client, store):
    other = account(app, "editor", "jan@example.org")
    address = f"/de/admin/users/{other.id}"
    post(client, f"{address}/disable")
    page = read(client.get(address).text)
    assert "gesperrt seit" in page.one("dl").text
    assert [button.text for button in page.one("div", id="user").all("button")] == [
        "Konto freigeben"
    ]
    post(client, f"{address}/enable")
    assert users.one(store, other.id).disabled is None


def test_everywhere_logged_out_is_out(app, client):
    other = account(app, "editor", "jan@example.org")
    session = logged_in.session(app, other)
    post(client, f"/de/admin/users/{other.id}/end")
    assert session.get("/de/admin/").status_code == 302


@pytest.mark.parametrize("change", ["disable", "role"])
def test_the_last_administrator_stays_and_the_page_says_why(client, store, change):
    me = users.called(store, PERSON)
    address = f"/de/admin/users/{me.id}"
    if change == "disable":
        answer = post(client, f"{address}/disable")
    else:
        answer = post(client, address, name="", role="editor", language="de")
    assert answer.status_code == 400
    assert "die sich anmelden kann" in read(answer.text).one("div", role="alert").text
    assert users.one(store, me.id) == me


def test_who_does_not_exist_is_not_found(client):
    for number in ("7", "99999999999999999999"):
        assert client.get(f"/de/admin/users/{number}").status_code == 404


@pytest.fixture
def noted(store):
    """Sixty changes by two people."""
    with store.writing() as connection:
        for number in range(60):
            audit.note(
                connection,
                actor="jan" if number % 2 else "eva",
                action="block.add",
                subject=f"cz-{number}",
                details={"reason": "<b>Wunsch</b>"},
            )


def test_the_log_is_paged_through_from_the_newest_on(client, noted):
    page = read(client.get("/de/admin/audit").text)
    assert len(rows(page)) == 50
    assert "cz-59" in rows(page)[0][3]
    assert "Grund: <b>Wunsch</b>" in rows(page)[0][4]
    (older,) = [link for link in page.all("a") if link.text == "Ältere Änderungen"]
    second = read(client.get(older.attributes["href"]).text)
    assert "cz-9" in rows(second)[0][3]
    assert [link for link in second.all("a") if link.text == "Ältere Änderungen"] == []


def test_the_log_is_filtered_and_the_filter_kept_while_paging(client, noted):
    page = read(client.get("/cs/admin/audit?actor=jan&action=block.add&before=50").text)
    shown = rows(page)
    assert shown
    assert all("jan" in row[1] for row in shown)
    assert page.one("input", id="actor").attributes["value"] == "jan"
    (newest,) = [link for link in page.all("a") if link.text == "Nejnovější změny"]
    assert newest.state == {"action": "block.add", "actor": "jan"}
    nothing = read(client.get("/cs/admin/audit?subject=nobody").text)
    assert "Žádná taková změna není." in nothing.one("main").text


@pytest.mark.parametrize("before", ["x", "-1", "1e9", "9" * 30, "²"])
def test_a_page_of_the_log_that_there_is_not_is_the_newest(client, noted, before):
    page = read(client.get("/de/admin/audit", query_string={"before": before}).text)
    assert "cz-59" in rows(page)[0][3]


def test_times_are_those_of_the_region_in_the_words_of_the_page(client, store):
    moment = audit.entries(store, limit=1)[0].moment
    assert moment.endswith("+00:00")
    page = read(client.get("/en/admin/audit").text)
    assert moment not in page.text
    assert rows(page)[0][0].startswith("When")
