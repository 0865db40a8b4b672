"""Logging in and out through the pages, and what ends a session."""

import re
import time

import pytest

from search_app import service
from search_app.accounts import sessions
from store import invitations, passwords, users
from tests.app import logged_in
from tests.app.logged_in import PASSWORD, PERSON, account, post
from tests.app.page import read

OVERVIEW = "/de/admin/"
NEW = "drei Birnen und ein Apfel"


@pytest.fixture
def store(app):
    with app.app_context():
        return service.store()


def log_in(client, password=PASSWORD, email=PERSON, **form):
    return post(client, "/de/login", email=email, password=password, **form)


def test_who_logs_in_comes_to_the_administration_and_is_named_on_every_page(app, client):
    account(app, name="Anna Nováková")
    answer = log_in(client)
    assert (answer.status_code, answer.location) == (303, OVERVIEW)
    for page in (OVERVIEW, "/cs/", "/en/about"):
        header = read(client.get(page).text).one("header")
        assert "Anna Nováková" in header.text
    assert {link.text for link in read(client.get(OVERVIEW).text).one("header").all("a")} >= {
        "Verwaltung",
        "Anna Nováková",
    }


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("de", "E-Mail-Adresse oder Passwort ist falsch."),
        ("cs", "E-mailová adresa nebo heslo není správně."),
        ("en", "E-mail address or password is wrong."),
    ],
)
def test_a_wrong_password_and_an_unknown_account_are_told_the_same(app, client, language, sentence):
    account(app)
    told = []
    for email in (PERSON, "nobody@example.org"):
        answer = post(client, f"/{language}/login", email=email, password="wrong")
        page = read(answer.text)
        assert answer.status_code == 400
        assert page.one("input", id="email").attributes["value"] == email
        assert page.one("input", id="password").attributes["value"] == ""
        told.append(page.one("div", role="alert").text)
    assert told == [sentence, sentence]
    assert client.get(OVERVIEW).status_code == 302


def test_too_many_failures_make_one_wait(app, client, monkeypatch):
    account(app)
    monkeypatch.setattr(passwords, "fits", lambda *_: False)
    for _ in range(5):
        assert log_in(client).status_code == 400
    answer = log_in(client)
    assert answer.status_code == 429
    assert "in einer Minute wieder" in answer.text


def test_behind_a_trusted_proxy_the_sender_is_counted_and_otherwise_the_proxy(settings, searcher):
    assert seen_by(settings, searcher, proxies="0") == {"127.0.0.1"}
    assert seen_by(settings, searcher, proxies="1") == {"192.0.2.7"}
    assert seen_by(settings, searcher, proxies="2") == {"198.51.100.9"}


def seen_by(settings, searcher, proxies):
    from core.settings import Settings
    from search_app import create_app

    own = {"PARTNERNET_HOME": str(settings.home), "PARTNERNET_PROXIES": proxies}
    app = create_app(Settings.from_environment(own), "http://127.0.0.1:9", searcher)
    seen = set()

    @app.before_request
    def look():
        from flask import request

        seen.add(request.remote_addr)

    forwarded = {"X-Forwarded-For": "203.0.113.1, 198.51.100.9, 192.0.2.7"}
    app.test_client().get("/de/about", headers=forwarded)
    return seen


@pytest.mark.parametrize(
    "wanted",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example/",
        "/\t/evil.example/",
        "javascript:alert(1)",
        "/de/\\evil",
        "/dex",
        "",
    ],
)
def test_logging_in_leads_to_no_other_host(app, client, wanted):
    account(app)
    assert log_in(client, next=wanted).location == OVERVIEW
    assert client.get("/de/login", query_string={"next": wanted}).location == OVERVIEW


def test_logging_in_leads_back_to_where_one_wanted_to_go(app, client):
    account(app)
    asked = client.get("/cs/admin/audit?action=block.add&actor=jan")
    assert asked.status_code == 302
    form = read(client.get(asked.location).text)
    wanted = form.one("input", name="next").attributes["value"]
    assert log_in(client, next=wanted).location == "/cs/admin/audit?action=block.add&actor=jan"


def test_logging_out_ends_the_session_and_takes_a_form(app):
    client = logged_in.client(app)
    assert client.get("/de/logout").status_code == 405
    assert post(client, "/de/logout").location == "/de/"
    assert client.get(OVERVIEW).status_code == 302
    assert client.get_cookie("partnernet") is None


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
    log_in(client)
    assert client.get_cookie("partnernet").value != before
    refused = client.post("/de/logout", data={"csrf_token": token})
    assert refused.status_code == 400


def test_a_cookie_of_another_key_is_nobody(app, settings, searcher, tmp_path):
    from core.settings import Settings
    from search_app import create_app

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


def test_while_the_store_is_away_searching_goes_on_and_the_rest_says_so(app, settings):
    client = logged_in.client(app)
    with app.app_context():
        service.store().engine.dispose()
    for file in settings.home.glob("store.sqlite*"):
        file.unlink()
    (settings.home / "store.sqlite").write_bytes(b"no database" * 1000)
    assert client.get("/de/?q=Drehteile").status_code == 200
    answer = client.get(OVERVIEW)
    assert answer.status_code == 503
    assert "Die Suche geht weiter" in answer.text
    assert log_in(client).status_code == 503


def test_the_log_names_no_secret(app, capsys, store):
    user = account(app)
    made = invitations.make(store, user.id, author="x")
    client = app.test_client()
    client.get(f"/de/invitation?key={made.secret}")
    post(client, "/de/invitation", key=made.secret, password=NEW)
    log_in(app.test_client(), password="not this one at all")
    told = capsys.readouterr()
    said = told.out + told.err
    assert re.search("path=/de/invitation", said)
    for secret in (made.secret, NEW, "not this one at all", PERSON):
        assert secret not in said
