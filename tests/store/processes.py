"""Runs code in processes of their own, all let loose at the same moment."""

import os
import subprocess
import sys
from collections.abc import Sequence

from core.settings import Settings

_SECONDS = 120
_PREFACE = """\
import sys
import store
from core.settings import Settings
from store import blocks, links
settings = Settings.from_environment()
print("ready", flush=True)
sys.stdin.readline()
"""


def run_at_once(settings: Settings, codes: Sequence[str]) -> list[str]:
    """Return the last line that each program printed; each finds its ``settings``."""
    own = {"PARTNERNET_HOME": str(settings.home), "PARTNERNET_STORE_URL": settings.store_url or ""}
    started = [
        subprocess.Popen(
            [sys.executable, "-c", _PREFACE + code],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, **own},
        )
        for code in codes
    ]
    for one in started:
        assert one.stdout
        assert one.stdout.readline() == "ready\n", one.communicate()
    for one in started:
        assert one.stdin
        one.stdin.write("\n")
        one.stdin.flush()
    ended = [one.communicate(timeout=_SECONDS) for one in started]
    assert [one.returncode for one in started] == [0] * len(started), ended
    return [(out.splitlines() or [""])[-1] for out, _ in ended]
