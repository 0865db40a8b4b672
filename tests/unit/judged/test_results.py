"""A saved run is compared query by query; figures go into a document where they belong."""

import pytest

from core.errors import BadRequest, DataError
from evaluation.judged import block, keywords, misses, results, table
from evaluation.judged.results import Run
from evaluation.judged.targets import targets
from tests.unit.judged.queries import result

LAYERS = keywords.layers()
FULL = {"ndcg10": 0.5, "mrr": 0.5, "p5": 0.5, "recall50": 0.5, "empty": 0.0}


def run_of(*results_, half="tuning") -> Run:
    return Run(half=half, model="m", made="2026-11-23T20:00:00+00:00", results=results_)


def many(value: float, count: int = 30, **more) -> list:
    return [result(f"q{number}", **{**FULL, "p5": value}, **more) for number in range(count)]


def test_a_run_comes_back_as_it_was_saved(tmp_path):
    run = run_of(*many(0.5))
    results.save(run, tmp_path / "run.json")
    assert results.load(tmp_path / "run.json") == run


def test_a_file_that_is_no_run_is_one_sentence(tmp_path):
    file = tmp_path / "other.json"
    file.write_text('{"half": "tuning"}', "utf-8")
    with pytest.raises(DataError, match="was not written by `partnernet evaluate --save`"):
        results.load(file)


def test_the_difference_is_that_of_the_queries_that_both_runs_asked():
    before = run_of(*many(0.4, 20), result("gone", **{**FULL, "p5": 1.0}))
    now = run_of(*many(0.6, 20), result("new", **{**FULL, "p5": 0.0}))
    text = table.differences(now, before, LAYERS)
    (line,) = [line for line in text.splitlines() if "P@5" in line]
    told = "20 0.400 0.600 +0.200 [+0.200, +0.200] 1.50 [1.50, 1.50] 0.0002"
    assert line.split()[-10:] == told.split()


def test_systems_are_compared_with_themselves_only():
    text = table.differences(run_of(*many(0.6)), run_of(*many(0.4, system="RRF")), LAYERS)
    assert text == ""


def test_a_table_has_a_row_for_each_part_and_system_and_all_parts_together():
    run = run_of(*many(0.5), *many(0.25, system="embeddings"), *many(1, group="CPV"))
    means, _, compared = table.figures(run, LAYERS).partition("against the baselines")
    rows = [line.split() for line in means.splitlines() if "→" in line]
    assert [(row[0], row[4], row[5]) for row in rows] == [
        ("CPV", "partnernet", "30"),
        ("NACE", "partnernet", "30"),
        ("NACE", "embeddings", "30"),
        ("all", "partnernet", "60"),
        ("all", "embeddings", "30"),
    ]
    compared_rows = [line.split() for line in compared.splitlines() if "→" in line]
    assert [(row[0], row[4], row[8]) for row in compared_rows] == [
        ("NACE", "embeddings", "+0.000"),
        ("all", "embeddings", "+0.000"),
    ]


def test_a_table_can_be_broken_down_by_form():
    forms = [result("a", **FULL), result("b", form="misspelt", **FULL)]
    text = table.figures(run_of(*forms), LAYERS, by="form")
    assert [line.split()[4] for line in text.splitlines() if "→" in line] == ["misspelt", "plain"]


def test_single_queries_of_the_reporting_half_are_not_shown():
    run = run_of(*many(0.5), half="reporting")
    with pytest.raises(BadRequest, match="tuning half only"):
        list(misses.misses(run, LAYERS, lambda _corpus: (), 3))


def test_targets_tell_what_is_kept_and_what_is_missed():
    back = {"direction": "cs → de"}
    found = {one.name: one for one in targets([*many(0.82), *many(0.7, **back)])}
    kept = {name: one.verdict for name, one in found.items()}
    assert kept == {
        "keywords de → cs: precision at 5 of the reachable": "kept",
        "keywords cs → de: precision at 5 of the reachable": "MISSED",
        "keywords: difference of the directions": "MISSED",
    }
    assert found["keywords: difference of the directions"].value == pytest.approx(0.12)


def test_texts_have_to_beat_embeddings_by_the_paired_test():
    told = {"layer": "texts", "group": "notices"}
    ours = [result(f"n{n}", **{**FULL, "ndcg10": 0.3 + 0.01 * n}, **told) for n in range(20)]
    theirs = [
        result(f"n{n}", system="embeddings", **{**FULL, "ndcg10": 0.01 * n}, **told)
        for n in range(20)
    ]
    assert {one.verdict for one in targets([*ours, *theirs])} == {"kept"}
    other_way = [
        *(result(r.query, **r.metrics, **told) for r in theirs),
        *(result(r.query, system="embeddings", **r.metrics, **told) for r in ours),
    ]
    assert targets(other_way)[0].verdict == "MISSED"


def test_at_home_the_better_baseline_counts():
    told = {"layer": "monolingual", "direction": "de → de"}
    others = [many(0.5, system=name, **told) for name in ("built-in", "embeddings")]
    better = [
        result(r.query, system="embeddings", **{**FULL, "ndcg10": 0.8}, **told) for r in others[1]
    ]
    (figure,) = targets([*many(0.5, **told), *others[0], *better])
    assert figure.name == "own language de → de: nDCG@10, times embeddings"
    assert figure.value == pytest.approx(0.5 / 0.8)


def test_the_block_between_the_markers_is_replaced(tmp_path):
    file = tmp_path / "page.md"
    file.write_text(f"before\n{block.BEGIN}\nold\n{block.END}\nafter\n", "utf-8")
    block.replace(file, "new\n")
    block.replace(file, "newer\n")
    expected = f"before\n{block.BEGIN}\n```\nnewer\n```\n{block.END}\nafter\n"
    assert file.read_text("utf-8") == expected


@pytest.mark.parametrize(
    "text", ["no marker", f"{block.END}{block.BEGIN}", block.BEGIN * 2 + block.END]
)
def test_a_document_without_its_markers_stays_as_it_is(tmp_path, text):
    file = tmp_path / "page.md"
    file.write_text(text, "utf-8")
    with pytest.raises(DataError, match="must hold the lines"):
        block.replace(file, "new")
    assert file.read_text("utf-8") == text
