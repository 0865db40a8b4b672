"""Links that set a password: for three days, once, for one account."""

import pytest

from core.errors import NotFound
from store import audit, invitations, logins, users
from store.refusals import Refused, Why
from tests.store.accounts import PASSWORD, Clock, account

pytestmark = pytest.mark.usefixtures("quick")

KEY = b"k" * 32
NEW = "drei Birnen und ein Apfel"


@pytest.fixture
def clock(monkeypatch):
    clock = Clock()
    monkeypatch.setattr(invitations, "now", clock)
    return clock


def invited(opened, email="jan@example.org"):
    made = users.add(opened, email=email, role="editor", author="anna")
    return invitations.make(opened, made.id, author="anna")


def refusal(call, *arguments):
    with pytest.raises(Refused) as refused:
        call(*arguments)
    return refused.value.why


def log_in(opened, email, password):
    return logins.log_in(opened, email=email, password=password, address="::1", key=KEY)


def test_a_link_sets_a_password_once(opened, clock):
    made = invited(opened)
    assert invitations.invited(opened, made.secret) == made.user
    assert invitations.invited(opened, made.secret) == made.user  # looking uses nothing up
    followed = invitations.follow(opened, made.secret, NEW)
    assert followed.has_password
    assert log_in(opened, "jan@example.org", NEW).id == made.user.id
    assert refusal(invitations.follow, opened, made.secret, PASSWORD) == Why.LINK
    assert refusal(invitations.invited, opened, made.secret) == Why.LINK


def test_a_link_holds_for_72_hours(opened, clock):
    made = invited(opened)
    assert made.expires == "2026-11-26T12:00:00+00:00"
    clock.go_on(hours=72, seconds=-1)
    invitations.invited(opened, made.secret)
    clock.go_on(seconds=1)
    assert refusal(invitations.follow, opened, made.secret, NEW) == Why.LINK


def test_a_newer_link_takes_the_place_of_an_older_one(opened):
    first = invited(opened)
    other = invited(opened, "petr@example.org")
    second = invitations.make(opened, first.user.id, author="anna")
    assert refusal(invitations.invited, opened, first.secret) == Why.LINK
    assert invitations.invited(opened, second.secret) == first.user
    assert invitations.invited(opened, other.secret) == other.user


def test_a_refused_password_leaves_the_link_as_it_was(opened):
    made = invited(opened)
    assert refusal(invitations.follow, opened, made.secret, "short") == Why.SHORT
    invitations.follow(opened, made.secret, NEW)


def test_a_link_of_a_disabled_account_does_nothing(opened):
    made = invited(opened)
    users.disable(opened, made.user.id, author="anna")
    assert refusal(invitations.invited, opened, made.secret) == Why.DISABLED
    assert refusal(invitations.follow, opened, made.secret, NEW) == Why.DISABLED
    with pytest.raises(Refused):
        invitations.make(opened, made.user.id, author="anna")


def test_a_link_for_who_forgot_the_password_ends_all_sessions(opened):
    before = account(opened)
    made = invitations.make(opened, before.id, author="jan")
    assert log_in(opened, before.email, PASSWORD).sessions == before.sessions  # holds until then
    after = invitations.follow(opened, made.secret, NEW)
    assert after.sessions != before.sessions
    with pytest.raises(logins.LoginRefused):
        log_in(opened, before.email, PASSWORD)


def test_an_open_link_ends_with_another_way_to_a_password(opened):
    before = account(opened)
    made = invitations.make(opened, before.id, author="jan")
    logins.change_password(opened, before, current=PASSWORD, new=NEW, address="::1", key=KEY)
    assert refusal(invitations.follow, opened, made.secret, PASSWORD) == Why.LINK


def test_the_secret_is_nowhere_in_the_store(opened):
    made = invited(opened)
    with opened.reading() as connection:
        for table in ("invitations", "audit", "users"):
            rows = connection.exec_driver_sql(f"SELECT * FROM {table}").all()
            assert made.secret not in str(rows)
    assert made.secret not in repr(made)
    assert [entry.action for entry in audit.entries(opened)] == ["user.invite", "user.add"]


def test_nobody_is_invited_who_has_no_account(opened):
    with pytest.raises(NotFound):
        invitations.make(opened, 7, author="anna")
    assert refusal(invitations.invited, opened, "") == Why.LINK
