"""A noted node is believed only while its very process lives."""

import os
import subprocess
import sys

import msgspec
import pytest

from engine.node import state
from engine.node.folder import Folder
from engine.node.state import NodeState, ProcessMark


@pytest.fixture
def folder(tmp_path):
    return Folder(tmp_path)


@pytest.fixture
def child():
    """A process that lives until it is told to end."""
    command = [sys.executable, "-c", "import sys; print(flush=True); sys.stdin.read()"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        process.stdout.readline()
        yield process
        process.kill()


def test_a_state_is_read_as_it_was_written(folder):
    node = NodeState(ProcessMark.of(os.getpid()), ProcessMark(1, 2.0), 9200)
    state.write(folder, node)
    assert state.read(folder) == node
    assert node.url == "http://127.0.0.1:9200"


@pytest.mark.parametrize("content", [None, b"", b"{", b"[]", b'{"process": {"pid": "x"}}'])
def test_a_note_that_cannot_be_read_is_none(folder, content):
    if content is not None:
        (folder.root / "state.json").write_bytes(content)
    assert state.read(folder) is None


def test_another_process_with_the_same_number_is_not_the_node():
    own = ProcessMark.of(os.getpid())
    assert NodeState(own, None).is_alive()
    assert not NodeState(msgspec.structs.replace(own, created=own.created - 60), None).is_alive()


def test_a_killed_child_that_nobody_waited_for_is_dead(child):
    mark = ProcessMark.of(child.pid)
    child.kill()
    os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT)
    assert mark.process() is None


def test_a_node_is_orphaned_only_when_its_owner_is_gone(child):
    node, living = ProcessMark.of(os.getpid()), ProcessMark.of(child.pid)
    assert not NodeState(node, None).is_orphaned(), "started to stay"
    assert not NodeState(node, living).is_orphaned()
    child.kill()
    child.wait()
    assert NodeState(node, living).is_orphaned()


def test_a_node_that_was_started_but_never_noted_is_found(folder):
    mark = f"-Dopensearch.path.home={folder.program}"
    command = [sys.executable, "-c", "import sys; print(flush=True); sys.stdin.read()", mark]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        process.stdout.readline()
        assert [found.pid for found in state.unnoted(folder)] == [process.pid]
        assert state.unnoted(Folder(folder.root / "other")) == []
        process.kill()
    assert state.unnoted(folder) == []
