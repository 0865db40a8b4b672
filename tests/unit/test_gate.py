"""The checks before a switch that need no engine: data, sentences, margins."""

from collections import Counter
from pathlib import Path

import pytest

from core.errors import DataError
from evaluation.gate import Code, Reason, Sent, Verdict, answers, counts, quality, shares
from evaluation.gate.golden import Expected, golden, parse_golden
from evaluation.gate.margins import margin
from evaluation.gate.sample import direction, sample
from evaluation.gate.schema import differences
from evaluation.judged.halves import half
from taxonomy import nace

_WAY = "de → cs"


def test_golden_queries_go_in_both_directions_and_say_why() -> None:
    queries = golden().queries
    across = Counter(
        (one.language, one.expect.country)
        for one in queries
        if one.collection == "organisations" and one.expect.sectors
    )
    assert across["de", "CZ"] >= 12
    assert across["cs", "DE"] >= 12
    assert across["de", "DE"] >= 4
    assert across["cs", "CZ"] >= 4
    assert {one.by for one in golden().drawn} == {"name", "folded_name", "identifier"}
    assert all(one.why.endswith(".") for one in (*queries, *golden().drawn))
    assert len({(one.text, one.language, one.expect.country) for one in queries}) == len(queries)


def test_golden_queries_name_sectors_that_there_are() -> None:
    classes = nace.all_classes()
    for query in golden().queries:
        for sector in query.expect.sectors:
            assert any(code.startswith(sector) for code in classes), (query.text, sector)


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("expect: {}, among: 1, from: 5, why: w", r"x\.yaml: 'a' expects nothing"),
        ("expect: {country: DE}, among: 11, from: 20, why: w", "'a' expects more of ten"),
        ("expect: {country: DE}, among: 3, from: 2, why: w", "'a' expects more of ten"),
        ("expect: {id: cz-1}, among: 1, from: 5, why: w", r"x\.yaml: .*unknown field `id`"),
        ("expect: {country: DE}, among: 1, from: 5", r"x\.yaml: .*missing required field `why`"),
    ],
)
def test_a_golden_query_that_cannot_hold_is_named(query: str, sentence: str) -> None:
    text = f"queries: [{{text: a, language: de, {query}}}]\ndrawn: []"
    with pytest.raises(DataError, match=sentence):
        parse_golden(text, "x.yaml")


def test_a_document_bears_all_that_is_expected_and_one_of_the_sectors() -> None:
    expected = Expected(country="CZ", sectors=("25.40", "25.53"))
    document = {"country": "CZ", "sectors": ["C", "25", "25.5", "25.53"]}
    assert expected.fits(document)
    assert not expected.fits({**document, "country": "DE"})
    assert not expected.fits({**document, "sectors": ["25.11"]})
    assert not expected.fits({"country": "CZ"})
    assert str(expected) == "country CZ, sectors 25.40 or 25.53"


def test_the_sample_is_of_the_tuning_half_and_as_large_in_both_directions() -> None:
    assert {half(one.id) for one in sample()} == {"tuning"}
    size = int(margin("quality_sample"))
    assert Counter(map(direction, sample())) == {"de → cs": size, "cs → de": size}


def test_quality_may_fall_by_the_margin_and_no_more() -> None:
    asked = [one.id for one in sample() if direction(one) == _WAY]
    live = dict.fromkeys(asked, 0.8)
    allowed = quality.judge(_WAY, live, dict.fromkeys(asked, 0.76))
    worse = quality.judge(_WAY, live, dict.fromkeys(asked, 0.74))
    assert (allowed.verdict, worse.verdict) == (Verdict.GOOD, Verdict.BAD)
    assert worse.figures == {"new": 0.74, "live": 0.8, "margin": 0.05, "queries": len(asked)}


def test_what_the_new_version_has_nothing_for_counts_as_lost() -> None:
    asked = [one.id for one in sample() if direction(one) == _WAY]
    live = dict.fromkeys(asked, 0.8)
    half_of_it = dict.fromkeys(asked[::2], 0.8)
    assert quality.judge(_WAY, live, half_of_it).figures["new"] == pytest.approx(0.4)
    assert quality.judge(_WAY, half_of_it, live).verdict is Verdict.GOOD
    few = quality.judge(_WAY, dict.fromkeys(asked[:29], 0.8), live)
    assert (few.verdict, few.reason) == (Verdict.SKIPPED, Reason.TOO_FEW)


@pytest.mark.parametrize(
    ("new", "live", "verdict"),
    [
        ((1000, 70), (1000, 50), Verdict.GOOD),
        ((1000, 71), (1000, 50), Verdict.BAD),
        ((1000, 20), (1000, 50), Verdict.GOOD),
        ((99, 50), (1000, 0), Verdict.SKIPPED),
        ((1000, 50), None, Verdict.SKIPPED),
    ],
)
def test_a_share_may_grow_by_its_margin(
    new: tuple[int, int], live: tuple[int, int] | None, verdict: Verdict
) -> None:
    assert shares.judge(Code.NO_SECTOR, new, live).verdict is verdict


def test_numbers_and_flags_as_texts_are_no_difference_and_all_else_is() -> None:
    compiled = {"knn": True, "b": 0.25, "filter": {"max": 3, "words": ["a", "b"]}}
    told = {"knn": "true", "b": "0.25", "filter": {"max": "3", "words": ["a", "b"]}}
    assert list(differences(compiled, told)) == []
    other = {"knn": "false", "filter": {"max": "3", "words": ["b", "a"], "new": {}}}
    assert sorted(differences(compiled, other)) == ["b", "filter.new", "filter.words", "knn"]


def test_a_document_without_an_answer_is_told() -> None:
    assert counts.answered(Sent(items=5, answered=5)).verdict is Verdict.GOOD
    assert counts.answered(Sent(items=5, answered=4)).verdict is Verdict.BAD
    assert counts.answered(None).reason is Reason.NOT_TOLD


def test_of_many_versions_the_newest_are_kept_and_a_damaged_file_is_begun_anew(
    tmp_path: Path,
) -> None:
    file = tmp_path / "cache" / "verified.json"
    for number in range(8):
        answers.keep(file, f"version {number}", {"de-001": number / 10})
    assert answers.known(file, "version 7") == {"de-001": 0.7}
    assert answers.known(file, "version 2") == {"de-001": 0.2}
    assert answers.known(file, "version 1") is None
    file.write_text("[", encoding="utf-8")
    assert answers.known(file, "version 7") is None
    answers.keep(file, "version 9", {})
    assert answers.known(file, "version 9") == {}
    answers.keep(None, "version 9", {})
    assert answers.known(None, "version 9") is None
