"""The page of a link: somebody sets a password and is logged in."""

import pytest

from search_app import service
from store import invitations, users
from tests.app import logged_in
from tests.app.logged_in import account, post
from tests.app.page import read

NEW = "drei Birnen und ein Apfel"


@pytest.fixture
def invited(app):
    with app.app_context():
        store = service.store()
        made = users.add(store, email="jan@example.org", role="editor", author="anna")
        return invitations.make(store, made.id, author="anna")


def test_following_a_link_sets_a_password_and_logs_in(app, client, invited):
    page = read(client.get(f"/cs/invitation?key={invited.secret}").text)
    assert page.one("h1").text == "Nastavení hesla"
    assert "jan@example.org" in page.one("main").text
    answer = post(client, "/cs/invitation", key=invited.secret, password=NEW)
    assert (answer.status_code, answer.location) == (303, "/cs/admin/")
    assert client.get("/cs/admin/").status_code == 200
    again = post(app.test_client(), "/de/login", email="jan@example.org", password=NEW)
    assert again.status_code == 303


def test_a_used_link_says_so_and_what_to_do(app, client, invited):
    post(client, "/de/invitation", key=invited.secret, password=NEW)
    for answer in (
        app.test_client().get(f"/de/invitation?key={invited.secret}"),
        post(app.test_client(), "/de/invitation", key=invited.secret, password=NEW),
        app.test_client().get("/de/invitation"),
    ):
        assert answer.status_code == 400
        page = read(answer.text)
        assert page.one("h1").text == "Dieser Link gilt nicht"
        assert "Bitten Sie die Verwaltung um einen neuen" in page.one("div", role="alert").text
        assert page.all("input", id="password") == []


def test_a_refused_password_is_told_and_the_link_still_works(client, invited):
    answer = post(client, "/de/invitation", key=invited.secret, password="kurz")
    page = read(answer.text)
    assert answer.status_code == 400
    assert page.one("p", id="password-error").text.startswith("Das Passwort muss mindestens 12")
    key = page.one("input", name="key").attributes["value"]
    assert post(client, "/de/invitation", key=key, password=NEW).status_code == 303


def test_a_link_of_an_account_disabled_since_does_nothing(app, client, invited):
    account(app)
    with app.app_context():
        users.disable(service.store(), invited.user.id, author="anna")
    answer = client.get(f"/de/invitation?key={invited.secret}")
    assert answer.status_code == 400
    assert "Dieses Konto ist gesperrt" in answer.text


def test_the_link_that_a_page_shows_works(app):
    administrator = logged_in.client(app)
    shown = post(
        administrator, "/de/admin/users", email="eva@example.org", role="editor", language="cs"
    )
    link = read(shown.text).one("code").text
    assert link.startswith("http://localhost/cs/invitation?key=")
    assert read(app.test_client().get(link).text).one("h1").text == "Nastavení hesla"
