"""``partnernet data fetch ares``."""

import os
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from commands.data import data
from indexer import imports
from tests.remote.stub import fault
from tests.remote.subjects import PERSON, ico

ROOT = Path(__file__).parents[2]


@pytest.fixture
def call(settings, stub):
    """Give the command, with two subjects in the stub."""
    stub.add(ico(1), ico(2))

    def call(*arguments: object):
        words = ["fetch", "ares", *map(str, arguments)]
        return CliRunner().invoke(data, words, obj=settings)

    return call


@pytest.fixture
def settings(settings):
    """Settings that let the stub be asked as fast as it answers."""
    return replace(settings, ares_per_minute=60_000)


def test_numbers_are_fetched_and_imported(call, settings):
    said = call("--ico", ico(1), "--ico", int(ico(2)))
    assert said.exit_code == 0
    assert "ARES: 2 subjects fetched, 0 unchanged since before" in said.output
    assert "ares: 2 organisations and 0 offers, requests and events taken" in said.output
    assert "1 keys that the known version of ARES does not have were dropped" in said.output
    assert "partnernet index rebuild" in said.output
    assert [one.id for one in imports.records(settings)] == [f"cz-{ico(1)}", f"cz-{ico(2)}"]


def test_numbers_of_a_file_are_fetched_and_wrong_lines_are_told(call, tmp_path):
    file = tmp_path / "numbers.txt"
    file.write_text(f"\ufeff{ico(1)}\r\n\n12345678\n  {int(ico(2))} \nJan\n", "utf-8")
    said = call("--icos", file)
    assert "ARES: 2 subjects fetched" in said.output
    assert "lines without a number, passed over: 2" in said.output
    assert "numbers.txt:3 is no IČO." in said.output
    assert "Jan" not in said.output


def test_a_district_is_fetched_and_changes_are_asked_for(call, stub):
    assert "2 subjects fetched" in call("--district", "CZ0421").output
    said = call("--district", "CZ0421", "--since", "2026-11-20")
    assert "0 subjects fetched, 2 unchanged since before" in said.output


def test_a_delivery_can_be_left_for_later(call, settings):
    said = call("--ico", ico(1), "--no-import")
    assert imports.manifests(settings) == []
    delivery = settings.home / "deliveries" / "ares" / "ares.jsonl"
    assert f"Next: partnernet data import ares {delivery}" in said.output
    assert delivery.exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "Say what to fetch: --ico, --icos or --district."),
        (("--ico", "26168686"), "26168686 is no IČO: eight digits with a check digit."),
        (("--district", "CZ0100"), "'CZ0100' is not one of"),
        (("--ico", ico(1), "--since", "soon"), "'soon' does not match"),
        (("--icos", "missing.txt"), "does not exist"),
    ],
)
def test_what_cannot_be_asked_for_is_told_before_anything_is(call, stub, arguments, said):
    result = call(*arguments)
    assert result.exit_code != 0
    assert said in result.output + str(result.exception)
    assert stub.asked == []


def test_what_went_wrong_is_counted_with_a_sentence_each(call, stub):
    stub.add(ico(3), pravniForma="101", obchodniJmeno=PERSON)
    stub.basic[ico(2)]["sidlo"] = {"psc": "405 02"}
    said = call("--ico", ico(1), "--ico", ico(2), "--ico", ico(3), "--ico", ico(4)).output
    assert "answers that do not fit: 1" in said
    assert "sidlo.psc is no integer" in said
    assert "natural persons, not kept: 1" in said
    assert "not known to ARES (any more): 1" in said
    assert PERSON not in said


def program(settings, stub, *arguments: str) -> subprocess.Popen[str]:
    """Start the command as a person does."""
    run = "from commands.main import main; main()"
    return subprocess.Popen(
        [sys.executable, "-c", run, "data", "fetch", "ares", *arguments],
        cwd=ROOT,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={
            **os.environ,
            "PARTNERNET_HOME": str(settings.home),
            "PARTNERNET_ARES_URL": stub.url,
            "PARTNERNET_ARES_PER_MINUTE": "60000",
        },
    )


def test_ctrl_c_leaves_a_checkpoint_and_says_so(settings, stub):
    stub.add(ico(1), ico(2))
    process = []

    def interrupt(reply):
        reply.pause = lambda: (process[0].send_signal(signal.SIGINT), stub.released.wait(60))
        return reply

    stub.faults.extend([None, None, None, None, interrupt])
    process.append(program(settings, stub, "--ico", ico(1), "--ico", ico(2)))
    out, err = process[0].communicate()
    assert process[0].returncode == 130
    assert "ARES: 1 subjects fetched" in out
    assert "Stopped. What was fetched is kept: the same command goes on from here." in out
    assert "Traceback" not in err
    stub.asked.clear()
    again = program(settings, stub, "--ico", ico(1), "--ico", ico(2))
    assert "2 organisations" in again.communicate()[0]
    assert stub.count(f"/ekonomicke-subjekty-vr/{ico(1)}") == 0


def test_a_server_that_wants_to_be_left_alone_ends_with_one_sentence(settings, stub):
    stub.faults.append(fault(429, Retry_After="7200"))
    process = program(settings, stub, "--ico", ico(1))
    out, err = process.communicate()
    assert process.returncode == 1
    assert "asks to be left alone for 120 minutes (status 429); start again after that." in err
    assert "Traceback" not in err
    assert "Stopped." in out
