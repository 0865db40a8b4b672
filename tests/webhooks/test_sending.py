"""Posts over real connections: nothing on the other side holds them up or leads them astray."""

import socket
import threading
import time

import pytest

from operations.webhooks.guard import Guard
from operations.webhooks.sending import Failure, NotArrived, Sender
from tests.webhooks.receiver import LOOPBACK, NAME, Certificate, answering, receiving, sender

BODY = b'{"type":"test"}'


def failure(posting: Sender, url: str) -> NotArrived:
    with pytest.raises(NotArrived) as raised:
        posting.post(url, {"webhook-id": "1"}, BODY)
    return raised.value


def test_a_post_arrives_as_it_was_sent_at_the_named_host(certificate, receiver):
    sender(certificate).post(receiver.url("/in?a=b"), {"webhook-id": "alert_1"}, BODY)
    (post,) = receiver.posts
    assert (post["path"], post["body"]) == ("/in?a=b", BODY)
    assert post["headers"]["Host"] == f"{NAME}:{receiver.port}"
    assert post["headers"]["webhook-id"] == "alert_1"
    assert post["headers"]["Content-Type"] == "application/json"


def test_this_machine_is_never_posted_to_by_the_service_itself(certificate, receiver):
    for posting in (
        Sender(tls=certificate.client()),
        Sender(guard=Guard(resolve=lambda *_: ("127.0.0.1",)), tls=certificate.client()),
    ):
        for url in (receiver.url(), f"https://127.0.0.1:{receiver.port}/", "https://localhost/"):
            assert failure(posting, url).failure is Failure.ADDRESS
    assert receiver.posts == []


def test_a_name_that_becomes_another_address_after_it_was_looked_at_changes_nothing(
    certificate, receiver, monkeypatch
):
    """The connection goes to what was looked at: the name is resolved once for each post."""
    answers = iter([("127.0.0.1",), ("10.0.0.1",)])
    asked = []

    def rebinding(*name):
        asked.append(name)
        return next(answers)

    def unasked(*_, **__):
        raise AssertionError("resolved again")

    posting = sender(certificate, guard=Guard(resolve=rebinding, beyond=(LOOPBACK,)))
    real = socket.getaddrinfo
    monkeypatch.setattr(
        socket,
        "getaddrinfo",
        lambda host, *a, **k: real(host, *a, **k) if host == "127.0.0.1" else unasked(),
    )
    posting.post(receiver.url(), {}, BODY)
    assert (len(asked), len(receiver.posts)) == (1, 1)
    assert failure(posting, receiver.url()).failure is Failure.ADDRESS
    assert len(receiver.posts) == 1


def test_proxies_of_the_environment_are_not_asked(certificate, receiver, monkeypatch):
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")
    sender(certificate).post(receiver.url(), {}, BODY)
    assert len(receiver.posts) == 1


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_not_followed_wherever_it_leads(certificate, receiver, status):
    with receiving(certificate) as other:
        receiver.status = status
        for where in (other.url(), f"https://127.0.0.1:{other.port}/", "http://169.254.169.254/"):
            receiver.headers = {"Location": where}
            assert failure(sender(certificate), receiver.url()).failure is Failure.REDIRECT
        assert other.posts == []


@pytest.mark.parametrize(("status", "reason"), [
    (400, "status 400"), (404, "status 404"), (410, "gone"), (429, "status 429"),
    (500, "status 500"), (503, "status 503"),
])  # fmt: skip
def test_what_is_not_taken_says_why(certificate, receiver, status, reason):
    receiver.status = status
    assert str(failure(sender(certificate), receiver.url())) == reason


@pytest.mark.parametrize(("told", "seconds"), [
    ("120", 120.0), ("99999999", 86400.0), ("Wed, 21 Oct 2026 07:28:00 GMT", None), ("-1", None),
    ("", None),
])  # fmt: skip
def test_a_receiver_may_say_when_it_wants_to_be_asked_again(certificate, receiver, told, seconds):
    receiver.status, receiver.headers = 503, {"Retry-After": told}
    assert failure(sender(certificate), receiver.url()).wait_seconds == seconds


