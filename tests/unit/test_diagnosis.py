"""What ``partnernet doctor`` finds, and the exit status that it gives."""

import socket
import sys
from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from click.testing import CliRunner

from commands.doctor import doctor
from core.settings import Settings
from operations import diagnosis
from operations.diagnosis import State, files, machine, opensearch
from operations.diagnosis import node as node_checks


@pytest.fixture
def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def settings_of(home, **more: str) -> Settings:
    own = {"PARTNERNET_HOME": str(home), "PARTNERNET_DOWNLOADS": str(home / "downloads")}
    return Settings.from_environment(own | more)


def by_subject(settings: Settings, port: int) -> dict[str, diagnosis.Finding]:
    return {finding.subject: finding for finding in diagnosis.examine(settings, port)}


def test_on_a_fresh_machine_nothing_is_wrong_and_the_rest_comes_later(open_folder, free_port):
    home = open_folder / "fresh"
    found = by_subject(settings_of(home), free_port)
    assert [f for f in found.values() if f.state is State.WRONG] == []
    later = {subject for subject, finding in found.items() if finding.state is State.LATER}
    assert later == {"node's files", "store", "OpenSearch"}
    assert "25" in found["Java"].words
    assert not home.exists(), "looking changes nothing"


def test_with_an_existing_cluster_no_node_is_looked_at(tmp_path, free_port):
    settings = settings_of(tmp_path, PARTNERNET_OPENSEARCH_URL=f"http://127.0.0.1:{free_port}")
    found = by_subject(settings, free_port)
    assert set(found) == {"Python", "home", "disk", "port", "store", "OpenSearch"}
    assert found["OpenSearch"].state is State.WRONG
    assert settings.opensearch_url in found["OpenSearch"].words


def test_an_old_python_is_wrong(monkeypatch):
    monkeypatch.setattr(machine, "sys", SimpleNamespace(version_info=(3, 10, 2)))
    assert machine.python().state is State.WRONG
    monkeypatch.undo()
    assert machine.python().words == ".".join(map(str, sys.version_info[:3]))


@pytest.mark.parametrize(
    ("heap", "free", "state", "words"),
    [
        ("1g", 4e9, State.GOOD, "4.0 GB are free"),
        ("1g", 1e9, State.WRONG, "PARTNERNET_HEAP=512m"),
        ("512M", 1.5e9, State.GOOD, "1.4 GB will be taken"),
        ("plenty", 4e9, State.WRONG, "like 1g or 512m"),
    ],
)
def test_free_memory_is_held_against_the_heap(tmp_path, monkeypatch, heap, free, state, words):
    available = SimpleNamespace(available=free)
    monkeypatch.setattr(machine.psutil, "virtual_memory", lambda: available)
    found = machine.memory(settings_of(tmp_path, PARTNERNET_HEAP=heap))
    assert found.state is state
    assert words in found.words


def test_a_full_disk_is_wrong(tmp_path, monkeypatch):
    monkeypatch.setattr(files.shutil, "disk_usage", lambda _: SimpleNamespace(free=1e9))
    found = files.disk(settings_of(tmp_path / "not" / "yet"))
    assert found.state is State.WRONG
    assert str(tmp_path) in found.words
    assert "PARTNERNET_HOME" in found.words


def test_a_home_that_may_not_be_written_is_wrong(tmp_path, monkeypatch):
    def refuse(**_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(files.tempfile, "TemporaryFile", refuse)
    found = files.home(settings_of(tmp_path))
    assert found.state is State.WRONG
    assert "Permission denied" in found.words


def test_a_home_below_a_file_is_wrong(tmp_path):
    (tmp_path / "file").touch()
    found = files.home(settings_of(tmp_path / "file" / "home"))
    assert found.state is State.WRONG
    assert "Not a directory" in found.words


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield listener


def test_a_port_that_another_program_took_is_wrong(listener, monkeypatch):
    monkeypatch.setattr(machine, "_ANSWER_SECONDS", 0.05)
    port = listener.getsockname()[1]
    found = machine.web_port(port)
    assert found.state is State.WRONG
    assert "--port" in found.words


def test_a_java_that_does_not_start_is_wrong(tmp_path):
    jdk = tmp_path / "jdk"
    (jdk / "bin").mkdir(parents=True)
    (jdk / "bin" / "java").write_text("#!/bin/sh\nexit 1\n")
    (jdk / "bin" / "java").chmod(0o755)
    (jdk / "release").write_text('JAVA_VERSION="25"\n')
    found = node_checks.java_runtime(settings_of(tmp_path, OPENSEARCH_JAVA_HOME=str(jdk)))
    assert found.state is State.WRONG
    assert "does not start" in found.words


def test_damaged_files_are_counted_and_the_way_to_mend_them_named(tmp_path, monkeypatch):
    settings = settings_of(tmp_path)
    (tmp_path / "node" / "program").mkdir(parents=True)
    monkeypatch.setattr(node_checks.node, "damage", lambda _: ["lib/a.jar", "lib/b.jar"])
    found = node_checks.program(settings)
    assert found.state is State.WRONG
    assert "lib/a.jar and 1 more" in found.words


class FakeEngine:
    def __init__(self, version: str, plugins: frozenset[str]) -> None:
        self._version, self._plugins = version, plugins

    def version(self) -> str:
        return self._version

    def plugins(self) -> frozenset[str]:
        return self._plugins

    def has(self, _: str) -> bool:
        return False

    def close(self) -> None:
        pass


@pytest.mark.parametrize(
    ("version", "plugins", "states", "words"),
    [
        ("2.19.1", {"opensearch-knn"}, ["wrong", "later"], "3.6 or newer"),
        ("3.6.0", {"other"}, ["wrong", "later"], "lacks the plug-in opensearch-knn"),
        ("10.0.0", {"opensearch-knn"}, ["good", "later"], "10.0.0 answers"),
    ],
)
def test_a_cluster_must_be_new_enough_and_know_vectors(
    tmp_path, monkeypatch, version, plugins, states, words
):
    engine = FakeEngine(version, frozenset(plugins))
    monkeypatch.setattr(opensearch.Engine, "connect", lambda *_: engine)
    settings = settings_of(tmp_path, PARTNERNET_OPENSEARCH_URL="http://cluster")
    found = list(opensearch.examine(settings))
    assert [finding.state for finding in found] == states
    assert words in found[0].words


@pytest.mark.parametrize(("state", "status"), [("good", 0), ("later", 0), ("wrong", 1)])
def test_the_exit_status_says_whether_something_is_wrong(tmp_path, monkeypatch, state, status):
    found = diagnosis.Finding("disk", State(state), "the words")
    monkeypatch.setattr(diagnosis, "examine", lambda *_: iter([found]))
    result = CliRunner().invoke(doctor, obj=settings_of(tmp_path))
    assert result.exit_code == status
    assert "disk: the words" in result.output
