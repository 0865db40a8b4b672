"""A fetch that is stopped at any moment and started again ends as one that was not."""

import json
import os
import signal
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from core import locks
from core.errors import DataError
from indexer.remote import checkpoint
from indexer.sources.ares_schema import Delivered
from tests.remote.stub import START
from tests.remote.subjects import ico

NUMBERS = [ico(n) for n in range(1, 7)]
ROOT = Path(__file__).parents[2]


def parts(stub) -> Counter[str]:
    """Return how often each part of a subject was asked for."""
    return Counter(path for path, _ in stub.asked if not path.endswith("/vyhledat"))


def interrupted(fetch, time, moment: int) -> None:
    """Run a fetch until it waits for the ``moment``-th time, and press Ctrl-C."""
    waited = 0

    def sleep(seconds: float) -> None:
        nonlocal waited
        waited += 1
        if waited == moment:
            raise KeyboardInterrupt
        time.sleep(seconds)

    fetch.clock = replace(time.clock, sleep=sleep)
    with pytest.raises(KeyboardInterrupt):
        fetch(*NUMBERS)
    fetch.clock = time.clock


@pytest.mark.parametrize("moment", range(1, 13))
def test_a_fetch_that_is_interrupted_goes_on_and_asks_for_no_part_twice(stub, fetch, time, moment):
    stub.add(*NUMBERS)
    interrupted(fetch, time, moment)
    fetch(*NUMBERS)
    assert list(fetch.delivery) == NUMBERS
    assert not fetch.journal.exists()
    # The parts of the one subject that was being asked for are asked for again.
    again = [path for path, count in parts(stub).items() if count > 1]
    assert len({path[-8:] for path in again}) <= 1


def test_a_last_line_that_breaks_off_is_fetched_again_and_no_other(stub, fetch, time):
    stub.add(*NUMBERS)
    interrupted(fetch, time, 10)
    whole = fetch.journal.read_bytes()
    kept = [line for line in whole.splitlines() if b'"subject"' in line]
    fetch.journal.write_bytes(whole[:-30])
    stub.asked.clear()
    fetch(*NUMBERS)
    assert list(fetch.delivery) == NUMBERS
    asked_again = {path[-8:] for path in parts(stub)}
    assert len(asked_again & {json.loads(line)["subject"]["ico"] for line in kept}) == 1


@pytest.mark.parametrize(
    "torn", [b"\0" * 4096, b"{}garbage\n", b'{"subject": 5}\n{"asked": "x"}\n']
)
def test_a_journal_with_a_damaged_end_is_cut_there(stub, fetch, time, torn):
    stub.add(*NUMBERS)
    interrupted(fetch, time, 10)
    with fetch.journal.open("ab") as file:
        file.write(torn)
    fetch(*NUMBERS)
    assert list(fetch.delivery) == NUMBERS


def test_a_journal_of_another_fetch_is_kept_and_the_new_one_begins(stub, fetch, time):
    stub.add(*NUMBERS, ico(50))
    interrupted(fetch, time, 10)
    fetch(ico(50))
    assert set(fetch.delivery) > {ico(50), NUMBERS[0]}
    stub.asked.clear()
    fetch(*NUMBERS)
    assert stub.count(f"/ekonomicke-subjekty-vr/{NUMBERS[0]}") == 0
    assert set(fetch.delivery) == {*NUMBERS, ico(50)}


def test_an_old_journal_is_kept_and_what_changed_since_is_fetched(stub, fetch, time):
    stub.add(*NUMBERS)
    interrupted(fetch, time, 10)
    stub.basic[NUMBERS[0]] |= {"obchodniJmeno": "Nová s.r.o.", "datumAktualizace": "2026-11-23"}
    later = START + timedelta(hours=25)
    fetch.clock = replace(time.clock, today=lambda: later)
    fetch(*NUMBERS)
    assert fetch.delivery[NUMBERS[0]]["basic"]["obchodniJmeno"] == "Nová s.r.o."
    assert fetch.tally.unchanged > 0


def test_a_fetch_killed_after_the_delivery_was_replaced_ends_with_the_same(stub, fetch, settings):
    stub.add(*NUMBERS)
    fetch(*NUMBERS)
    before = (fetch.folder / "ares.jsonl").read_bytes()
    with checkpoint.opened(settings, "x", START) as kept:
        for line in map(json.loads, before.splitlines()):
            fresh = Delivered(delivery="x", ico=line["ico"], fetched=line["fetched"])
            fresh.unknown = line["ico"] == NUMBERS[1]
            if line["ico"] == NUMBERS[0]:
                kept.confirm(NUMBERS[0], date(2026, 12, 1))
            else:
                kept.keep(fresh)
        journal = fetch.journal.read_bytes()
        kept.finish()
        once = (fetch.folder / "ares.jsonl").read_bytes()
        fetch.journal.write_bytes(journal)
        kept.finish()
    assert (fetch.folder / "ares.jsonl").read_bytes() == once
    assert fetch.delivery[NUMBERS[0]]["fetched"] == "2026-12-01"
    assert fetch.delivery[NUMBERS[1]]["basic"]["ico"] == NUMBERS[1]


def test_two_fetches_at_once_are_refused(stub, fetch):
    fetch.folder.mkdir(parents=True)
    with (
        locks.held(fetch.folder / ".lock", DataError("never")),
        pytest.raises(DataError, match="Another fetch from ARES is running"),
    ):
        fetch(ico(1))


def test_a_damaged_delivery_is_named_with_its_line(stub, fetch):
    stub.add(*NUMBERS)
    delivery = fetch(*NUMBERS).delivery
    lines = delivery.read_bytes().splitlines(keepends=True)
    delivery.write_bytes(b"".join([*lines[:3], b"{broken\n", *lines[3:]]))
    with pytest.raises(DataError, match=r"ares\.jsonl is damaged in line 4"):
        fetch(*NUMBERS)


@pytest.mark.parametrize("request_number", [1, 4, 9, 13])
def test_a_process_that_is_killed_loses_nothing(stub, fetch, request_number):
    stub.add(*NUMBERS)
    process: list[subprocess.Popen[bytes]] = []

    def kill(reply):
        os.kill(process[0].pid, signal.SIGKILL)
        return reply

    stub.faults.extend([None] * (request_number - 1) + [kill])
    numbers = [option for number in NUMBERS for option in ("--ico", number)]
    program = "from commands.main import main; main()"
    process.append(
        subprocess.Popen(
            [sys.executable, "-c", program, "data", "fetch", "ares", "--no-import", *numbers],
            cwd=ROOT,
            env={
                **os.environ,
                "PARTNERNET_HOME": str(fetch.settings.home),
                "PARTNERNET_ARES_URL": stub.url,
                "PARTNERNET_ARES_PER_MINUTE": "60000",
            },
        )
    )
    assert process[0].wait() == -signal.SIGKILL
    fetch(*NUMBERS)
    assert list(fetch.delivery) == NUMBERS
    again = [path for path, count in parts(stub).items() if count > 1]
    assert len({path[-8:] for path in again}) <= 1
