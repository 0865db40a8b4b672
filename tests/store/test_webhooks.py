"""Webhooks of houses and what is queued for them; on SQLite and on PostgreSQL."""

from datetime import timedelta

import pytest

from core.errors import BadRequest, NotFound
from store import Store, alerts, audit, deliveries, houses, moments, watches, webhooks
from store.alerts import Fit, Thing
from store.houses import House

URL = "https://hooks.example.org/secret-part"
AUTHOR = "manager@example.org"


@pytest.fixture
def ihk(opened: Store) -> House:
    return houses.add(opened, key="ihk", name="IHK", author="test")


@pytest.fixture
def other(opened: Store) -> House:
    return houses.add(opened, key="hk", name="HK", author="test")


def add(opened: Store, house: House, url: str = URL) -> webhooks.Webhook:
    return webhooks.add(opened, house, url=url, language="de", author=AUTHOR)


def report(opened: Store, *of: House) -> None:
    """A thing that a new saved search of each house reports."""
    saved = [
        watches.add(
            opened, house, name="x", collection="offers", request={"text": "x"}, author=AUTHOR
        )
        for house in of
    ]
    number = str(saved[0].id)
    thing = Thing(id=number, hash=number, content=number)
    alerts.note(opened, "offers", [Fit(thing=thing, watches=frozenset(s.id for s in saved))])


def test_a_webhook_is_its_houses_alone(opened, ihk, other):
    made = add(opened, ihk)
    assert webhooks.of(opened, ihk) == (made,)
    assert webhooks.of(opened, other) == ()
    for action in (webhooks.renew, webhooks.pause, webhooks.resume, webhooks.delete):
        with pytest.raises(NotFound):
            action(opened, other, made.id, author=AUTHOR)
    with pytest.raises(NotFound):
        webhooks.one(opened, other, made.id)
    assert webhooks.one(opened, ihk, made.id) == made


def test_it_is_renewed_paused_resumed_deleted_and_each_is_noted_without_the_secret(opened, ihk):
    made = add(opened, ihk)
    assert webhooks.renew(opened, ihk, made.id, author=AUTHOR).generation == 1
    assert webhooks.pause(opened, ihk, made.id, author=AUTHOR).paused
    assert webhooks.active(opened) == ()
    assert webhooks.resume(opened, ihk, made.id, author=AUTHOR).paused is None
    webhooks.delete(opened, ihk, made.id, author=AUTHOR)
    assert webhooks.of(opened, ihk) == ()
    noted = [entry for entry in audit.entries(opened) if entry.action.startswith("webhook.")]
    assert [entry.action.partition(".")[2] for entry in reversed(noted)] == [
        "add",
        "renew",
        "pause",
        "resume",
        "delete",
    ]
    assert noted[0].details == {"house": "ihk", "host": "hooks.example.org"}
    assert "secret-part" not in str(noted)


def test_a_house_has_ten_at_most_and_each_address_once(opened, ihk, other):
    add(opened, ihk)
    with pytest.raises(BadRequest, match="already"):
        add(opened, ihk)
    add(opened, other)
    for number in range(webhooks.MOST - 1):
        add(opened, ihk, f"https://{number}.example.org/")
    with pytest.raises(BadRequest, match="10 webhooks"):
        add(opened, ihk, "https://more.example.org/")
    with pytest.raises(BadRequest, match="longer"):
        add(opened, other, "https://a.example.org/" + "a" * 1_000)
    with pytest.raises(BadRequest, match="language"):
        webhooks.add(opened, other, url="https://b.example.org", language="fr", author=AUTHOR)


def test_each_alert_is_queued_once_for_each_webhook_of_its_house(opened, ihk, other):
    assert not deliveries.wanted(opened)
    first, second = add(opened, ihk), add(opened, ihk, "https://second.example.org/")
    theirs = add(opened, other)
    report(opened, ihk)
    assert deliveries.wanted(opened)
    assert deliveries.queue(opened) == 2
    assert deliveries.queue(opened) == 0
    assert deliveries.wanted(opened)
    assert [len(deliveries.due(opened, one, 10)) for one in (first, second, theirs)] == [1, 1, 0]
    for one in (first, second):
        (delivery,) = deliveries.due(opened, one, 10)
        deliveries.arrived(opened, delivery)
    assert not deliveries.wanted(opened)
    assert [one.state for one in deliveries.last(opened, first)] == ["arrived"]


def test_since_when_nothing_arrives_is_kept_until_something_does(opened, ihk, monkeypatch):
    made = add(opened, ihk)
    report(opened, ihk)
    deliveries.queue(opened)
    begun = moments.now()
    for minutes in range(3):
        later = begun + timedelta(minutes=minutes)
        monkeypatch.setattr(webhooks, "now", lambda later=later: later)
        monkeypatch.setattr(deliveries, "now", lambda later=later: later)
        (delivery,) = deliveries.due(opened, made, 10)
        assert delivery.attempts == minutes
        since = deliveries.failed(opened, delivery, "time", again=later)
        assert since == begun
    failing = webhooks.one(opened, ihk, made.id)
    assert (failing.failing_since, failing.reason) == (moments.iso(begun), "time")
    (delivery,) = deliveries.due(opened, made, 10)
    deliveries.arrived(opened, delivery)
    assert webhooks.one(opened, ihk, made.id).failing_since is None
