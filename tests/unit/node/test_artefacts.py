"""Files are fetched once, checked, kept; a wrong one never gets into the store."""

import hashlib
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.progress import Silent
from engine.node import artefacts
from engine.node.artefacts import ArtefactError, fetch, kept_path
from engine.node.parts import Artefact

CONTENT = b"published"
JAR = Artefact("lib", "org.example:tool:jar:1.0", hashlib.sha256(CONTENT).hexdigest())


class Repository:
    """Serves the given contents one after the other, the last one for ever."""

    def __init__(self, *answers: bytes | Exception) -> None:
        self.answers, self.asked = list(answers), 0

    def __call__(self, artefact: Artefact, folder: Path) -> Path:
        answer = self.answers[min(self.asked, len(self.answers) - 1)]
        self.asked += 1
        if isinstance(answer, Exception):
            raise answer
        folder.mkdir(parents=True)
        path = folder / artefact.file_name
        path.write_bytes(answer)
        return path


@pytest.fixture(autouse=True)
def pauses(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[float]]:
    taken: list[float] = []
    monkeypatch.setattr(artefacts, "sleep", taken.append)
    return taken


def test_what_was_fetched_is_kept(tmp_path):
    repository = Repository(CONTENT)
    path = fetch([JAR], tmp_path, Silent(), repository)[JAR]
    assert path.read_bytes() == CONTENT
    assert path.name == "tool-1.0.jar"
    assert fetch([JAR], tmp_path, Silent(), repository)[JAR] == path
    assert repository.asked == 1


def test_another_file_than_the_published_one_is_refused_and_not_kept(tmp_path):
    with pytest.raises(ArtefactError, match=r"tool-1\.0\.jar is not the published file"):
        fetch([JAR], tmp_path, Silent(), Repository(b"tampered"))
    assert not [path for path in tmp_path.rglob("*.jar") if path.is_file()]


def test_a_kept_file_that_was_damaged_is_fetched_again(tmp_path):
    repository = Repository(CONTENT)
    fetch([JAR], tmp_path, Silent(), repository)
    kept_path(JAR, tmp_path).write_bytes(b"publ")
    assert fetch([JAR], tmp_path, Silent(), repository)[JAR].read_bytes() == CONTENT
    assert repository.asked == 2


def test_a_broken_connection_is_tried_again_after_growing_pauses(tmp_path, pauses):
    repository = Repository(ConnectionResetError("reset"), TimeoutError("slow"), CONTENT)
    assert fetch([JAR], tmp_path, Silent(), repository)[JAR].read_bytes() == CONTENT
    assert len(pauses) == 2
    assert 0.5 <= pauses[0] <= 1.5 <= 2 * pauses[1] <= 6


def test_without_a_network_the_error_names_the_file_and_the_reason(tmp_path):
    repository = Repository(ConnectionRefusedError("no route"))
    with pytest.raises(ArtefactError, match=r"tool-1\.0\.jar could not be fetched \(no route\)"):
        fetch([JAR], tmp_path, Silent(), repository)
    assert repository.asked == 4


def test_two_who_fetch_at_once_fetch_each_file_once(tmp_path):
    repository = Repository(CONTENT)
    together = threading.Barrier(2)

    def one() -> None:
        together.wait()
        fetch([JAR], tmp_path, Silent(), repository)

    threads = [threading.Thread(target=one) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert repository.asked == 1


def test_a_classifier_is_part_of_the_file_name():
    native = Artefact("lib", "org.example:tool:jar:linux-x86_64:1.0", "")
    assert native.file_name == "tool-1.0-linux-x86_64.jar"
