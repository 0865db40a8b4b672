"""Waiting for a node and ending it, with processes that stand in for Java."""

import json
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import psutil
import pytest

from core.errors import EngineUnavailable
from core.progress import Silent
from engine.node import process
from engine.node.folder import Folder
from engine.node.state import NodeState, ProcessMark

DEAF = "import signal, sys; signal.signal(15, signal.SIG_IGN); print(flush=True); signal.pause()"


@pytest.fixture
def folder(tmp_path):
    folder = Folder(tmp_path)
    folder.logs.mkdir()
    return folder


@pytest.fixture
def deaf():
    """A process that does not end when it is asked to."""
    with subprocess.Popen([sys.executable, "-c", DEAF], stdout=subprocess.PIPE) as running:
        running.stdout.readline()
        yield running
        running.kill()


@pytest.fixture
def fake_node(folder):
    """A server that answers like a node; its name and health can be set."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            body = {"status": server.health} if "health" in self.path else {"name": server.name}
            self.send_response(200)
            self.end_headers()
            self.wfile.write(json.dumps(body).encode())

        def log_message(self, *_):
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        server.name, server.health = folder.node_name, "green"
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.mark.parametrize(("health", "healthy"), [("green", True), ("yellow", True), ("red", False)])
def test_a_node_is_healthy_when_its_indices_are_there(fake_node, folder, health, healthy):
    fake_node.health = health
    assert process.is_healthy(fake_node.server_port, folder.node_name) is healthy


def test_the_node_of_another_home_is_not_taken_for_ours(fake_node, folder, tmp_path):
    fake_node.name = Folder(tmp_path / "other").node_name
    assert not process.is_healthy(fake_node.server_port, folder.node_name)


def test_something_else_on_the_port_is_not_taken_for_a_node(folder):
    assert not process.is_healthy(1, folder.node_name)


def test_the_port_that_the_node_told_is_returned(fake_node, folder, deaf):
    folder.ports_file.write_text(f"127.0.0.1:{fake_node.server_port}\n")
    node = NodeState(ProcessMark.of(deaf.pid), None)
    assert process.wait_until_ready(node, folder, Silent()) == fake_node.server_port


def test_a_node_that_takes_too_long_is_told_with_its_last_lines(folder, deaf):
    folder.log.write_text("first\n[INFO ] waiting for nothing\n\tat org.example.Frame(1)\n")
    node = NodeState(ProcessMark.of(deaf.pid), None)
    with pytest.raises(EngineUnavailable, match=r"not ready after 0 s[\s\S]*for nothing$"):
        process.wait_until_ready(node, folder, Silent(), limit=0.05)


def test_an_empty_log_is_said_to_be_empty(folder):
    assert process.last_lines(folder) == f" Its log is empty: {folder.log}"


def test_the_log_of_the_start_before_is_put_aside(folder):
    folder.log.write_text("of the start before")
    pid = process.run([sys.executable, "-c", "print('new')"], folder, None)
    psutil.Process(pid).wait()
    assert "new" in process.last_lines(folder)
    assert "before" not in process.last_lines(folder)


def test_a_process_that_does_not_end_when_asked_is_killed(deaf):
    process.end(psutil.Process(deaf.pid), limit=0.05)
    assert not psutil.pid_exists(deaf.pid)


def test_a_process_that_is_gone_already_is_no_error(deaf):
    gone = psutil.Process(deaf.pid)
    deaf.kill()
    deaf.wait()
    process.end(gone)
