"""Rebuilds killed at random moments: searches go on, the next one goes on and ends right.

``make soak`` runs it; docs/operations.md has its last result.
"""

import os
import random
import subprocess
import time

import pytest

from core.progress import Silent
from core.settings import Settings
from engine import versions
from engine.client import Engine
from mappings import COLLECTIONS
from operations.demo_data import ensure_demo
from tests.faults.running import PROGRAM

pytestmark = pytest.mark.soak

ORGANISATIONS = int(os.environ.get("KILLS_ORGANISATIONS", "52000"))
KILLS = 10
LONGEST_SHARE = 1.2
"""Of the time that a whole build takes, so that some end by themselves."""


def _build(settings: Settings) -> "subprocess.Popen[bytes]":
    own = {
        "PARTNERNET_HOME": str(settings.home),
        "PARTNERNET_OPENSEARCH_URL": settings.opensearch_url or "",
        "PARTNERNET_INDEX_PREFIX": settings.index_prefix,
    }
    return subprocess.Popen([PROGRAM, "index", "rebuild"], env={**os.environ, **own})


def _counts(engine: Engine) -> dict[str, int]:
    return {
        collection: int(engine.client.count(index=engine.alias(collection))["count"])
        for collection in COLLECTIONS
    }


def test_a_build_killed_at_any_moment_costs_nothing(
    node_settings: Settings, engine: Engine
) -> None:
    ensure_demo(node_settings, ORGANISATIONS, 1, Silent())
    assert _build(node_settings).wait() == 0
    whole = _counts(engine)
    assert whole["organisations"] > ORGANISATIONS * 0.98

    began = time.monotonic()
    assert _build(node_settings).wait() == 0  # without embedding, as those that are killed
    longest = LONGEST_SHARE * (time.monotonic() - began)
    chance = random.Random(20261123)
    killed = 0
    for _ in range(KILLS):
        process = _build(node_settings)
        try:
            process.wait(chance.uniform(0.5, longest))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            killed += 1
        assert _counts(engine) == whole
    assert killed >= KILLS / 3

    assert _build(node_settings).wait() == 0
    assert _counts(engine) == whole
    for collection in COLLECTIONS:
        kept = engine.client.indices.get(index=f"{engine.alias(collection)}-*")
        assert versions.live(engine, collection) in kept
        assert len(kept) <= 2
    print(f"{killed} of {KILLS} builds were killed")
