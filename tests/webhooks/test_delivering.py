"""What saved searches report arrives at a house's own system: once, signed, as it is now."""

import base64
import hashlib
import hmac
import json
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import update

from core import points
from core.errors import EngineUnavailable
from core.progress import Silent
from operations.webhooks.delivering import Posting
from store import Store, audit, deliveries, moments, tables, watches, webhooks
from store.houses import House
from store.webhooks import Webhook
from tests.app.scripted import AWAY, Scripted
from tests.webhooks.receiver import Certificate, Receiver, receiving, sender
from tests.webhooks.reporting import (
    AUTHOR,
    KEY,
    Clock,
    house,
    opened_in,
    posting,
    report,
    settings_of,
    watch,
)


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Store]:
    with opened_in(tmp_path) as opened:
        yield opened


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return Clock(monkeypatch)


@pytest.fixture
def searcher() -> Scripted:
    return Scripted()


@pytest.fixture
def poster(opened: Store, tmp_path: Path, searcher: Scripted, certificate: Certificate) -> Posting:
    return posting(opened, settings_of(tmp_path), searcher, sender(certificate))


@pytest.fixture
def ihk(opened: Store) -> House:
    return house(opened)


def hook(opened: Store, of: House, receiver: Receiver, language: str = "de") -> Webhook:
    return webhooks.add(opened, of, url=receiver.url(), language=language, author=AUTHOR)


def run(poster: Posting) -> dict[str, int]:
    deliveries.queue(poster.store)
    return poster.run(webhooks.active(poster.store), Silent())


def told(receiver: Receiver) -> list[str]:
    """The things of which posts came."""
    return [json.loads(post["body"])["data"]["thing"]["id"] for post in receiver.posts]


def test_an_alert_arrives_signed_with_its_reasons_in_the_language_of_the_webhook(
    opened, ihk, poster, receiver
):
    saved = watch(opened, ihk)
    made = hook(opened, ihk, receiver, "cs")
    report(opened, saved)
    assert run(poster) == {"arrived": 1}
    (post,) = receiver.posts
    body = json.loads(post["body"])
    assert body["type"] == "alert"
    assert body["data"]["house"] == "ihk-chemnitz"
    assert body["data"]["watch"] == {
        "id": saved.id,
        "name": "Drehteile",
        "url": f"https://partner.example.org/cs/house/watches/{saved.id}",
    }
    thing = body["data"]["thing"]
    assert thing["name"] == "Soustružna Děčín 1 s.r.o."
    assert thing["url"].startswith("https://partner.example.org/cs/organisations/cz-26168681?")
    assert "Významově velmi blízké" in " ".join(body["data"]["reasons"])
    assert body["data"]["reasons_language"] == "cs"
    headers = post["headers"]
    key = base64.b64decode(webhooks.secret(KEY, made).removeprefix("whsec_"))
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + post["body"]
    signature = base64.b64encode(hmac.digest(key, signed, hashlib.sha256)).decode()
    assert headers["webhook-signature"] == f"v1,{signature}"


def test_each_alert_is_posted_once_to_each_webhook_of_its_house_alone(
    opened, ihk, poster, receiver, certificate
):
    other = house(opened, "hk-usti")
    saved, theirs = watch(opened, ihk), watch(opened, other)
    report(opened, saved, theirs, content="before")
    with receiving(certificate) as second, receiving(certificate) as foreign:
        for of, to in ((ihk, receiver), (ihk, second), (other, foreign)):
            hook(opened, of, to)
        report(opened, saved, thing="cz-26168682", content="b")
        run(poster)
        run(poster)
        assert told(receiver).count("cz-26168682") == told(second).count("cz-26168682") == 1
        assert "cz-26168682" not in told(foreign)


def test_what_was_reported_before_the_webhook_is_not_posted(opened, ihk, poster, receiver, clock):
    saved = watch(opened, ihk)
    report(opened, saved)
    clock.go_on(seconds=1)
    hook(opened, ihk, receiver)
    assert run(poster) == {}
    assert not deliveries.wanted(opened)
    assert receiver.posts == []


def test_what_is_gone_or_blocked_when_it_is_its_turn_is_not_told(
    opened, ihk, poster, receiver, searcher
):
    saved, deleted = watch(opened, ihk), watch(opened, ihk, "Härterei")
    made = hook(opened, ihk, receiver)
    report(opened, saved, deleted)
    deliveries.queue(opened)
    watches.delete(opened, ihk, deleted.id, author=AUTHOR)
    searcher.documents = searcher.documents[1:]
    assert run(poster) == {"untold": 2}
    assert receiver.posts == []
    assert {one.state for one in deliveries.last(opened, made)} == {"untold"}
    assert run(poster) == {}


def test_one_that_fails_is_tried_again_after_growing_waits_under_the_same_number(
    opened, ihk, poster, receiver, clock
):
    saved = watch(opened, ihk)
    hook(opened, ihk, receiver)
    report(opened, saved)
    receiver.status = 503
    waited = []
    for _ in range(4):
        assert run(poster) == {"failed": 1}
        assert run(poster) == {}
        before = clock.moment
        while not deliveries.wanted(opened):
            clock.go_on(seconds=10)
        waited.append((clock.moment - before).total_seconds() / 60)
    for minutes, expected in zip(waited, (1, 5, 30, 120), strict=True):
        assert 0.8 * expected <= minutes <= 1.2 * expected + 0.2
    receiver.status = 200
    assert run(poster) == {"arrived": 1}
    assert len({post["headers"]["webhook-id"] for post in receiver.posts}) == 1
    assert len(receiver.posts) == 5


