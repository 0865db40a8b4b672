"""The service in several processes, as on a bigger machine."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator

import pytest
import requests

_ANSWERS = 12


@pytest.fixture
def service(tmp_path) -> Iterator[tuple[subprocess.Popen, str]]:
    """`serve --workers 2` over a cluster that is away, and its address once it serves."""
    environment = {
        **os.environ,
        "PARTNERNET_HOME": str(tmp_path),
        "PARTNERNET_OPENSEARCH_URL": "http://127.0.0.1:9",
    }
    code = "from commands.main import main; main()"
    process = subprocess.Popen(
        [sys.executable, "-c", code, "serve", "--workers", "2", "--port", "0"],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        line = process.stdout.readline()
        assert line.startswith("serving: "), process.stderr.read()
        yield process, line.removeprefix("serving: ").strip()
    finally:
        process.kill()
        process.communicate()


def test_processes_count_together_and_end_in_order(service):
    """Each request has a connection of its own, so both processes answer some."""
    process, address = service
    for _ in range(_ANSWERS):
        assert requests.get(f"{address}/healthz", timeout=60).status_code == 200
    told = requests.get(f"{address}/metrics", timeout=60).text
    labels = 'endpoint="probes.healthz",method="GET",status="200"'
    assert f"partnernet_requests_total{{{labels}}} {_ANSWERS}.0" in told
    assert "partnernet_engine_up 0.0" in told
    assert requests.get(f"{address}/readyz", timeout=60).status_code == 503
    process.send_signal(signal.SIGTERM)
    _, logged = process.communicate(timeout=60)
    assert process.returncode == 0
    assert "Traceback" not in logged


def test_processes_want_a_cluster(tmp_path):
    environment = {name: value for name, value in os.environ.items() if "OPENSEARCH" not in name}
    told = subprocess.run(
        [sys.executable, "-c", "from commands.main import main; main()", "serve", "--workers", "2"],
        env={**environment, "PARTNERNET_HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 1
    assert "PARTNERNET_OPENSEARCH_URL" in told.stderr
    assert "Traceback" not in told.stderr
