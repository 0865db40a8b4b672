"""In CI a skipped test fails: what was not run proves nothing."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ONE_OF_EACH = """
import pytest

def test_passed(): pass

@pytest.mark.skip(reason="not today")
def test_marked(): pass

def test_skipped_inside(): pytest.skip("no browser")

@pytest.fixture
def missing(): pytest.skip("no node")

def test_skipped_by_its_fixture(missing): pass

@pytest.mark.xfail(reason="known")
def test_expected_to_fail(): assert False
"""
WHOLE_FILE = "import pytest\npytest.importorskip('a_package_that_there_is_not')\n"


@pytest.fixture
def run(tmp_path):
    """Return a function that runs ``content`` as a test file under the project's conftest."""
    shutil.copy(ROOT / "conftest.py", tmp_path)

    def pytest_says(content: str, ci: str) -> str:
        (tmp_path / "test_it.py").write_text(content, "utf-8")
        command = [sys.executable, "-m", "pytest", "-q", "--rootdir", tmp_path, tmp_path]
        environment = {**os.environ, "CI": ci}
        ran = subprocess.run(
            command, env=environment, cwd=tmp_path, capture_output=True, text=True, check=False
        )
        return ran.stdout.splitlines()[-1]

    return pytest_says


def test_each_kind_of_skipped_test_fails_and_an_expected_failure_does_not(run):
    assert run(ONE_OF_EACH, ci="true").startswith("1 failed, 1 passed, 1 xfailed, 2 errors")
    assert run(ONE_OF_EACH, ci="").startswith("1 passed, 3 skipped, 1 xfailed")


def test_a_file_that_is_skipped_as_a_whole_fails(run):
    assert run(WHOLE_FILE, ci="true").startswith("1 error")
    assert run(WHOLE_FILE, ci="").startswith("1 skipped")
