"""What people change of the language data holds from the rebuild on, and back with the index."""

import pytest

import store
from analyzers import overlay
from analyzers.changes import of_word
from core.progress import Silent
from engine import embedding, versions
from engine.client import Engine
from indexer import pipeline
from matching.request import SearchRequest
from matching.search import Searcher
from operations.language import proposing
from operations.language.dry_run import dry_run
from operations.language.questions import Question
from operations.rebuild.back import rollback
from store import overlay as overlays
from tests.engine.imported import imported
from tests.service.fixtures import REGION

ASKED = "Zwirbelgebäck"
"""In no glossary, title or text."""
BAKERY = "cz-9"
ROW = {
    "id": "zwirbelgebaeck",
    "de": f"{ASKED}; Qwirblox",
    "cs": "jemné pečivo",
    "en": "twirled pastry",
    "pos": "noun",
    "direction": "both",
    "note": "made for a test",
}
QUESTION = Question(text="Qwirblox", language="de", collection="organisations", times=7)
"""Near to nothing in meaning, so that words alone decide."""
_WHY = {"reason": "asked for in vain", "author": "anna"}


@pytest.fixture
def opened(node_settings, tmp_path):
    imported(node_settings, tmp_path, REGION.read_text("utf-8").splitlines())
    with store.opened(node_settings) as opened:
        yield opened
        for made in reversed(overlays.active(opened)):
            overlays.undo(opened, made.id, **_WHY)


@pytest.fixture
def model(node_settings):
    return embedding.load(node_settings.embedding)


@pytest.fixture
def built(node_settings, engine, model):
    """Builds the index from what holds now."""

    def build() -> None:
        pipeline.build(node_settings, engine, model, Silent())

    return build


def found(searcher, text=ASKED):
    request = SearchRequest(text=text, language="de", without=("meaning",))
    return [match.id for match in searcher.search(request).matches]


def analysed(engine: Engine, field: str, text: str) -> set[str]:
    body = {"field": field, "text": text}
    answer = engine.client.indices.analyze(index=engine.alias("organisations"), body=body)
    return {token["token"] for token in answer["tokens"]}


def test_changes_hold_from_the_rebuild_to_the_rollback(node_settings, engine, model, opened, built):
    built()
    searcher = Searcher(engine, model)  # the one that a service keeps
    files = versions.about(engine, engine.alias("organisations"))
    assert found(searcher) == []
    assert analysed(engine, "text_cs", "pečivo") == {"peciv"}

    proposing.make(opened, proposing.entry_change(ROW), **_WHY)
    for kind, language, word in (
        ("compound_part", "de", "zwirbel"),
        ("protected_word", "cs", "pečivo"),
        ("stop_word", "de", "dringlichst"),
    ):
        proposing.make(opened, of_word(kind, "add", language, word), **_WHY)
    assert found(searcher) == [], "nothing holds before the rebuild"

    tried = dry_run(node_settings, opened, engine, model, Silent(), asked=[QUESTION], sampled=20)
    assert tried.analysis
    assert tried.sample
    assert tried.overlay == overlay.digest(overlays.current(opened))
    assert len(versions.kept(engine, "organisations")) == 1, "the small copies are gone"

    built()
    changed = versions.about(engine, engine.alias("organisations"))
    assert changed.schema != files.schema
    assert found(searcher) == [BAKERY], "the searcher noticed the switch without a hit"
    assert found(searcher, f"dringlichst {ASKED}") == [BAKERY]
    assert "zwirbel" in analysed(engine, "text_de.parts", "Zwirbelmühle")
    assert analysed(engine, "text_cs", "pečivo") == {"pecivo"}
    assert analysed(engine, "text_cs.folded", "Pecivo") == {"pecivo"}

    rollback(node_settings, engine, author="anna")
    assert found(searcher) == [], "the version before knows nothing of the changes"
    assert "zwirbel" not in analysed(engine, "text_de.parts", "Zwirbelmühle")


def test_a_dry_run_of_the_glossary_shows_what_searches_would_gain(
    node_settings, engine, model, opened, built
):
    built()
    made = proposing.make(opened, proposing.entry_change(ROW), **_WHY)
    tried = dry_run(node_settings, opened, engine, model, Silent(), asked=[QUESTION])
    assert (tried.analysis, tried.sample, tried.changed) == (False, 0, 1)
    assert [hit.id for hit in tried.queries[0].gained] == [BAKERY]
    overlays.undo(opened, made.id, **_WHY)
    assert dry_run(node_settings, opened, engine, model, Silent(), asked=[QUESTION]).changed == 0
