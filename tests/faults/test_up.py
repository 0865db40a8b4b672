"""``partnernet up`` as a whole: ready, stopped, killed, refused, healed."""

import shutil
import signal
import socket
import tempfile
from pathlib import Path

import psutil
import pytest

from tests.faults.running import ORGANISATIONS, lives, processes_of, up, wait_until

pytestmark = [pytest.mark.engine, pytest.mark.timeout(600)]

DEMO = ("--organisations", str(ORGANISATIONS))


def open_home():
    """Yield a folder for a home that the node's account can enter."""
    folder = Path(tempfile.mkdtemp(prefix="partnernet-up-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def home():
    """A home that the module's tests share one after another."""
    yield from open_home()


@pytest.fixture
def new_home():
    """A home that nothing has run in."""
    yield from open_home()


def worker_and_schedule(service):
    """Wait until the worker answers and return all processes beside the service but the node."""
    service.wait_until(lambda: any("worker waits for jobs" in line for line in service.err))
    nodes = processes_of(service.home)
    started = psutil.Process(service.process.pid).children(recursive=True)
    beside = [one for one in started if one not in nodes]
    assert len(beside) == 3  # worker, its process, schedule
    return beside


def test_it_ends_with_one_line_on_standard_output_and_a_service_that_searches(home):
    with up(home, *DEMO) as service:
        service.wait_until_ready()
        assert len(service.out) == 1
        assert service.get("/readyz").status_code == 200
        answer = service.found("Zulieferer")
        assert answer["total"] > 0
        assert all(item["reasons"] for item in answer["items"])
        assert "Zulieferer" in service.get("/", q="Zulieferer").text


def test_a_second_start_is_quick_and_embeds_and_builds_nothing(home):
    with up(home, *DEMO) as first:
        total = first.wait_until_ready().found("Zulieferer")["total"]
    with up(home, *DEMO) as second:
        second.wait_until_ready()
        # Time of the processor, so that a busy machine does not decide; the node takes its own.
        times = psutil.Process(second.process.pid).cpu_times()
        assert times.user + times.system < 10
        assert "The index is up to date." in second.err
        assert not [line for line in second.err if "mbedding" in line or "ndexing" in line]
        assert second.found("Zulieferer")["total"] == total


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_asked_to_stop_it_ends_with_0_and_leaves_no_process_behind(home, number):
    with up(home, *DEMO) as service:
        service.wait_until_ready()
        assert processes_of(home)
        beside = worker_and_schedule(service)
        assert service.asked_to_stop(number) == 0
        assert processes_of(home) == []
        assert not [process for process in beside if lives(process)]
        assert not [line for line in service.err if "Traceback" in line]


def test_interrupted_before_it_is_ready_it_ends_with_130_and_leaves_no_process_behind(new_home):
    with up(new_home, *DEMO) as service:
        service.wait_until(lambda: bool(processes_of(new_home)))
        assert service.asked_to_stop() == 130
        assert processes_of(new_home) == []
        assert service.out == []


def test_after_kill_9_the_next_start_goes_on_with_the_same_index(home):
    with up(home, *DEMO) as killed:
        total = killed.wait_until_ready().found("Zulieferer")["total"]
        beside = worker_and_schedule(killed)
        killed.process.kill()
        killed.process.wait()
        wait_until(lambda: not any(one.is_running() for one in beside), 20, lambda: "they go on")
        killed.ended()
        with up(home, *DEMO) as service:
            assert service.wait_until_ready().found("Zulieferer")["total"] == total
            assert "The index is up to date." in service.err
            assert len(processes_of(home)) == 1


def test_a_killed_node_comes_back_by_itself_and_the_service_says_so_meanwhile(home):
    with up(home, *DEMO) as service:
        total = service.wait_until_ready().found("Zulieferer")["total"]
        (node,) = processes_of(home)
        node.kill()
        service.wait_until(lambda: service.get("/readyz").status_code == 503, 20)
        assert service.get("/healthz").status_code == 200
        page = service.get("/", q="Zulieferer")
        assert page.status_code == 503
        assert "Traceback" not in page.text
        service.wait_until(lambda: service.get("/readyz").status_code == 200, 120)
        assert service.found("Zulieferer")["total"] == total
        assert processes_of(home) != [node]
        assert service.asked_to_stop() == 0
        assert processes_of(home) == []


def test_a_second_one_in_the_same_home_is_refused_in_one_sentence(home):
    with up(home, *DEMO) as first:
        first.wait_until((home / "up.lock").exists)
        wait_until(lambda: bool(processes_of(home)), 60, lambda: "no node was started")
        with up(home, *DEMO) as second:
            assert second.ended() == 1
            assert second.err == [
                f"PartnerNet is already running with {home}; stop it first, or let "
                "PARTNERNET_HOME name another folder."
            ]


def test_a_taken_port_is_refused_in_one_sentence_before_any_work(new_home):
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = str(other.getsockname()[1])
        with up(new_home, *DEMO, "--port", port) as service:
            assert service.ended() == 1
            (sentence,) = service.err
            assert port in sentence
            assert "--port" in sentence
            assert not (new_home / "node").exists()


def test_without_demo_and_imports_it_serves_an_empty_index_and_says_how_to_import(new_home):
    with up(new_home, "--organisations", "0") as service:
        service.wait_until_ready()
        assert service.found("Zulieferer")["total"] == 0
        assert [line for line in service.err if "partnernet data import" in line]
