"""A lock of a home folder has one holder at a time and outlives none."""

import subprocess
import sys

import pytest

from core.errors import PartnerNetError
from core.locks import held

REFUSAL = PartnerNetError("Somebody is at work.")


def test_a_second_holder_is_refused_with_its_own_error(tmp_path):
    with (
        held(tmp_path / "work.lock", REFUSAL),
        pytest.raises(PartnerNetError, match=r"Somebody is at work\."),
        held(tmp_path / "work.lock", REFUSAL),
    ):
        pass


def test_it_is_free_again_after_an_error(tmp_path):
    with pytest.raises(ZeroDivisionError), held(tmp_path / "work.lock", REFUSAL):
        raise ZeroDivisionError
    with held(tmp_path / "work.lock", REFUSAL):
        pass


def test_it_is_free_after_its_holder_was_killed(tmp_path):
    code = (
        "import os, sys\nfrom pathlib import Path\nfrom core.locks import held\n"
        "with held(Path(sys.argv[1]), Exception()):\n    os.kill(os.getpid(), 9)\n"
    )
    killed = subprocess.run([sys.executable, "-c", code, tmp_path / "work.lock"], check=False)
    assert killed.returncode == -9
    with held(tmp_path / "work.lock", REFUSAL):
        pass