def test_a_receiver_that_names_a_time_is_left_alone_until_then(
    opened, ihk, poster, receiver, clock
):
    saved = watch(opened, ihk)
    hook(opened, ihk, receiver)
    report(opened, saved)
    receiver.status, receiver.headers = 429, {"Retry-After": "3600"}
    run(poster)
    clock.go_on(minutes=59)
    assert not deliveries.wanted(opened)
    clock.go_on(minutes=1)
    assert deliveries.wanted(opened)


def test_one_bad_post_does_not_hold_up_the_others(opened, ihk, poster, receiver, clock):
    saved = watch(opened, ihk)
    hook(opened, ihk, receiver)
    report(opened, saved)
    report(opened, saved, thing="cz-26168682", content="b")

    def refuse_the_first(post):
        receiver.status = 400 if b"26168681" in post["body"] else 200

    receiver.on_post = refuse_the_first
    assert run(poster) == {"failed": 1}
    assert run(poster) == {"arrived": 1}
    assert told(receiver) == ["cz-26168681", "cz-26168682"]


def test_what_fails_for_days_is_paused_and_goes_on_when_it_is_resumed(
    opened, ihk, poster, receiver, clock
):
    saved = watch(opened, ihk)
    made = hook(opened, ihk, receiver)
    report(opened, saved)
    receiver.status = 500
    while not (now := webhooks.one(opened, ihk, made.id)).paused:
        run(poster)
        clock.go_on(hours=1)
        assert clock.moment.day < 30
    assert now.reason == "status 500"
    assert [one.action for one in audit.entries(opened, actor="webhooks")] == ["webhook.give_up"]
    report(opened, saved, thing="cz-26168682", content="b")
    assert run(poster) == {}
    assert not deliveries.wanted(opened)
    receiver.status, receiver.posts = 200, []
    resumed = webhooks.resume(opened, ihk, made.id, author=AUTHOR)
    assert (resumed.failing_since, resumed.reason) == (None, "")
    run(poster)
    assert "cz-26168682" in told(receiver)


def test_one_that_says_that_it_is_gone_for_good_is_paused_at_once(opened, ihk, poster, receiver):
    saved = watch(opened, ihk)
    made = hook(opened, ihk, receiver)
    report(opened, saved)
    receiver.status = 410
    run(poster)
    assert webhooks.one(opened, ihk, made.id).paused


def test_nothing_is_posted_for_a_house_that_was_closed_or_a_webhook_that_was_deleted(
    opened, ihk, poster, receiver
):
    saved = watch(opened, ihk)
    made = hook(opened, ihk, receiver)
    report(opened, saved)
    deliveries.queue(opened)
    webhooks.delete(opened, ihk, made.id, author=AUTHOR)
    assert run(poster) == {}
    hook(opened, ihk, receiver)
    with opened.writing() as connection:
        connection.execute(update(tables.houses).values(closed=moments.now(), closed_by=AUTHOR))
    assert run(poster) == {}
    assert not deliveries.wanted(opened)
    assert receiver.posts == []


def test_search_away_loses_nothing(opened, ihk, poster, receiver, searcher):
    saved = watch(opened, ihk)
    hook(opened, ihk, receiver)
    report(opened, saved)
    searcher.failing = AWAY
    with pytest.raises(EngineUnavailable):
        run(poster)
    searcher.failing = None
    assert run(poster) == {"arrived": 1}


class _KilledError(BaseException):
    """The process ends here."""


@pytest.mark.parametrize("point", ["webhook due", "webhook posted"])
def test_who_is_killed_posts_it_again_under_the_same_number_and_loses_nothing(
    opened, ihk, poster, receiver, point, monkeypatch
):
    saved = watch(opened, ihk)
    hook(opened, ihk, receiver)
    report(opened, saved)

    def kill(reached: str) -> None:
        if reached == point:
            raise _KilledError

    monkeypatch.setattr(points, "_present", [kill])
    with pytest.raises(_KilledError):
        run(poster)
    monkeypatch.setattr(points, "_present", [])
    run(poster)
    assert run(poster) == {}
    assert len({post["headers"]["webhook-id"] for post in receiver.posts}) == 1
    assert len(receiver.posts) == (2 if point == "webhook posted" else 1)


def test_a_slow_receiver_keeps_no_other_house_waiting(opened, ihk, poster, receiver, certificate):
    """Each waits within its post until the other's has come: one after the other, neither would."""
    other = house(opened, "hk-usti")
    with receiving(certificate) as second:
        for of, to in ((ihk, receiver), (other, second)):
            hook(opened, of, to)
            report(opened, watch(opened, of), content=of.key)
        meeting = threading.Barrier(2, timeout=4)
        receiver.on_post = second.on_post = lambda _: meeting.wait()
        assert run(poster) == {"arrived": 2}


def test_a_new_key_signs_from_then_on(opened, ihk, receiver):
    made = hook(opened, ihk, receiver)
    renewed = webhooks.renew(opened, ihk, made.id, author=AUTHOR)
    assert webhooks.secret(KEY, made) != webhooks.secret(KEY, renewed)
    assert webhooks.secret(bytes(32), made) != webhooks.secret(KEY, made)


def test_a_late_alert_is_no_news_any_more(opened, ihk, poster, receiver, clock):
    saved = watch(opened, ihk)
    made = hook(opened, ihk, receiver)
    report(opened, saved)
    deliveries.queue(opened)
    clock.go_on(days=8)
    deliveries.prune(opened)
    assert run(poster) == {}
    assert [one.state for one in deliveries.last(opened, made)] == ["given_up"]
    clock.go_on(days=30)
    assert deliveries.prune(opened) == 1
    assert deliveries.queue(opened) == 0
