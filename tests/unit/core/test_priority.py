"""A process that works in the background leaves the processor to searches."""

import subprocess
import sys

_TWICE = """
import os

from core import priority

priority.give_way()
priority.give_way()
print(os.nice(0))
"""


def test_it_gives_way_once_however_often_it_is_asked():
    run = subprocess.run([sys.executable, "-c", _TWICE], capture_output=True, text=True, check=True)
    assert int(run.stdout) == 10
