"""Tries the changes of the language data before an index is built with them.

What changes queries alone is tried on the live versions. What changes the analysis is tried on two
small copies of a sample of their documents, one as it is and one as it would be: so both sides
search the same, and only the changes make a difference.
"""

from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager, ExitStack

import msgspec

from analyzers import overlay
from analyzers.overlay import Overlay
from core.errors import EngineUnavailable
from core.progress import Progress
from core.settings import Settings
from engine import trial, versions
from engine.about import About
from engine.client import Engine
from engine.embedding import Embedder
from indexer.home import only_one
from mappings import COLLECTIONS, compiled, schema_hash
from matching.lanes import LANES
from matching.search import Searcher
from operations.language.findings import Changed, DryRun, compared, summed
from operations.language.questions import Question, questions
from store import Store
from store import overlay as overlays

SAMPLED = 1_000
"""Documents of each language and collection beside those that the queries find: enough that a word
has others to compete with, and copied in seconds."""


def dry_run(
    settings: Settings,
    store: Store,
    engine: Engine,
    embedder: Embedder,
    progress: Progress,
    sampled: int = SAMPLED,
) -> DryRun:
    """Return what the queries would gain and lose with the changes that stand in ``store`` now.

    Raises EngineUnavailable where OpenSearch does not answer or there is no index, HomeBusy where
    a build is running and copies are needed.
    """
    asked = questions(store)
    wanted = overlays.current(store)
    live = _live(engine)
    now = live[COLLECTIONS[0]].overlay
    names = {one: name for one in COLLECTIONS if (name := versions.live(engine, one))}
    steady = engine.at(names)  # a switch meanwhile must not compare two versions
    analysis = _schemas(wanted, live) != _schemas(now, live)
    sides = Searcher(steady, embedder, now), Searcher(steady, embedder, wanted)
    size = 0
    with ExitStack() as stack:
        if analysis:
            stack.enter_context(only_one(settings))
            ids = _sample(steady, sides, asked, sampled, progress)
            size = sum(map(len, ids.values()))
            progress.start("copying a sample", None)
            now_at = stack.enter_context(_copies(steady, ids, live, now))
            then_at = stack.enter_context(_copies(steady, ids, live, wanted))
            progress.finish()
            sides = (
                Searcher(engine.at(now_at), embedder, now),
                Searcher(engine.at(then_at), embedder, wanted),
            )
        found = _compare(sides, asked, progress)
    return summed(
        found,
        overlay=overlay.digest(wanted),
        live=overlay.digest(now),
        analysis=analysis,
        sample=size,
    )


def _live(engine: Engine) -> dict[str, About]:
    found = {one: versions.about(engine, engine.alias(one)) for one in COLLECTIONS}
    live = {one: about for one, about in found.items() if about}
    if live.keys() != found.keys():
        raise EngineUnavailable(
            "There is no index to try changes on; run `partnernet index rebuild`."
        )
    return live


def _schemas(changes: Overlay, live: Mapping[str, About]) -> dict[str, str]:
    """Return the hash of mapping and analysis of each collection under ``changes``."""
    with overlay.applied(changes):
        return {one: schema_hash(compiled(one, live[one].dimension)) for one in COLLECTIONS}


def _copies(
    engine: Engine, ids: Mapping[str, list[str]], live: Mapping[str, About], changes: Overlay
) -> AbstractContextManager[dict[str, str]]:
    """Return copies of the sample with the analysis that ``changes`` give."""
    schemas = _schemas(changes, live)
    with overlay.applied(changes):
        bodies = {one: compiled(one, live[one].dimension) for one in COLLECTIONS}
    described = {
        one: msgspec.structs.replace(about, schema=schemas[one], overlay=changes, complete=False)
        for one, about in live.items()
    }
    return trial.copied(engine, ids, bodies, described)


def _sample(
    engine: Engine,
    sides: Iterable[Searcher],
    asked: Iterable[Question],
    size: int,
    progress: Progress,
) -> dict[str, list[str]]:
    """Return by collection the documents that either side finds now, and others drawn by the hash
    of their content."""
    found: dict[str, dict[str, None]] = {one: {} for one in COLLECTIONS}
    both, every = tuple(sides), list(asked)
    progress.start("finding a sample", len(every))
    for question in every:
        for side in both:
            hits = side.search(question.request).matches
            found[question.collection].update(dict.fromkeys(hit.id for hit in hits))
        progress.advance()
    progress.finish()
    drawn = {"size": size, "_source": False, "sort": ["digest"]}
    bodies = [
        (one, {**drawn, "query": {"term": {"lane": lane}}}) for one in COLLECTIONS for lane in LANES
    ]
    for (collection, _), answer in zip(bodies, engine.msearch(bodies), strict=True):
        hits = answer["hits"]["hits"]
        found[collection].update(dict.fromkeys(hit["_id"] for hit in hits))
    return {one: list(ids) for one, ids in found.items()}


def _compare(
    sides: tuple[Searcher, Searcher], asked: Iterable[Question], progress: Progress
) -> list[Changed]:
    every = list(asked)
    now, then = sides
    found = []
    progress.start("asking with and without the changes", len(every))
    for question in every:
        before, after = now.search(question.request), then.search(question.request)
        found.append(compared(question, before.matches, after.matches))
        progress.advance()
    progress.finish()
    return found
