"""Logging in: who may, what is answered otherwise, and how long failures make one wait."""

import threading
from datetime import timedelta

import pytest
from argon2 import PasswordHasher

from store import credentials, logins, users
from store.logins import LoginRefused, LoginThrottled
from store.refusals import Refused, Why
from tests.store.accounts import PASSWORD, Clock, account

KEY = b"k" * 32
NEW = "drei Birnen und ein Apfel"


@pytest.fixture
def clock(monkeypatch):
    clock = Clock()
    monkeypatch.setattr(logins, "now", clock)
    return clock


def log_in(opened, password=PASSWORD, email="anna@example.org", address="192.0.2.1"):
    return logins.log_in(opened, email=email, password=password, address=address, key=KEY)


def fail(opened, times=1, **tried):
    for _ in range(times):
        with pytest.raises(LoginRefused) as refused:
            log_in(opened, "wrong", **tried)
        assert not isinstance(refused.value, LoginThrottled)


def waits(opened, **tried):
    with pytest.raises(LoginThrottled) as refused:
        log_in(opened, **tried)
    return refused.value.minutes


def failures(opened):
    with opened.reading() as connection:
        return connection.exec_driver_sql("SELECT key FROM login_failures").scalars().all()


def test_address_and_password_log_in_and_are_noted(opened, clock, quick):
    made = account(opened)
    known = log_in(opened, email=" ANNA@example.org")
    assert known.id == made.id
    assert known.last_login == "2026-11-23T12:00:00+00:00"
    assert failures(opened) == []


def test_a_password_is_the_same_however_a_keyboard_composes_it(opened, quick):
    account(opened)
    log_in(opened, "zwo\u0308lf A\u0308pfel und eine Birne")


def test_every_failure_has_one_answer(opened, quick):
    account(opened)
    users.add(opened, email="invited@example.org", role="editor", author="anna")
    gone = account(opened, "gone@example.org")
    users.disable(opened, gone.id, author="anna")
    said = set()
    for email, password in [
        ("anna@example.org", "wrong"),
        ("nobody@example.org", PASSWORD),
        ("invited@example.org", PASSWORD),
        ("gone@example.org", PASSWORD),
        ("", ""),
    ]:
        with pytest.raises(LoginRefused) as refused:
            log_in(opened, password, email=email)
        said.add((type(refused.value), str(refused.value)))
    assert said == {(LoginRefused, "E-mail address or password is wrong.")}


def test_an_unknown_account_costs_the_work_of_a_known_one(opened, monkeypatch):
    account(opened)
    compared = []
    verify = PasswordHasher.verify
    monkeypatch.setattr(
        PasswordHasher,
        "verify",
        lambda self, kept, typed: (
            compared.append(kept.rsplit("$", 2)[0]) or verify(self, kept, typed)
        ),
    )
    fail(opened)
    fail(opened, email="nobody@example.org")
    assert len(compared) == 2
    assert compared[0] == compared[1]  # kind and parameters


def test_an_account_waits_longer_with_each_failure_and_at_most_an_hour(opened, clock, quick):
    account(opened)
    fail(opened, 5)
    waited = []
    for _ in range(8):
        waited.append(waits(opened))
        clock.go_on(minutes=waited[-1])
        fail(opened)
    assert waited == [1, 2, 4, 8, 16, 32, 60, 60]
    clock.go_on(minutes=59)
    assert waits(opened) == 1
    clock.go_on(minutes=1)
    assert log_in(opened)


def test_who_does_not_exist_waits_likewise(opened, clock, quick):
    fail(opened, 5, email="nobody@example.org")
    assert waits(opened, email="nobody@example.org") == 1


def test_an_address_waits_whatever_accounts_it_tries(opened, clock, quick):
    account(opened)
    for number in range(20):
        fail(opened, email=f"{number}@example.org", address="2001:db8::1")
    assert waits(opened, address="2001:db8::ffff") == 1  # of the same household
    assert log_in(opened, address="2001:db8:0:1::1")
    assert log_in(opened, address="192.0.2.1")


def test_success_forgets_what_the_account_failed_and_not_the_address(opened, clock, quick):
    account(opened)
    for number in range(19):
        fail(opened, email=f"{number}@example.org")
    log_in(opened)
    fail(opened)
    assert waits(opened) == 1


def test_failures_are_forgotten_after_a_day(opened, clock, quick):
    account(opened)
    fail(opened, 5)
    clock.go_on(days=1)
    fail(opened)
    assert len(failures(opened)) == 2  # one for the account, one for the address


def test_many_at_once_are_bounded_as_one_after_another(opened, clock, quick):
    account(opened)
    start, answers = threading.Barrier(12), []

    def guess():
        start.wait()
        try:
            log_in(opened, "wrong")
        except LoginRefused as refused:
            answers.append(type(refused))

    threads = [threading.Thread(target=guess) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers.count(LoginRefused) == 5
    assert answers.count(LoginThrottled) == 7


def test_neither_account_nor_address_can_be_read_from_what_is_kept(opened, quick):
    fail(opened)
    assert all(len(key) == 64 and int(key, 16) for key in failures(opened))
    assert len(set(failures(opened))) == 2


def test_an_administrator_on_the_machine_can_end_the_waiting(opened, clock, quick):
    account(opened)
    fail(opened, 5)
    logins.forget_failures(opened, "Anna@example.org", key=KEY)
    assert log_in(opened)


def test_a_hash_of_other_parameters_is_made_anew_and_sessions_go_on(opened):
    made = account(opened)
    weak = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)
    with opened.writing() as connection:
        credentials.write(connection, made.id, password_hash=weak)
    assert log_in(opened).sessions == made.sessions
    with opened.reading() as connection:
        kept = credentials.hash_of(connection, made.id)
    assert kept is not None
    assert kept.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    assert log_in(opened)


def test_who_knows_the_password_can_change_it(opened, quick):
    before = account(opened)
    told = {"address": "::1", "key": KEY}
    with pytest.raises(Refused) as refused:
        logins.change_password(opened, before, current="wrong", new=NEW, **told)
    assert refused.value.why == Why.WRONG
    after = logins.change_password(opened, before, current=PASSWORD, new=NEW, **told)
    assert after.sessions != before.sessions
    assert log_in(opened, NEW)
    fail(opened, email=before.email)


def test_guessing_at_the_present_password_waits_too(opened, clock, quick):
    made = account(opened)
    fail(opened, 5)
    with pytest.raises(LoginThrottled):
        logins.change_password(opened, made, current=PASSWORD, new=NEW, address="::1", key=KEY)


def test_a_wait_is_told_in_whole_minutes():
    assert LoginThrottled(timedelta(seconds=1)).minutes == 1
    assert LoginThrottled(timedelta(seconds=61)).minutes == 2
