"""Whatever is in a delivery, its import ends with counts or one sentence, soon, in little memory.

Each format is fuzzed for a minute, beside the other tests, with the same damage each time: as far
as the machine comes in that minute. ``make soak`` takes ten minutes each, two at a time, and other
damage each time. ``FUZZ_SECONDS=5`` makes it short.
"""

import pytest

from indexer.sources import all_sources
from tests.fuzz.conftest import SECONDS
from tests.fuzz.seeds import SEEDS


def test_every_format_has_a_delivery_to_damage():
    assert SEEDS.keys() == all_sources().keys()


@pytest.mark.timeout(600 + len(SEEDS) * 3 * SECONDS)
@pytest.mark.parametrize("source", SEEDS)
def test_a_damaged_delivery_ends_with_counts_or_one_sentence(fuzzed, source):
    said = fuzzed[source].result()
    assert not said, said
