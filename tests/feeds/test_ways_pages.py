"""The page of feeds and webhooks: everybody's own feeds, and the house's webhooks for managers."""

from urllib.parse import urlsplit

import pytest
from flask import Flask

from core import keys
from search_app import service
from search_app.house.ways_webhooks import SENDER
from store import deliveries, members, roles, webhooks
from tests.app.logged_in import post, session
from tests.app.page import read
from tests.feeds.house import House, made
from tests.webhooks.conftest import certificate, receiver  # noqa: F401 - fixtures
from tests.webhooks.receiver import sender

WAYS = "/de/house/ways"
HOOK = "https://hooks.example.org/eingang"


@pytest.fixture(autouse=True)
def reachable(app: Flask, certificate) -> None:  # noqa: F811
    """This machine stands in for the internet."""
    app.extensions[SENDER] = sender(certificate)


def manager(house: House):
    user = members.add(
        house.opened,
        house.house,
        email=f"m-{house.house.key}@example.org",
        name="",
        language="de",
        role=roles.MANAGER,
        author="test",
    )
    return session(house.app, user)


def secrets_on(answer) -> list[str]:
    assert answer.status_code == 200
    return [code.text for code in read(answer.text).all("code", class_="secret-link")]


def add(client, url: str = HOOK, language: str = "de"):
    return post(client, f"{WAYS}/webhooks", url=url, language=language)


def test_a_member_finds_both_addresses_and_they_work(house):
    house.report()
    client = session(house.app, house.user)
    atom, calendar = secrets_on(client.get(WAYS))
    assert atom.startswith("https://partner.example.org/feeds/")
    reading = house.app.test_client()
    assert b"<entry>" in reading.get(urlsplit(atom).path).data
    assert b"BEGIN:VCALENDAR" in reading.get(urlsplit(calendar).path).data


def test_renewing_ends_the_addresses_from_before(house):
    client = session(house.app, house.user)
    before = secrets_on(client.get(WAYS))
    answer = post(client, f"{WAYS}/renew")
    assert answer.status_code == 303
    shown = client.get(answer.location)
    after = secrets_on(shown)
    assert "Die früheren gelten nicht mehr" in shown.text
    assert not set(before) & set(after)
    assert house.client.get(urlsplit(before[0]).path).status_code == 404
    assert house.client.get(urlsplit(after[0]).path).status_code == 200


def test_a_member_sees_no_webhooks_and_may_not_touch_them(house):
    add(manager(house))
    client = session(house.app, house.user)
    assert "Webhook hinzufügen" not in client.get(WAYS).text
    assert client.get(f"{WAYS}/webhooks/1").status_code == 403
    for what in ("", "/1/test", "/1/key", "/1/pause", "/1/resume", "/1/delete"):
        assert post(client, f"{WAYS}/webhooks{what}").status_code == 403


def test_a_webhook_of_another_house_is_not_found(app, house):
    add(manager(house))
    stranger = manager(made(app, "hk"))
    assert "hooks.example.org" not in stranger.get(WAYS).text
    assert stranger.get(f"{WAYS}/webhooks/1").status_code == 404
    for what in ("test", "key", "pause", "resume", "delete"):
        assert post(stranger, f"{WAYS}/webhooks/1/{what}").status_code == 404
    assert not webhooks.of(house.opened, house.house)[0].paused


def test_the_key_is_shown_when_it_is_made_and_never_again(house):
    client = manager(house)
    (first,) = secrets_on(add(client))
    (hook,) = webhooks.of(house.opened, house.house)
    with house.app.app_context():
        key = keys.webhooks_key(service.settings())
    assert first == webhooks.secret(key, hook)
    assert first not in client.get(f"{WAYS}/webhooks/1").text
    (second,) = secrets_on(post(client, f"{WAYS}/webhooks/1/key"))
    assert second != first
    assert add(client).headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(("url", "says"), [
    ("", "Das ist keine Adresse"), ("hooks.example.org", "Das ist keine Adresse"),
    ("http://hooks.example.org/", "muss mit https:// beginnen"),
    ("https://hooks.example.org/" + "a" * 1_000, "länger als 1.000 Zeichen"),
])  # fmt: skip
def test_an_address_that_cannot_be_taken_says_why_and_stays_in_the_form(house, url, says):
    answer = add(manager(house), url)
    assert answer.status_code == 400
    shown = read(answer.text)
    assert says in answer.text
    assert shown.all("input", name="url")[0].attributes.get("value", "") == url
    assert webhooks.of(house.opened, house.house) == ()


@pytest.mark.parametrize("url", [
    "https://127.0.0.1/", "https://localhost/", "https://[::1]/", "https://10.0.0.1/",
    "https://169.254.169.254/latest/meta-data/", "https://2130706433/",
])  # fmt: skip
def test_with_the_services_own_rules_no_private_address_can_be_added(app, house, url):
    del app.extensions[SENDER]
    answer = add(manager(house), url)
    assert answer.status_code == 400
    assert "nicht öffentlich" in answer.text
    assert webhooks.of(house.opened, house.house) == ()


def test_a_test_is_posted_and_said_what_came_of_it(house, receiver):  # noqa: F811
    client = manager(house)
    add(client, receiver.url())
    answer = post(client, f"{WAYS}/webhooks/1/test")
    assert answer.status_code == 200
    assert "Der Test kam an." in answer.text
    assert b'"type":"test"' in receiver.posts[0]["body"]
    receiver.status = 503
    answer = post(client, f"{WAYS}/webhooks/1/test")
    assert answer.status_code == 400
    assert "Die Gegenseite antwortete mit dem Status 503." in answer.text


def test_it_is_paused_resumed_and_deleted(house):
    client = manager(house)
    add(client)
    assert post(client, f"{WAYS}/webhooks/1/pause").status_code == 303
    assert "angehalten" in client.get(WAYS).text
    assert post(client, f"{WAYS}/webhooks/1/resume").status_code == 303
    assert "angehalten" not in client.get(WAYS).text
    assert post(client, f"{WAYS}/webhooks/1/delete").status_code == 303
    assert "hooks.example.org" not in client.get(WAYS).text
    assert client.get(f"{WAYS}/webhooks/1").status_code == 404


def test_the_page_tells_what_became_of_posts_and_why(house):
    client = manager(house)
    add(client)
    house.report()
    deliveries.queue(house.opened)
    (hook,) = webhooks.of(house.opened, house.house)
    (delivery,) = deliveries.due(house.opened, hook, 1)
    deliveries.failed(house.opened, delivery, "time", again=None)
    page = client.get(f"{WAYS}/webhooks/1").text
    assert "aufgegeben" in page
    assert "Die Gegenseite antwortete nicht rechtzeitig." in page
    for language in ("cs", "en"):
        assert client.get(f"/{language}/house/ways/webhooks/1").status_code == 200
        assert client.get(f"/{language}/house/ways").status_code == 200
