"""Each check before a switch, on the live engine: good on a whole copy, bad on a broken one."""

from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import msgspec
import pytest
from click.testing import CliRunner

from commands.verify_index import verify as verify_index
from core.errors import ModelMismatch
from core.progress import Silent
from core.settings import Settings
from engine import embedding, settle, versions
from engine.client import Engine
from evaluation.gate import (
    Code,
    Finding,
    Findings,
    Reason,
    Sent,
    Verdict,
    asking,
    counts,
    figures_file,
    margins,
    quality,
    schema,
    shares,
    verify,
)
from evaluation.gate.golden import GoldenFile, golden
from indexer import pipeline
from mappings import COLLECTIONS, compiled
from matching.search import Searcher
from tests.engine.imported import imported
from tests.gate.copies import OF_CONTENT, Document, copied, lines, turned
from tests.unit.embedding.models import Counting

pytestmark = pytest.mark.engine

EXPECTED = {"organisations": len(lines()), "offers": 0}


class Steps(Silent):
    """Remembers which steps there were."""

    def __init__(self) -> None:
        self.names: list[str] = []

    def start(self, step: str, total: int | None = None) -> None:
        """Remember ``step``."""
        self.names.append(step)


@pytest.fixture(scope="module", autouse=True)
def few_keywords() -> Iterator[None]:
    """A part of the sample, for the sake of time."""
    fewer = {"quality_sample": 60, "quality_fewest": 10}
    values = {
        name: msgspec.structs.replace(value, value=fewer.get(name, value.value))
        for name, value in margins._values().items()
    }
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(margins, "_values", lambda: values)
        yield


@pytest.fixture(scope="module")
def model(node_settings: Settings) -> Any:
    """The default model, which knows what texts mean."""
    return embedding.load(node_settings.embedding)


@pytest.fixture(scope="module")
def live(
    node_settings: Settings, engine: Engine, model: Any, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, str]:
    """The live versions of :func:`lines`, built as any other."""
    imported(node_settings, tmp_path_factory.mktemp("import"), lines())
    pipeline.build(node_settings, engine, model, Silent())
    found = {one: versions.live(engine, one) for one in COLLECTIONS}
    return {one: name for one, name in found.items() if name}


@pytest.fixture(scope="module")
def kept(node_settings: Settings) -> Path:
    """The file of how versions answered, for all tests: the live one is asked once."""
    return figures_file(node_settings)


@pytest.fixture
def gate(engine: Engine, model: Any, live: Mapping[str, str], kept: Path) -> Any:
    """Verifies versions against the live ones."""

    def verified(new: Mapping[str, str], **other: Any) -> Findings:
        told: dict[str, Any] = {
            "live": live,
            "expected": EXPECTED,
            "progress": Silent(),
            "kept": kept,
            **other,
        }
        return verify(engine, model, new=new, **told)

    return verified


def of(findings: Findings, code: Code) -> list[Finding]:
    """Return the findings of one check."""
    return [one for one in findings.findings if one.code is code]


def test_a_whole_copy_has_nothing_against_it(engine: Engine, live: Any, gate: Any) -> None:
    sent = Sent(items=len(lines()), answered=len(lines()))
    findings = gate(copied(engine, live), sent=sent)
    assert findings.words == ""
    assert findings.good
    assert {one.verdict for one in findings.findings} == {Verdict.GOOD}
    assert {one.code for one in findings.findings} == set(Code) - {Code.GOLDEN_QUERY}
    (all_golden,) = of(findings, Code.GOLDEN)
    assert all_golden.figures["asked"] == all_golden.figures["held"] >= 15
    quality = of(findings, Code.QUALITY)
    assert [one.params["direction"] for one in quality] == ["de → cs", "cs → de"]
    assert all(one.figures["new"] == one.figures["live"] > 0.5 for one in quality)


def test_what_was_asked_once_is_kept(
    engine: Engine, model: Any, live: Any, gate: Any, kept: Path
) -> None:
    gate(live)
    steps = Steps()
    asking = quality.Asking(engine, model, steps, kept)
    assert {one.verdict for one in quality.compared(asking, live, live)} == {Verdict.GOOD}
    assert steps.names == []


def test_missing_documents_are_counted(engine: Engine, live: Any) -> None:
    less = copied(engine, live, lambda documents: documents[3:])
    bad, good = counts.counted(engine, less, EXPECTED)
    assert (bad.verdict, good.verdict) == (Verdict.BAD, Verdict.GOOD)
    assert bad.params == {"collection": "organisations"}
    assert bad.words == f"organisations: {len(lines()) - 3} documents instead of {len(lines())}."


def test_without_telling_how_many_there_must_be_nothing_is_counted(
    engine: Engine, live: Any
) -> None:
    for found in counts.counted(engine, live, {}):
        assert (found.verdict, found.reason) == (Verdict.SKIPPED, Reason.NOT_TOLD)


def test_another_mapping_and_analysis_are_named(engine: Engine, model: Any, live: Any) -> None:
    body = compiled("organisations", model.dimension)
    body["mappings"]["properties"]["postal_code"] = {"type": "text"}
    body["settings"]["index"]["analysis"]["analyzer"]["czech_stem"]["filter"] = ["lowercase"]
    bad, good = schema.checked(engine, model, copied(engine, live, body=body))
    assert (bad.verdict, good.verdict) == (Verdict.BAD, Verdict.GOOD)
    assert "properties.postal_code.type" in bad.words
    assert "analysis.analyzer.czech_stem.filter" in bad.words


