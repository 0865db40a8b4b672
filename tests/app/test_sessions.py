"""Sessions: what ends them, what their cookie is, and that who only searches has none."""

import time

import pytest

from core.settings import Settings
from search_app import create_app, service
from search_app.accounts import sessions
from store import invitations, users
from tests.app import logged_in
from tests.app.logged_in import PASSWORD, PERSON, account, post
from tests.app.page import read

OVERVIEW = "/de/admin/"
NEW = "drei Birnen und ein Apfel"


@pytest.fixture
def store(app):
    with app.app_context():
        return service.store()


@pytest.mark.parametrize(
    "ending",
    [
        lambda store, user: users.disable(store, user.id, author="x"),
        lambda store, user: users.end_sessions(store, user.id, author="x"),
        lambda store, user: invitations.follow(
            store, invitations.make(store, user.id, author="x").secret, NEW
        ),
    ],
    ids=["disabled", "logged out everywhere", "another password"],
)
def test_a_session_ends_with(app, store, ending):
    account(app, email="other@example.org")
    user = account(app)
    client = logged_in.session(app, user)
    assert client.get(OVERVIEW).status_code == 200
    ending(store, user)
    assert client.get(OVERVIEW).status_code == 302
    assert client.get_cookie("partnernet") is None


def test_another_role_holds_from_the_next_page_on(app, store):
    account(app, email="other@example.org")
    user = account(app)
    client = logged_in.session(app, user)
    assert client.get("/de/admin/users").status_code == 200
    users.change(store, user.id, name="", language="de", role="editor", author="x")
    assert client.get("/de/admin/users").status_code == 403


def test_a_changed_password_ends_the_other_sessions_and_not_this_one(app):
    user = account(app)
    here, elsewhere = logged_in.session(app, user), logged_in.session(app, user)
    answer = post(here, "/de/account", current=PASSWORD, password=NEW)
    assert answer.status_code == 303
    assert "Alle anderen Sitzungen sind beendet" in here.get(answer.location).text
    assert here.get(OVERVIEW).status_code == 200
    assert elsewhere.get(OVERVIEW).status_code == 302


@pytest.mark.parametrize(
    ("form", "field"),
    [
        ({"current": "wrong", "password": NEW}, "current"),
        ({"current": PASSWORD, "password": "kurz"}, "password"),
        ({"current": PASSWORD, "password": "anna-anna-anna!"}, "password"),
    ],
)
def test_a_password_that_is_refused_is_told_at_its_field(app, form, field):
    client = logged_in.client(app)
    answer = post(client, "/de/account", **form)
    page = read(answer.text)
    assert answer.status_code == 400
    assert page.one("input", id=field).attributes["aria-invalid"] == "true"
    assert page.one("p", id=f"{field}-error").text == page.one("div", role="alert").text


@pytest.mark.parametrize(
    ("after", "known"),
    [
        ((59,), True),
        ((61,), False),
        (tuple(range(59, 12 * 60, 59)), True),
        ((*range(59, 12 * 60, 59), 12 * 60 + 1), False),
    ],
    ids=["used within the hour", "unused for an hour", "used all day", "older than 12 hours"],
)
def test_a_session_that_was(app, monkeypatch, after, known):
    began = time.time()
    client = logged_in.client(app)
    for minutes in after:
        monkeypatch.setattr(sessions.time, "time", lambda at=minutes: began + at * 60)
        status = client.get("/de/login").status_code
    assert (status == 303) is known  # who is known need not log in


def test_a_cookie_is_hidden_from_scripts_and_other_sites_and_kept_to_https(app):
    user = account(app)
    for scheme, secure in (("http", False), ("https", True)):
        client = app.test_client()
        base = f"{scheme}://localhost"
        page = client.get("/de/login", base_url=base)
        token = read(page.text).one("input", name="csrf_token").attributes["value"]
        form = {"csrf_token": token, "email": user.email, "password": PASSWORD}
        answer = client.post(
            "/de/login", data=form, base_url=base, headers={"Referer": f"{base}/de/login"}
        )
        assert answer.status_code == 303
        (cookie,) = answer.headers.getlist("Set-Cookie")
        assert "HttpOnly" in cookie
        assert "SameSite=Lax" in cookie
        assert ("Secure" in cookie) is secure
        assert "Expires" not in cookie  # it ends with the browser


def test_a_session_is_new_with_each_log_in(app, client):
    account(app)
    token = logged_in.token(client)
    before = client.get_cookie("partnernet").value
    post(client, "/de/login", email=PERSON, password=PASSWORD)
    assert client.get_cookie("partnernet").value != before
    refused = client.post("/de/logout", data={"csrf_token": token})
    assert refused.status_code == 403


def test_a_cookie_of_another_key_is_nobody(app, settings, searcher):
    value = logged_in.client(app).get_cookie("partnernet").value
    other = Settings.from_environment(
        {"PARTNERNET_HOME": str(settings.home), "PARTNERNET_SECRET_KEY": "k" * 40}
    )
    client = create_app(other, "http://127.0.0.1:9", searcher).test_client()
    client.set_cookie("partnernet", value)
    assert client.get(OVERVIEW).status_code == 302


@pytest.mark.parametrize("path", ["/de/", "/de/?q=Drehteile", "/cs/about", "/api/v1/organisations"])
def test_who_searches_gets_no_cookie_and_pages_that_a_cache_may_keep(client, path):
    answer = client.get(path)
    assert answer.status_code == 200
    assert "Set-Cookie" not in answer.headers
    assert "Cache-Control" not in answer.headers


def test_a_page_that_names_a_person_is_kept_by_nobody(app):
    client = logged_in.client(app)
    for path in ("/de/", OVERVIEW, "/de/account"):
        answer = client.get(path)
        assert answer.headers["Cache-Control"] == "no-store"
        assert "Cookie" in answer.headers["Vary"]
