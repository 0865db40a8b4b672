"""Logging in and out through the pages, and what is told when that fails."""

import re

import pytest
import requests
from flask import request

from core.settings import Settings
from operations import web
from search_app import create_app, service
from store import invitations, passwords
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
    own = {"PARTNERNET_HOME": str(settings.home), "PARTNERNET_PROXIES": proxies}
    app = create_app(Settings.from_environment(own), "http://127.0.0.1:9", searcher)
    seen = set()

    @app.before_request
    def look():
        seen.add(request.remote_addr)

    forwarded = {"X-Forwarded-For": "203.0.113.1, 198.51.100.9, 192.0.2.7"}
    app.test_client().get("/de/about", headers=forwarded)
    return seen


def test_the_web_server_passes_on_what_a_trusted_proxy_says(settings, searcher):
    own = {"PARTNERNET_HOME": str(settings.home), "PARTNERNET_PROXIES": "1"}
    app = create_app(Settings.from_environment(own), "http://127.0.0.1:9", searcher)
    listener = web.bind("127.0.0.1", 0)
    with web.serving(app, listener), requests.Session() as session:
        session.trust_env = False
        address = f"{web.url(listener)}/de/login"
        answer = session.get(address, headers={"X-Forwarded-Proto": "https"}, timeout=10)
    assert "Secure" in answer.headers["Set-Cookie"]


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
