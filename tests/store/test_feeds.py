"""Secret addresses of feeds: whose they are, renewed, guessed; on SQLite and on PostgreSQL."""

import pytest

import store
from core.errors import NotFound
from store import Store, audit, feeds, houses, members, throttle
from store.feeds import Reader, Throttled
from store.users import User
from tests.store.accounts import Clock, account

KEY, THROTTLE = bytes(range(32)), bytes(32)
SOMEWHERE = "203.0.113.7"


@pytest.fixture
def clerk(opened: Store) -> User:
    """Somebody of a house."""
    ihk = houses.add(opened, key="ihk", name="IHK", author="test")
    return members.add(
        opened, ihk, email="k@example.org", name="", language="cs", role="member", author="test"
    )


def asked(opened: Store, token: str, address: str = SOMEWHERE) -> Reader:
    return feeds.reader(opened, KEY, token, address=address, throttle_key=THROTTLE)


def refused(opened: Store, token: str, address: str = SOMEWHERE) -> bool:
    with pytest.raises(NotFound):
        asked(opened, token, address)
    return True


def test_an_address_says_whose_feed_it_is(opened, clerk):
    token = feeds.token(opened, KEY, clerk)
    found = asked(opened, token)
    assert (found.user, found.house.key) == (clerk, "ihk")
    assert feeds.token(opened, KEY, clerk) == token
    assert refused(opened, feeds.token(opened, bytes(32), clerk))


def test_a_renewed_address_ends_the_ones_before(opened, clerk):
    first = feeds.token(opened, KEY, clerk)
    feeds.renew(opened, clerk, author=clerk.email)
    second = feeds.token(opened, KEY, clerk)
    feeds.renew(opened, clerk, author=clerk.email)
    third = feeds.token(opened, KEY, clerk)
    assert len({first, second, third}) == 3
    assert asked(opened, third).user == clerk
    assert refused(opened, first)
    assert refused(opened, second)
    noted = audit.entries(opened, action="feed.renew")
    assert [entry.subject for entry in noted] == ["k@example.org"] * 2
    assert not any(token in str(noted) for token in (first, second, third))


@pytest.mark.parametrize("token", [
    "", "1", "1-", "-", "0-" + "a" * 43, "1-" + "a" * 43, "1-" + "a" * 42, "01-" + "a" * 43,
    "99999999999999999999-" + "a" * 43, "4294967296-" + "a" * 43, "1-" + "ä" * 43, "１-" + "a" * 43,
    "1-" + "a" * 10_000, "1-../../../etc/passwd",
])  # fmt: skip
def test_what_was_never_an_address_is_not_found(opened, clerk, token):
    assert refused(opened, token)


def test_feeds_of_who_is_disabled_of_a_closed_house_and_of_administrators_end(opened, clerk):
    token = feeds.token(opened, KEY, clerk)
    administrator = account(opened)
    assert refused(opened, feeds.token(opened, KEY, administrator))
    store.users.disable(opened, clerk.id, author="test")
    assert refused(opened, token)
    store.users.enable(opened, clerk.id, author="test")
    assert asked(opened, token)
    houses.close(opened, "ihk", author="test")
    assert refused(opened, token)


def test_who_guesses_waits_longer_and_longer_and_others_do_not(opened, clerk, monkeypatch):
    clock = Clock()
    monkeypatch.setattr(feeds, "now", clock)
    token = feeds.token(opened, KEY, clerk)
    for number in range(throttle.ADDRESS.free):
        assert refused(opened, f"{number + 1}-{'a' * 43}")
    with pytest.raises(Throttled) as raised:
        asked(opened, "1-" + "b" * 43)
    assert raised.value.seconds == 60
    with pytest.raises(Throttled):
        asked(opened, token)
    assert asked(opened, token, "203.0.113.8").user == clerk
    clock.go_on(seconds=60)
    assert refused(opened, "1-" + "b" * 43)
    with pytest.raises(Throttled) as raised:
        asked(opened, token)
    assert raised.value.seconds == 120
    clock.go_on(seconds=120)
    assert asked(opened, token).user == clerk


def test_a_forgotten_reader_with_an_address_that_was_renewed_shuts_nobody_out(opened, clerk):
    before = feeds.token(opened, KEY, clerk)
    feeds.renew(opened, clerk, author=clerk.email)
    for _ in range(throttle.ADDRESS.free + 5):
        assert refused(opened, before)
    assert asked(opened, feeds.token(opened, KEY, clerk)).user == clerk


def test_the_addresses_of_one_account_are_not_those_of_another(opened, clerk):
    ihk = members.house_of(opened, clerk.id)
    other = members.add(
        opened, ihk, email="m@example.org", name="", language="de", role="manager", author="test"
    )
    mine, theirs = (feeds.token(opened, KEY, one) for one in (clerk, other))
    swapped = f"{other.id}-{mine.partition('-')[2]}"
    assert mine != theirs
    assert refused(opened, swapped)
