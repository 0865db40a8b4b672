"""Ten minutes of damaged deliveries for each format, other ones each time: ``make soak``."""

import os
import secrets
from collections.abc import Iterator
from concurrent.futures import Future

import pytest

from tests.fuzz import pool
from tests.fuzz.seeds import SEEDS

pytestmark = pytest.mark.soak

SECONDS = float(os.environ.get("FUZZ_SECONDS", "600"))


@pytest.fixture(scope="module")
def fuzzed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, "Future[str]"]]:
    """Fuzzing of all formats from a round that no one has seen."""
    first = secrets.randbelow(2**31)
    with pool.running(list(SEEDS), SECONDS, first, tmp_path_factory.mktemp("fuzz")) as futures:
        yield futures


@pytest.mark.parametrize("source", SEEDS)
def test_a_damaged_delivery_ends_with_counts_or_one_sentence(fuzzed, source):
    said = fuzzed[source].result()
    assert not said, said
