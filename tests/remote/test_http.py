"""How a server is asked that is slow, busy, broken or away."""

from datetime import timedelta
from email.utils import format_datetime
from itertools import pairwise

import pytest

from core.errors import RemoteUnavailable
from indexer.remote import http
from indexer.remote.http import Polite
from indexer.remote.patience import TRIES, retry_after
from tests.remote.stub import START, fault, page, reset, truncated
from tests.remote.subjects import PERSON, ico

SUBJECT = f"/ekonomicke-subjekty/{ico(1)}"


@pytest.fixture
def polite(stub, time):
    stub.add(ico(1))
    with Polite(stub.url, 60_000, time.clock) as polite:
        yield polite


def test_no_more_requests_a_minute_go_out_than_agreed(stub, time):
    stub.add(ico(1))
    with Polite(stub.url, 60, time.clock) as polite:
        for _ in range(10):
            polite.get(SUBJECT)
    assert time.seconds == pytest.approx(9.0)


def test_time_that_passed_since_the_last_request_is_not_waited_again(stub, time):
    stub.add(ico(1))
    with Polite(stub.url, 60, time.clock) as polite:
        polite.get(SUBJECT)
        time.seconds += 30
        polite.get(SUBJECT)
    assert time.slept == []


def test_requests_say_who_asks(stub, polite):
    polite.get(SUBJECT)
    assert stub.agents == {http.USER_AGENT}
    assert http.USER_AGENT.startswith("PartnerNet/")


@pytest.mark.parametrize(
    "wrong",
    [
        fault(429),
        fault(500),
        fault(502),
        fault(503),
        fault(504),
        page(200),
        page(403),
        page(503),
        reset,
        truncated,
    ],
)
def test_what_a_later_try_may_change_is_asked_again(stub, polite, time, wrong):
    stub.faults.extend([wrong] * (TRIES - 1))
    assert polite.get(SUBJECT).body["ico"] == ico(1)
    assert stub.count(SUBJECT) == TRIES
    waits = [wait for wait in time.slept if wait >= 1]
    assert len(waits) == TRIES - 1
    assert all(later > earlier for earlier, later in pairwise(waits))


def test_after_a_bounded_number_of_tries_one_sentence_says_what_was_wrong(stub, polite):
    stub.faults.extend([fault(503)] * (TRIES + 1))
    with pytest.raises(RemoteUnavailable) as caught:
        polite.get(SUBJECT)
    assert str(caught.value) == (
        f"{stub.url}{SUBJECT} gave no answer in {TRIES} tries, the last time: status 503."
    )
    assert stub.count(SUBJECT) == TRIES
    assert PERSON not in str(caught.value)


@pytest.mark.parametrize("status", [400, 401, 403, 404])
def test_what_no_later_try_changes_is_asked_once(stub, polite, status):
    stub.faults.append(fault(status))
    assert polite.get(SUBJECT).status == status
    assert stub.count(SUBJECT) == 1


def test_an_address_that_is_not_there_is_told_at_once(stub, polite):
    stub.faults.append(page(404))
    with pytest.raises(RemoteUnavailable, match=r"is not there \(404\); is the address right\?"):
        polite.get(SUBJECT)
    assert stub.count(SUBJECT) == 1


def test_a_server_that_says_when_to_return_is_kept_to(stub, polite, time):
    stub.faults.append(fault(429, Retry_After="77"))
    polite.get(SUBJECT)
    assert max(time.slept) == 77


def test_a_date_to_return_is_kept_to(stub, polite, time):
    then = format_datetime(START + timedelta(seconds=120), usegmt=True)
    stub.faults.append(fault(503, Retry_After=then))
    polite.get(SUBJECT)
    assert max(time.slept) == 120


def test_a_server_that_wants_to_be_left_alone_for_long_is_not_asked_again(stub, polite, time):
    stub.faults.append(fault(429, Retry_After="3600"))
    with pytest.raises(RemoteUnavailable, match=r"left alone for 60 minutes \(status 429\)") as one:
        polite.get(SUBJECT)
    assert one.value.for_long
    assert stub.count(SUBJECT) == 1
    assert time.slept == []


@pytest.mark.parametrize(
    ("told", "seconds"),
    [
        ("5", 5),
        (" 12 ", 12),
        ("Mon, 23 Nov 2026 12:01:00 GMT", 60),
        ("Mon, 23 Nov 2026 12:01:00", 60),
        ("Mon, 23 Nov 2026 11:00:00 GMT", 0),
        ("", 0),
        ("soon", 0),
        ("-3", 0),
        ("٣", 0),
        ("9" * 400, 999_999_999),
        ("Mon, 99 Nov 2026 12:01:00 GMT", 0),
    ],
)
def test_retry_after_is_read_in_both_forms_and_nonsense_is_none(told, seconds):
    assert retry_after(told, START) == seconds


def test_a_server_that_drips_is_asked_again(stub, polite, time):
    def drip(reply):
        reply.pause = lambda: setattr(time, "seconds", time.seconds + 1000)
        return reply

    stub.faults.extend([drip] * TRIES)
    with pytest.raises(RemoteUnavailable, match="took more than 180 seconds"):
        polite.get(SUBJECT)


def test_a_server_that_is_silent_is_given_up(stub, polite, monkeypatch):
    monkeypatch.setattr(http, "_READ", 0.01)
    stopped = []

    def silent(reply):
        reply.pause = lambda: stopped.append(stub.released.wait(10))
        return reply

    stub.faults.extend([silent] * TRIES)
    with pytest.raises(RemoteUnavailable, match="it took too long"):
        polite.get(SUBJECT)
    stub.released.set()


def test_nobody_at_the_address_is_told(time):
    with (
        Polite("http://127.0.0.1:9", 60_000, time.clock) as polite,
        pytest.raises(RemoteUnavailable, match=r"127\.0\.0\.1:9/x gave no .* no connection"),
    ):
        polite.get("/x")


def test_an_answer_without_end_does_not_fill_the_memory(polite, monkeypatch):
    monkeypatch.setattr(http, "_LARGEST", 100)
    with pytest.raises(RemoteUnavailable, match="an answer of more than"):
        polite.get(SUBJECT)
