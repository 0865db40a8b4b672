"""The number of a request or a job arrives in OpenSearch with all that it causes."""

import pytest

from core import origin
from core.errors import BuildStopped
from core.progress import Silent
from core.settings import Settings
from engine import bulk
from engine.bulk import Item
from engine.client import Engine
from search_app import create_app
from tests.app.scripted import Scripted


def seen(engine: Engine) -> set[str]:
    """The X-Opaque-Id of the tasks that OpenSearch does; the question itself is one."""
    nodes = engine.client.tasks.list(params={"actions": "*tasks/lists*"})["nodes"]
    tasks = (task for node in nodes.values() for task in node["tasks"].values())
    return {task["headers"].get("X-Opaque-Id", "") for task in tasks}


@pytest.mark.engine
def test_opensearch_is_told_for_whom_it_works(engine):
    with origin.of("job-17"):
        assert seen(engine) == {"job-17"}
        with origin.of("request-of-a-job"):
            assert seen(engine) == {"request-of-a-job"}
        assert seen(engine) == {"job-17"}
    assert seen(engine) == {""}


@pytest.mark.engine
def test_a_bulk_load_tells_it_from_its_own_threads(engine, monkeypatch):
    told: list[str] = []
    perform = type(engine.client.transport).__mro__[1].perform_request

    def watched(self, method, url, *args, **kwargs):
        told.append((kwargs.get("headers") or {}).get("X-Opaque-Id", ""))
        return perform(self, method, url, *args, **kwargs)

    monkeypatch.setattr("opensearchpy.Transport.perform_request", watched)
    items = [Item(index=f"{engine.prefix}-that-is-not-there", id="1", source=None)]
    with origin.of("job-18"), pytest.raises(BuildStopped, match="no such index"):
        bulk.load(engine, items, Silent())
    assert told
    assert set(told) == {"job-18"}


@pytest.mark.engine
def test_a_web_request_has_its_number_in_opensearch_and_in_its_answer(engine, tmp_path):
    """The number that a proxy gave is kept, and does not stay with the thread."""

    class Asking(Scripted):
        def search(self, request):
            numbers.append(seen(engine))
            return super().search(request)

    numbers: list[set[str]] = []
    settings = Settings.from_environment({"PARTNERNET_HOME": str(tmp_path)})
    client = create_app(settings, "http://127.0.0.1:9", Asking()).test_client()
    answer = client.get("/readyz", headers={"X-Request-Id": "from-the-proxy-1"})
    assert answer.headers["X-Request-Id"] == "from-the-proxy-1"
    assert numbers == [{"from-the-proxy-1"}]
    assert origin.current() == ""
