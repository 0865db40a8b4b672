"""Nothing of the administration answers those who may not: all its addresses, also later ones."""

import re

import pytest
from flask import Flask

from search_app.accounts import required_right
from store.roles import Right
from tests.app import logged_in
from tests.app.logged_in import account, post
from tests.app.page import read

_OPEN = {"accounts.login", "accounts.logout", "accounts.invitation"}
"""Of accounts, what nobody need be logged in for."""


def guarded(app: Flask) -> list[tuple[str, str, str]]:
    """Endpoint, method and an address of everything that is not for everybody."""
    found = []
    for rule in app.url_map.iter_rules():
        blueprint = rule.endpoint.partition(".")[0]
        is_admin = blueprint in ("admin", "accounts") or "/admin" in rule.rule
        if not is_admin or rule.endpoint in _OPEN:
            continue
        address = re.sub(r"<any\([^)]*\):\w+>", "de", rule.rule)
        address = re.sub(r"<[^>]*>", "1", address)
        methods = sorted((rule.methods or set()) - {"HEAD", "OPTIONS"})
        found += [(rule.endpoint, method, address) for method in methods]
    return found


def test_every_address_of_the_administration_says_which_right_it_needs(app):
    listed = guarded(app)
    assert {endpoint for endpoint, _, _ in listed} >= {
        "admin.overview",
        "admin.users",
        "admin.user",
        "admin.disable",
        "admin.audit",
        "accounts.account",
    }
    without = {name for name, _, _ in listed if required_right(app.view_functions[name]) is None}
    assert without == set()


def test_without_log_in_every_address_leads_to_it_and_the_api_says_401(app, client):
    token = logged_in.token(client)
    for _, method, address in guarded(app):
        answer = client.open(address, method=method, headers={"X-CSRFToken": token})
        if address.startswith("/api/"):
            assert answer.status_code == 401, address
            assert answer.json["error"]["message"]
        else:
            assert answer.status_code == 302, address
            assert answer.location.startswith("/de/login"), address
        assert answer.headers["Cache-Control"] == "no-store", address


def test_with_a_role_that_lacks_the_right_every_address_is_refused(app, monkeypatch):
    client = logged_in.client(app, "editor")
    token = logged_in.token(client, "/de/account")
    allowed = {Right.ACCOUNT, Right.OVERVIEW, Right.LANGUAGE}
    refused = 0
    for endpoint, method, address in guarded(app):
        if required_right(app.view_functions[endpoint]) in allowed:
            continue
        answer = client.open(address, method=method, headers={"X-CSRFToken": token})
        assert answer.status_code == 403, address
        assert "Rolle erlaubt das nicht" in answer.text or address.startswith("/api/")
        refused += 1
    assert refused >= 8


def test_every_form_without_its_token_is_refused_and_changes_nothing(app):
    client = logged_in.client(app)
    for _, method, address in guarded(app):
        if method == "GET":
            continue
        answer = client.open(address, method=method)
        assert answer.status_code == 403, address
    for address in ("/de/login", "/de/logout", "/de/invitation"):
        assert client.post(address).status_code == 403
    assert client.get("/de/admin/").status_code == 200
    page = read(client.post("/de/admin/users", data={"csrf_token": "x"}).text)
    assert "Dieses Formular ist abgelaufen" in page.one("main").text


def test_the_token_of_another_session_is_refused(app):
    other = logged_in.token(logged_in.session(app, account(app, email="o@example.org")), "/de/")
    client = logged_in.client(app)
    answer = client.post("/de/admin/users", data={"csrf_token": other, "email": "x@example.org"})
    assert answer.status_code == 403


def test_the_navigation_shows_what_the_role_allows(app):
    def shown(role: str, email: str) -> list[str]:
        page = read(logged_in.client(app, role, email).get("/de/admin/").text)
        return [link.text for link in page.one("nav", class_="admin-navigation").all("a")]

    administrator, editor = (
        shown("administrator", "a@example.org"),
        shown("editor", "e@example.org"),
    )
    assert {"Übersicht", "Personen und Rollen", "Protokoll der Änderungen"} <= set(administrator)
    assert "Personen und Rollen" not in editor
    assert set(editor) < set(administrator)


@pytest.mark.parametrize("language", ["de", "cs", "en"])
def test_the_language_switch_stays_on_the_page(app, language):
    client = logged_in.client(app)
    page = read(client.get(f"/{language}/admin/audit?actor=jan").text)
    there = [link.attributes["href"] for link in page.one("nav", id="languages").all("a")]
    assert there == [
        f"/{one}/admin/audit?actor=jan" for one in ("de", "cs", "en") if one != language
    ]


def test_after_a_form_was_refused_the_switch_leads_to_the_same_page(app):
    client = logged_in.client(app)
    page = read(post(client, "/de/admin/users", email="none", role="editor").text)
    there = [link.attributes["href"] for link in page.one("nav", id="languages").all("a")]
    assert there == ["/cs/admin/users", "/en/admin/users"]
