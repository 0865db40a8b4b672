"""Managers invite and shut accounts of their house; administrators make houses."""

import pytest

from search_app import service
from store import houses, members, users
from tests.app import logged_in
from tests.app.logged_in import PERSON, post
from tests.app.page import read

NEW = "eva@example.org"


def of(app, key="ihk-chemnitz"):
    with app.app_context():
        store = service.store()
        return {one.email: one for one in members.of(store, houses.named(store, key))}


def test_a_manager_invites_a_colleague_whose_link_sets_a_password(app):
    manager = logged_in.staff(app)
    answer = post(manager, "/de/house/staff", email=NEW, name="", language="cs", role="member")
    link = read(answer.text).one("code", class_="secret-link").text
    assert "/cs/invitation?key=" in link
    assert answer.headers["Cache-Control"] == "no-store"
    assert (of(app)[NEW].role, of(app)[NEW].has_password) == ("member", False)
    assert NEW in manager.get("/de/house/staff").text
    shown = app.test_client().get(link[link.index("/cs/") :])
    assert shown.status_code == 200
    assert NEW in shown.text


@pytest.mark.parametrize(
    ("form", "field"),
    [
        ({"email": "no address", "role": "member", "language": "de"}, "email"),
        ({"email": PERSON, "role": "member", "language": "de"}, "email"),
        ({"email": NEW, "role": "administrator", "language": "de"}, "role"),
        ({"email": NEW, "role": "member", "language": "xx"}, "language"),
    ],
)
def test_a_form_that_is_wrong_is_told_at_its_field_and_makes_nothing(app, form, field):
    manager = logged_in.staff(app)
    answer = post(manager, "/de/house/staff", **form)
    page = read(answer.text)
    assert answer.status_code == 400
    assert page.one("p", id=f"{field}-error").text
    assert page.one("input", id="email").attributes["value"] == form["email"]
    assert set(of(app)) == {PERSON}


def test_who_is_shut_out_is_logged_out_and_can_be_let_in_again(app):
    manager = logged_in.staff(app)
    member = logged_in.staff(app, role="member", email=NEW)
    number = of(app)[NEW].id
    assert member.get("/de/account").status_code == 200
    assert post(manager, f"/de/house/staff/{number}/disable").status_code == 303
    assert member.get("/de/account").status_code == 302
    assert "gesperrt seit" in manager.get(f"/de/house/staff/{number}").text
    post(manager, f"/de/house/staff/{number}/enable")
    assert not of(app)[NEW].disabled


def test_nobody_shuts_the_own_account_and_the_last_manager_stays(app):
    manager = logged_in.staff(app)
    number = of(app)[PERSON].id
    answer = post(manager, f"/de/house/staff/{number}/disable")
    assert answer.status_code == 400
    assert "Das eigene Konto können Sie nicht sperren" in answer.text
    answer = post(manager, f"/de/house/staff/{number}", name="", language="de", role="member")
    assert answer.status_code == 400
    assert "Das ist die letzte Person" in read(answer.text).one("p", id="role-error").text
    assert of(app)[PERSON].role == "manager"


def test_an_administrator_makes_a_house_and_invites_its_first_manager(app):
    client = logged_in.client(app)
    made = post(client, "/de/admin/houses", key="ohk-most", name="OHK Most")
    assert made.status_code == 303
    assert "Noch niemand verwaltet dieses Haus" in client.get(made.location).text
    answer = post(client, "/de/admin/houses/ohk-most", email=NEW, name="", language="cs")
    assert "/cs/invitation?key=" in read(answer.text).one("code", class_="secret-link").text
    assert of(app, "ohk-most")[NEW].role == "manager"
    actions = client.get("/de/admin/audit").text
    assert "Haus angelegt" in actions
    assert "Ins Team eines Hauses aufgenommen" in actions


@pytest.mark.parametrize(
    ("form", "field"),
    [
        ({"key": "Most!", "name": "OHK"}, "key"),
        ({"key": "ihk-chemnitz", "name": "IHK"}, "key"),
        ({"key": "ohk", "name": " "}, "name"),
    ],
)
def test_a_house_that_cannot_be_made_is_told_at_its_field(app, form, field):
    logged_in.staff(app, email="jan@example.org")
    answer = post(logged_in.client(app), "/de/admin/houses", **form)
    assert answer.status_code == 400
    assert read(answer.text).one("p", id=f"{field}-error").text


def test_a_house_is_closed_and_opened_again(app):
    logged_in.staff(app, email="jan@example.org")
    client = logged_in.client(app)
    page = "/de/admin/houses/ihk-chemnitz"
    post(client, f"{page}/close")
    assert "geschlossen seit" in client.get(page).text
    post(client, f"{page}/reopen")
    assert "geschlossen seit" not in client.get(page).text
    assert client.get("/de/admin/houses/nowhere").status_code == 404


def test_the_page_of_accounts_gives_no_role_of_a_house(app):
    client = logged_in.client(app)
    answer = post(client, "/de/admin/users", email=NEW, language="de", role="manager")
    assert answer.status_code == 400
    with app.app_context():
        assert [one.email for one in users.listed(service.store())] == [PERSON]


def test_after_log_in_staff_arrive_at_their_house(app):
    logged_in.staff(app)
    client = app.test_client()
    answer = post(client, "/de/login", email=PERSON, password=logged_in.PASSWORD)
    assert answer.location == "/de/house/"
    assert client.get("/de/house/").status_code == 302