def test_a_version_still_set_for_loading_is_told(engine: Engine, model: Any, live: Any) -> None:
    body = settle.bare(compiled("organisations", model.dimension))
    bad, _ = schema.checked(engine, model, copied(engine, live, body=body))
    assert bad.verdict is Verdict.BAD
    assert "refresh_interval" in bad.words


def test_a_lost_country_is_missed_by_golden_queries_and_by_judged_keywords(
    engine: Engine, live: Any, gate: Any
) -> None:
    """Even where the count is right, since nothing else was made."""
    german = copied(engine, live, lambda all_: [one for one in all_ if one["country"] == "DE"])
    count = sum(one["country"] == "DE" for one in lines())
    findings = gate(german, expected={"organisations": count, "offers": 0})
    assert {one.code for one in findings.bad} == {Code.GOLDEN, Code.GOLDEN_QUERY, Code.QUALITY}
    missed = [one.params["text"] for one in of(findings, Code.GOLDEN_QUERY)]
    assert "CNC-Drehteile" in missed
    assert "CNC obrábění" not in missed
    to_czechs, to_germans = of(findings, Code.QUALITY)
    assert (to_czechs.verdict, to_germans.verdict) == (Verdict.BAD, Verdict.GOOD)
    assert to_czechs.figures["new"] == 0


def test_a_name_that_is_not_found_any_more_is_told(engine: Engine, model: Any, live: Any) -> None:
    nameless = compiled("organisations", model.dimension)
    for chain in ("name", "name_whole", "name_ngram"):
        nameless["settings"]["index"]["analysis"]["analyzer"][chain] = {"type": "keyword"}
    at = engine.at(copied(engine, live, body=nameless))
    drawn = GoldenFile(queries=golden().queries[:1], drawn=golden().drawn)
    *missed, whole = asking.asked(at, Searcher(at, model), None, drawn, Silent())
    assert whole.verdict is Verdict.BAD
    assert all("is not among the first" in one.words for one in missed)


def test_vectors_and_texts_of_other_firms_cost_match_quality(
    engine: Engine, model: Any, live: Any, kept: Path
) -> None:
    mixed = copied(engine, live, lambda all_: turned(all_, *OF_CONTENT))
    ways = list(quality.compared(quality.Asking(engine, model, Silent(), kept), live, mixed))
    assert [one.verdict for one in ways] == [Verdict.BAD, Verdict.BAD]
    assert all("in the live version; at most 0.050 less is allowed" in one.words for one in ways)


def test_quality_is_not_compared_where_there_is_nothing_to_compare_with(
    engine: Engine, model: Any, live: Any
) -> None:
    asking = quality.Asking(engine, model, Silent(), None)
    other = copied(engine, live, lambda documents: documents[:5], model="other")
    strange = {"organisations": f"{engine.prefix}-strange"}
    engine.client.indices.create(index=strange["organisations"])
    told = {
        reason: list(quality.compared(asking, before, live))
        for reason, before in (
            (Reason.NO_LIVE, None),
            (Reason.OTHER_MODEL, other),
            (Reason.NOT_ASKABLE, strange),
        )
    }
    for reason, (found,) in told.items():
        assert (found.verdict, found.reason) == (Verdict.SKIPPED, reason)


def test_more_organisations_without_sector_or_coordinates_are_told(
    engine: Engine, live: Any
) -> None:
    def without(documents: list[Document]) -> list[Document]:
        fields = {"sectors", "location"}
        bare = [{k: v for k, v in one.items() if k not in fields} for one in documents[:9]]
        return [*bare, *documents[9:]]

    found = {one.code: one for one in shares.compared(engine, live, copied(engine, live, without))}
    assert {one.verdict for one in found.values()} == {Verdict.BAD}
    assert found[Code.NO_SECTOR].figures["live"] == 0
    assert found[Code.NO_COORDINATES].words.startswith("8.7% of the organisations lack")
    whole = list(shares.compared(engine, live, live))
    assert {one.verdict for one in whole} == {Verdict.GOOD}
    assert {one.reason for one in shares.compared(engine, None, live)} == {Reason.NO_LIVE}


def test_a_version_of_another_model_cannot_be_verified(engine: Engine, live: Any) -> None:
    with pytest.raises(ModelMismatch):
        verify(engine, Counting(), live=None, new=live, expected=EXPECTED, progress=Silent())


def test_the_command_tells_of_the_live_version_and_of_a_named_one(
    engine: Engine, live: Any, node_settings: Settings
) -> None:
    run = partial(CliRunner().invoke, verify_index, obj=node_settings)
    whole = run([])
    assert whole.exit_code == 0
    assert "golden queries give what they must" in whole.output
    assert "Match quality was not compared" in whole.output
    less = copied(engine, live, lambda documents: documents[len(documents) // 2 :])
    named = run([less["organisations"]])
    assert named.exit_code == 1
    assert "WRONG" in named.output
    unknown = run([f"{engine.prefix}-organisations-none"])
    assert "There is no version" in str(unknown.exception)
