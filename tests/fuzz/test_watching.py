"""What is looked for is noticed when it is there."""

import subprocess
import sys

import psutil
import pytest

from core.errors import DataError
from core.settings import Settings
from indexer import imports
from tests.fuzz import pool, watching
from tests.fuzz.seeds import SEEDS

SEED = SEEDS["catalogue"][0]


@pytest.fixture
def ends_well(tmp_path):
    """Import a valid catalogue."""
    file = watching.written(tmp_path / "case", SEED, SEED.content)
    settings = Settings.from_environment({"PARTNERNET_HOME": str(tmp_path / "home")})
    return lambda: watching.ends_well("catalogue", file, settings)


def test_a_valid_delivery_ends_well(ends_well):
    assert ends_well().records == 2


@pytest.mark.parametrize(
    "error",
    [
        ValueError("a traceback"),
        DataError("two\nlines"),
        DataError(""),
        DataError("too long " * 1000),
        DataError(f"Frau {watching.SECRET} is not in the list."),
    ],
)
def test_another_error_than_one_clear_sentence_is_noticed(ends_well, monkeypatch, error):
    def run(*_args, **_told):
        raise error

    monkeypatch.setattr(imports, "run", run)
    with pytest.raises((AssertionError, ValueError)):
        ends_well()


def test_an_import_that_does_not_end_is_noticed(ends_well, monkeypatch):
    def run(*_args, **_told):
        while True:
            pass

    monkeypatch.setattr(watching, "SECONDS", 0.05)
    monkeypatch.setattr(imports, "run", run)
    with pytest.raises(watching.TooSlow):
        ends_well()


def test_an_import_that_takes_too_much_memory_fails():
    program = "\n".join(
        (
            "from tests.fuzz import watching",
            "watching.limit_memory()",
            "held = bytearray(watching.MEMORY // 2)",
            "try:",
            "    bytearray(watching.MEMORY)",
            "except MemoryError:",
            "    print('refused')",
        )
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=pool.ROOT, capture_output=True)
    assert done.stdout.strip() == b"refused"


@pytest.mark.parametrize("hung", ["import time; time.sleep(600)", "while True: pass"])
def test_a_process_that_hangs_is_ended_and_told(tmp_path, monkeypatch, hung):
    monkeypatch.setattr(pool, "_POLL", 0.02)
    monkeypatch.setattr(pool, "LONGEST", 0.2 if "sleep" in hung else 600.0)
    monkeypatch.setattr(watching, "SECONDS", 0.1)
    (tmp_path / "case").mkdir()
    process = subprocess.Popen([sys.executable, "-c", hung])
    said = pool._until_end(psutil.Process(process.pid), process, tmp_path / "case")
    assert said.startswith("hung for")
    assert process.poll() is not None


def test_a_format_that_loses_its_records_is_noticed(tmp_path, monkeypatch):
    (tmp_path / "x").mkdir()
    with pool.running(["no-such-format"], 1, 1, tmp_path) as futures:
        said = futures["no-such-format"].result()
    assert "no-such-format, round 1:" in said
    assert "KeyError" in said
