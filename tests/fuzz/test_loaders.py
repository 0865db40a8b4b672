"""Whatever is in a delivery, its import ends with counts or one sentence, soon, in little memory.

Each format is fuzzed for a minute, two at a time, with the same damage each time: as far as the
machine comes in that minute. ``make soak`` takes ten minutes each and other damage each time.
``FUZZ_SECONDS=5`` makes it short.
"""

import os
from collections.abc import Iterator
from concurrent.futures import Future

import pytest

from indexer.sources import all_sources
from tests.fuzz import pool
from tests.fuzz.seeds import SEEDS

SECONDS = float(os.environ.get("FUZZ_SECONDS", "60"))
FIRST_ROUND = 1


@pytest.fixture(scope="module")
def fuzzed(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, "Future[str]"]]:
    """Fuzzing of all formats that this run has tests for."""
    items = [one for one in request.session.items if one.path == request.path]
    chosen = [one.callspec.params["source"] for one in items if hasattr(one, "callspec")]
    with pool.running(chosen, SECONDS, FIRST_ROUND, tmp_path_factory.mktemp("fuzz")) as futures:
        yield futures


def test_every_format_has_a_delivery_to_damage():
    assert SEEDS.keys() == all_sources().keys()


@pytest.mark.timeout(600 + 3 * SECONDS)
@pytest.mark.parametrize("source", SEEDS)
def test_a_damaged_delivery_ends_with_counts_or_one_sentence(fuzzed, source):
    said = fuzzed[source].result()
    assert not said, said