def test_a_certificate_of_another_name_or_of_nobody_is_refused(certificate, receiver):
    elsewhere = f"https://other.example.org:{receiver.port}/"
    assert failure(sender(certificate), elsewhere).failure is Failure.CERTIFICATE
    guard = sender(certificate).guard
    assert failure(Sender(guard=guard), receiver.url()).failure is Failure.CERTIFICATE
    assert receiver.posts == []


def test_an_answer_of_gigabytes_is_read_in_part_alone(certificate: Certificate):
    sent = []

    def gushes(safe):
        safe.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 4000000000\r\n\r\n")
        chunk = bytes(1 << 16)
        while True:
            safe.sendall(chunk)
            sent.append(len(chunk))

    with answering(certificate, gushes) as receiver:
        sender(certificate).post(receiver.url(), {}, BODY)
    assert sum(sent) < 50_000_000  # what the system's buffers take


DRIPS = {
    "before the status": b"",
    "among the headers": b"HTTP/1.1 200 OK\r\n",
    "in the answer": b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n",
    "in pieces of it": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
}


@pytest.mark.parametrize("where", DRIPS)
def test_a_slow_drip_ends_with_the_time_of_the_whole_post(certificate, where):
    """Each letter comes in time; only the sum does not."""
    ended = threading.Event()

    def drips(safe):
        safe.sendall(DRIPS[where])
        while not ended.wait(0.02):
            safe.sendall(b"1")

    with answering(certificate, drips) as receiver:
        before = time.monotonic()
        posting = sender(certificate, seconds=0.4)
        if where in ("before the status", "among the headers"):
            assert failure(posting, receiver.url()).failure is Failure.TIME
        else:
            posting.post(receiver.url(), {}, BODY)  # its status came
        took = time.monotonic() - before
        ended.set()
    assert took < 3


def test_one_that_takes_the_connection_and_says_nothing_is_left(certificate):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"https://{NAME}:{silent.getsockname()[1]}/"
        assert failure(sender(certificate, seconds=0.3), url).failure is Failure.TIME


@pytest.mark.parametrize("garbage", [
    b"SSH-2.0-OpenSSH_9.7\r\n", b"HTTP/1.1 abc OK\r\n\r\n", b"\x00\xff" * 100 + b"\r\n\r\n",
    b"HTTP/1.1 200 OK\r\n" + b"A: b\r\n" * 300 + b"\r\n",
    b"HTTP/1.1 200 OK\r\nA: " + b"b" * 100_000 + b"\r\n\r\n",
])  # fmt: skip
def test_what_is_no_answer_of_a_web_server_fails(certificate, garbage):
    with answering(certificate, lambda safe: safe.sendall(garbage)) as receiver:
        found = failure(sender(certificate), receiver.url())
    assert found.failure in (Failure.ANSWER, Failure.CONNECTION)


def test_a_taken_post_counts_by_its_status_whatever_follows(certificate):
    for header in (b"Content-Length: many\r\n\r\n", b"Transfer-Encoding: chunked\r\n\r\nzz\r\n"):
        answer = b"HTTP/1.1 200 OK\r\n" + header
        with answering(certificate, lambda safe, answer=answer: safe.sendall(answer)) as receiver:
            sender(certificate).post(receiver.url(), {}, BODY)


def test_nobody_at_the_port_and_an_end_amid_the_answer_are_told(certificate):
    with socket.create_server(("127.0.0.1", 0)) as gone:
        port = gone.getsockname()[1]
    url = f"https://{NAME}:{port}/"
    assert failure(sender(certificate), url).failure is Failure.CONNECTION
    with answering(certificate, lambda safe: safe.sendall(b"HTTP/1.1 2")) as receiver:
        found = failure(sender(certificate), receiver.url())
    assert found.failure in (Failure.ANSWER, Failure.CONNECTION)
