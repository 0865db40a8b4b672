"""Several nodes behind one client: a dead one costs no request, and is asked again later."""

import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import opensearchpy
import pytest

from core.errors import EngineUnavailable, SettingsError
from core.settings import Settings
from engine import transport
from engine.client import Engine
from tests.faults.test_engine_faults import BREAK, FakeEngine

FOUND = (200, {"responses": []})


@contextmanager
def served() -> Iterator[FakeEngine]:
    with FakeEngine() as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        server.plan = [FOUND]
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture
def nodes() -> Iterator[list[FakeEngine]]:
    with ExitStack() as stack:
        yield [stack.enter_context(served()) for _ in range(3)]


@pytest.fixture(autouse=True)
def pauses(monkeypatch) -> list[float]:
    taken: list[float] = []
    monkeypatch.setattr(transport, "sleep", taken.append)
    return taken


@pytest.fixture
def clock(monkeypatch) -> list[float]:
    """The time by which the client leaves a dead node out; tests move it."""
    now = [1000.0]
    monkeypatch.setattr(opensearchpy.connection_pool.time, "time", lambda: now[0])
    return now


def connect(nodes: list[FakeEngine]) -> Engine:
    addresses = {"PARTNERNET_OPENSEARCH_URL": " , ".join(node.url for node in nodes)}
    settings = Settings.from_environment(addresses)
    assert settings.opensearch_url
    return Engine.connect(settings, settings.opensearch_url)


def asked(nodes: list[FakeEngine]) -> list[int]:
    return [len(node.requests) for node in nodes]


def search(engine: Engine) -> None:
    assert engine.msearch([("offers", {})]) == []


def test_requests_are_spread_evenly(nodes):
    engine = connect(nodes)
    for _ in range(9):
        search(engine)
    assert asked(nodes) == [3, 3, 3]


@pytest.mark.parametrize("answer", [(BREAK, {}), (502, {}), (503, {}), (504, {})])
def test_a_search_that_a_node_fails_is_answered_by_another_at_once(nodes, pauses, answer):
    nodes[0].plan = [answer]
    engine = connect(nodes)
    for _ in range(9):
        search(engine)
    assert nodes[0].requests
    assert pauses == []


def test_a_dead_node_is_left_out_for_a_growing_while(nodes, clock):
    nodes[0].plan = [(BREAK, {})]
    engine = connect(nodes)

    def asked_within(seconds: float) -> int:
        """Return how often the dead node is asked, with many searches at each end."""
        before = len(nodes[0].requests)
        for _ in range(9):
            search(engine)
        clock[0] += seconds
        for _ in range(9):
            search(engine)
        return len(nodes[0].requests) - before

    assert asked_within(0.9) == 1
    assert asked_within(0.2) == 1, "asked again after a second"
    assert asked_within(1.9) == 0, "and then left out for two"
    assert asked_within(0.2) == 1
    for _ in range(10):
        asked_within(33)
    assert asked_within(31) <= 1
    assert asked_within(33) >= 1, "never for longer than half a minute"


def test_a_node_that_is_back_takes_its_share_again(nodes, clock):
    nodes[0].plan = [(BREAK, {}), FOUND]
    engine = connect(nodes)
    for _ in range(9):
        search(engine)
    clock[0] += 1.1
    before = asked(nodes)
    for _ in range(9):
        search(engine)
    assert [now - then for now, then in zip(asked(nodes), before, strict=True)] == [3, 3, 3]


def test_when_all_nodes_are_dead_each_is_asked_before_it_is_said(nodes, pauses):
    for node in nodes:
        node.plan = [(BREAK, {})]
    with pytest.raises(EngineUnavailable, match="cannot be reached"):
        search(connect(nodes))
    assert all(asked(nodes))
    assert sum(pauses) < 1, "a page must not wait long to say that search is away"


def test_an_overloaded_cluster_is_not_asked_again_elsewhere(nodes):
    for node in nodes:
        node.plan = [(429, {})]
    with pytest.raises(EngineUnavailable, match="429"):
        search(connect(nodes))
    assert sum(asked(nodes)) == 1


def test_a_change_that_may_have_arrived_is_not_sent_to_another_node(nodes):
    for node in nodes:
        node.plan = [(BREAK, {})]
    with pytest.raises(EngineUnavailable):
        connect(nodes).client.indices.create(index="new")
    assert sum(asked(nodes)) == 1


@pytest.mark.parametrize(("params", "sent"), [({"ignore_unavailable": "true"}, 5), ({}, 1)])
def test_a_deletion_is_repeated_where_what_is_gone_already_is_no_error(nodes, params, sent):
    for node in nodes:
        node.plan = [(BREAK, {})]
    with pytest.raises(EngineUnavailable):
        connect(nodes).client.indices.delete(index="old", params=params)
    assert sum(asked(nodes)) == sent


def test_a_time_out_holds_for_the_second_node_too(nodes, monkeypatch):
    seen = []
    sent = transport.Connection.perform_request

    def noting(self, method, url, params, body, timeout, *more, **named):
        seen.append(named.get("timeout", timeout))
        return sent(self, method, url, params, body, timeout, *more, **named)

    monkeypatch.setattr(transport.Connection, "perform_request", noting)
    for node in nodes:
        node.plan = [(BREAK, {}), FOUND]
    search(connect(nodes))
    assert seen == [10.0] * len(seen)
    assert len(seen) > 1


@pytest.mark.parametrize("addresses", ["localhost:9200", "http://one:9200,,", "http://", "ftp://x"])
def test_an_address_that_cannot_be_meant_is_told_with_its_variable(addresses):
    with pytest.raises(SettingsError, match="PARTNERNET_OPENSEARCH_URL must be addresses"):
        Settings.from_environment({"PARTNERNET_OPENSEARCH_URL": addresses})
