"""On judged pairs "sure" is right, and finds what a person can tell."""

import pytest

from evaluation.linking.report import Report, Share, report
from evaluation.linking.world import world
from indexer.linking.rules import finding_weights, weights

PRECISION, RECALL = 0.995, 0.95
SEED = 11
"""Of the half that weights are tuned on; ``python -m evaluation.linking`` reports on another."""


@pytest.fixture(scope="module")
def found() -> Report:
    return report(world(1500, SEED))


def test_sure_is_precise_and_finds_nearly_all(found: Report) -> None:
    assert found.precision.value >= PRECISION, str(found.precision)
    assert found.recall.value >= RECALL, str(found.recall)


def test_what_nobody_could_tell_is_counted_too(found: Report) -> None:
    assert found.recall_of_all.of > found.recall.of
    assert found.recall_of_all.value < found.recall.value


def test_the_order_of_records_changes_nothing(found: Report) -> None:
    assert report(world(1500, SEED), seed=1) == found


def test_every_kind_of_likeness_is_judged(found: Report) -> None:
    assert all(sum(bands.values()) > 50 for (same, _), bands in found.bands.items() if not same)


def test_an_interval_holds_its_share() -> None:
    share = Share(95, 100)
    low, high = share.interval
    assert (round(low, 3), round(high, 3)) == (0.888, 0.978)  # Wilson, as tables have it


def test_every_weight_has_a_reason() -> None:
    reasons = [one.why for one in (*finding_weights().values(), weights().prior, weights().rarity)]
    assert [why for why in reasons if len(why.split()) < 5] == []
