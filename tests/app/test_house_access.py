"""What one house saves no other sees, on every page there is, also later ones."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from search_app import service
from search_app.accounts import required_right
from store import houses, members, watches, webhooks
from store.roles import Right
from tests.app import logged_in

SECRET = "Geheime Suche nach Drehteilen"


def addresses(app: Flask, number: int) -> list[tuple[str, str, str]]:
    """Endpoint, method and address of all pages of a house, with ``number`` as every id."""
    found = []
    for rule in app.url_map.iter_rules():
        if rule.endpoint.partition(".")[0] != "house":
            continue
        address = re.sub(r"<any\([^)]*\):ui>", "de", rule.rule)
        address = re.sub(r"<any\((\w+)[^)]*\):\w+>", r"\1", address)
        address = re.sub(r"<[^>]*>", str(number), address)
        methods = sorted((rule.methods or set()) - {"HEAD", "OPTIONS"})
        found += [(rule.endpoint, method, address) for method in methods]
    return found


def numbered(app: Flask) -> list[tuple[str, str, str]]:
    """Those of :func:`addresses` that have an id in them, as the first one."""
    return [one for one in addresses(app, 1) if re.search(r"/1(/|$)", one[2])]


@pytest.fixture
def theirs(app: Flask) -> str:
    """A house with a manager, a saved search and a webhook, each with the id 1."""
    logged_in.staff(app, "ohk-most", email="jan@example.org")
    with app.app_context():
        store = service.store()
        house = houses.named(store, "ohk-most")
        watches.add(
            store,
            house,
            name=SECRET,
            collection="organisations",
            request={"text": SECRET},
            owner=members.of(store, house)[0].id,
            author="jan@example.org",
        )
        webhooks.add(
            store, house, url="https://example.org/hook", language="cs", author="jan@example.org"
        )
    return house.key


def everything(app: Flask) -> bytes:
    """All that the store holds of the other house, to see that it stays as it is."""
    with app.app_context():
        store = service.store()
        house = houses.named(store, "ohk-most")
        held = (members.of(store, house), watches.of(store, house), webhooks.of(store, house))
        return repr(held).encode()


def ask(client: FlaskClient, method: str, address: str, token: str):
    return client.open(address, method=method, headers={"X-CSRFToken": token})


def test_every_page_of_a_house_says_which_right_it_needs(app):
    listed = {endpoint for endpoint, _, _ in addresses(app, 1)}
    assert {"house.start", "house.staff", "house.member", "house.watches"} <= listed
    assert {required_right(app.view_functions[one]) for one in listed} == {
        Right.WATCHES,
        Right.STAFF,
        Right.WEBHOOKS,
    }


def test_ids_of_another_house_lead_nowhere_and_change_nothing(app, theirs):
    client = logged_in.staff(app)
    token = logged_in.token(client, "/de/house/staff")
    before, pages = everything(app), numbered(app)
    assert len(pages) >= 10
    for _, method, address in pages:
        answer = ask(client, method, address, token)
        assert answer.status_code == 404, (method, address)
        assert SECRET not in answer.text
    assert everything(app) == before


def test_pages_without_an_id_show_nothing_of_another_house(app, theirs):
    client = logged_in.staff(app)
    for _, method, address in addresses(app, 1):
        if method == "GET" and not re.search(r"/1(/|$)", address):
            shown = client.get(address, follow_redirects=True).text
            assert SECRET not in shown, address
            assert "jan@example.org" not in shown, address


def test_nobody_and_who_belongs_to_no_house_see_no_page(app, client, theirs):
    token = logged_in.token(client)
    runs = logged_in.client(app, email="admin@example.org")
    own = logged_in.token(runs, "/de/admin/")
    for _, method, address in addresses(app, 1):
        answer = ask(client, method, address, token)
        assert answer.status_code == 302, address
        assert answer.location.startswith("/de/login"), address
        assert ask(runs, method, address, own).status_code == 403, address


def test_a_member_is_refused_what_managers_do(app):
    client = logged_in.staff(app, role="member")
    token = logged_in.token(client, "/de/account")
    refused = [
        (endpoint, ask(client, method, address, token).status_code)
        for endpoint, method, address in addresses(app, 1)
        if required_right(app.view_functions[endpoint]) is not Right.WATCHES
    ]
    assert len(refused) >= 6
    assert {status for _, status in refused} == {403}


def test_staff_of_a_closed_house_see_no_page_of_it(app):
    client = logged_in.staff(app)
    token = logged_in.token(client, "/de/house/staff")
    with app.app_context():
        houses.close(service.store(), "ihk-chemnitz", author="admin@example.org")
    for _, method, address in addresses(app, 1):
        assert ask(client, method, address, token).status_code == 403, address


def test_a_house_sees_nothing_of_the_administration(app):
    client = logged_in.staff(app)
    for page in ("", "users", "houses", "jobs", "audit"):
        assert client.get(f"/de/admin/{page}").status_code == 403
    assert client.get("/api/v1/admin/jobs").status_code == 403
