"""The web service in this process: address first, then service, then a clean end."""

import socket
import threading

import pytest
import requests

from core.errors import EngineUnavailable, SettingsError
from operations import web


def hello(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"hello"]


def test_a_taken_port_is_told_with_the_option_to_change():
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(SettingsError, match=f"Port {port} is taken .* --port"):
            web.bind("127.0.0.1", port)


def test_a_port_taken_between_bind_and_service_is_told_too():
    with web.bind("127.0.0.1", 0) as mine:
        port = mine.getsockname()[1]
        with (
            web.bind("127.0.0.1", port) as other,
            web.serving(hello, other),
            pytest.raises(SettingsError, match=f"Port {port} is taken"),
            web.serving(hello, mine),
        ):
            pass


def test_a_host_of_another_machine_is_told_with_the_option_to_change():
    with pytest.raises(SettingsError, match=r"--host 192\.0\.2\.1 "):
        web.bind("192.0.2.1", 0)


def test_a_host_that_is_no_address_is_told_with_the_option_to_change():
    with pytest.raises(SettingsError, match="--host not a host "):
        web.bind("not a host", 0)


def test_the_address_to_open_is_one_of_this_machine_where_all_are_listened_on():
    with web.bind("0.0.0.0", 0) as listener:
        assert web.url(listener) == f"http://127.0.0.1:{listener.getsockname()[1]}"


def test_nobody_is_kept_waiting_before_the_service_is_there():
    with web.bind("127.0.0.1", 0) as listener, pytest.raises(requests.ConnectionError):
        requests.get(web.url(listener), timeout=5)


def test_the_service_answers_while_the_block_runs_and_leaves_nothing_behind():
    before = set(threading.enumerate())
    with web.bind("127.0.0.1", 0) as listener, requests.Session() as session:
        address = web.url(listener)
        with web.serving(hello, listener):
            assert session.get(address, timeout=5).text == "hello"
            assert set(threading.enumerate()) > before
        with pytest.raises(requests.ConnectionError):
            requests.get(address, timeout=5)
    assert set(threading.enumerate()) == before


def test_waiting_ends_when_readyz_turns_200():
    answers = iter(["503 Service Unavailable", "503 Service Unavailable", "200 OK"])
    asked = []

    def not_ready_at_first(environ, start_response):
        asked.append(environ["PATH_INFO"])
        start_response(next(answers), [])
        return [b""]

    with web.bind("127.0.0.1", 0) as listener, web.serving(not_ready_at_first, listener):
        web.wait_until_ready(web.url(listener), limit=30)
    assert asked == ["/readyz"] * 3


def test_waiting_has_a_limit_and_tells_the_last_answer():
    def never_ready(environ, start_response):
        start_response("503 Service Unavailable", [])
        return [b"There is no index yet."]

    with (
        web.bind("127.0.0.1", 0) as listener,
        web.serving(never_ready, listener),
        pytest.raises(EngineUnavailable, match=r"There is no index yet\."),
    ):
        web.wait_until_ready(web.url(listener), limit=0.3)


def test_warming_up_is_one_search_whose_answer_does_not_matter():
    asked = []

    def away(environ, start_response):
        asked.append((environ["PATH_INFO"], environ["QUERY_STRING"]))
        start_response("503 Service Unavailable", [])
        return [b""]

    with web.bind("127.0.0.1", 0) as listener, web.serving(away, listener):
        web.warm_up(web.url(listener))
    web.warm_up("http://127.0.0.1:9")
    assert asked == [("/api/v1/organisations", "q=Zulieferer")]


def test_the_service_stops_cleanly_right_after_an_answer():
    def answers(environ, start_response):
        start_response("200 OK", [])
        return [b""]

    # The thread that answered may still be waking the loop while it is told to end.
    for _ in range(100):
        with web.bind("127.0.0.1", 0) as listener, web.serving(answers, listener):
            web.wait_until_ready(web.url(listener))
