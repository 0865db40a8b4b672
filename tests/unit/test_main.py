"""The command line: fast help, one sentence for what can go wrong, exit codes."""

import errno
import subprocess
import sys
from types import ModuleType

import click
import pytest

from commands import main as line
from core.errors import DataError

pytestmark = pytest.mark.usefixtures("root_logger")


@pytest.fixture
def failing(monkeypatch, tmp_path):
    """Return a function that lets ``partnernet doctor`` raise the given error."""
    monkeypatch.setenv("PARTNERNET_HOME", str(tmp_path))

    def install(error: BaseException) -> None:
        def doctor() -> None:
            raise error

        module = ModuleType("commands.doctor")
        module.doctor = click.command()(doctor)
        monkeypatch.setitem(sys.modules, "commands.doctor", module)

    return install


def status(*arguments: str) -> int:
    with pytest.raises(SystemExit) as ended:
        line.main(arguments)
    return ended.value.code


def test_help_names_every_command_and_imports_no_other_room():
    code = (
        "import sys\n"
        "from commands.main import main\n"
        "try:\n    main(['--help'])\n"
        "except SystemExit:\n    pass\n"
        "rooms = {'engine', 'indexer', 'matching', 'search_app', 'demo', 'taxonomy', 'numpy'}\n"
        "print(rooms & set(sys.modules), file=sys.stderr)\n"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    for name, help_text in line.COMMANDS.items():
        assert f"  {name} " in ran.stdout
        assert help_text in ran.stdout
    assert ran.stderr.strip() == "set()"


@pytest.mark.parametrize("name", line.COMMANDS)
def test_every_command_is_there_and_explains_itself(name, capsys):
    assert status(name, "--help") == 0
    assert f"partnernet {name}" in capsys.readouterr().out


def test_an_expected_error_is_one_sentence_and_status_1(failing, capsys):
    failing(DataError("places.csv, line 3: the latitude is missing."))
    assert status("doctor") == 1
    told = capsys.readouterr()
    assert told.err == "places.csv, line 3: the latitude is missing.\n"
    assert told.out == ""


def test_ctrl_c_is_silent_and_status_130(failing, capsys):
    failing(KeyboardInterrupt())
    assert status("doctor") == 130
    assert "Traceback" not in capsys.readouterr().err


def test_a_full_disk_is_told_with_the_file(failing, capsys, tmp_path):
    failing(OSError(errno.ENOSPC, "No space left on device", "/data/records.jsonl"))
    assert status("doctor") == 1
    assert capsys.readouterr().err == "/data/records.jsonl: No space left on device.\n"
    assert "Traceback" in (tmp_path / "logs" / "partnernet-doctor.log").read_text("utf-8")


def test_a_fault_of_the_program_is_not_hidden(failing):
    failing(ZeroDivisionError())
    with pytest.raises(ZeroDivisionError):
        line.main(["doctor"])


def test_a_wrong_setting_is_named(monkeypatch, capsys):
    monkeypatch.setenv("PARTNERNET_LOG", "xml")
    assert status("doctor") == 1
    assert "PARTNERNET_LOG" in capsys.readouterr().err


def test_an_unknown_command_is_wrong_usage(capsys):
    assert status("dance") == 2
    assert "dance" in capsys.readouterr().err
