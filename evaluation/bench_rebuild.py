"""What a rebuild with nothing changed costs, against the client library's own way of loading.

The rebuild is the whole of it, from reading the imports to pruning, with the checks before the
switch, on the live index of the home. The other way is ``opensearchpy.helpers.parallel_bulk``, fed
with the same documents, finished, into fresh indices with the same settings. It is measured before
and after the rebuild, so that a machine that was busy for a while speeds up neither.
"""

import time
from collections import deque
from collections.abc import Callable, Sequence
from statistics import fmean
from typing import Any, NamedTuple

import msgspec
from opensearchpy import helpers

from core.errors import NotFound
from core.progress import Silent
from core.settings import Settings
from engine import embedding, node, versions
from engine.client import Engine
from engine.embedding import Embedder, VectorCache
from evaluation import gate
from evaluation.bench_bulk import fresh_indices
from evaluation.figures import Figure
from evaluation.gate import Sent
from indexer import pipeline, placing
from indexer.basis import Basis
from indexer.home import vector_file
from indexer.pipeline import BuildReport
from indexer.prepared import Prepared
from indexer.preparing import prepare
from indexer.running import Loaded, Order
from indexer.stages import INDEX, Stages
from mappings import COLLECTIONS

Finished = Sequence[tuple[str, str, Any]]
"""Collection, id and document."""


class Took(NamedTuple):
    """Seconds of parallel_bulk."""

    sending: float
    whole: float
    """With the refresh."""


def figures(settings: Settings) -> list[Figure]:
    """Return what the rebuild took, against the other way.

    Raises NotFound when there is no live index to rebuild.
    """
    embedder = embedding.load(settings.embedding)
    with node.running(settings) as url:
        engine = Engine.connect(settings, url)
        if versions.live(engine, "organisations") is None:
            raise NotFound("There is no live index to rebuild; run `partnernet index rebuild`.")
        finished = _finished(settings, engine, embedder)
        before = _parallel_bulk(engine, finished, embedder.dimension)
        began = time.perf_counter()
        order = Order(check=_check(settings, engine, embedder))
        report = pipeline.build(settings, engine, embedder, Silent(), order)
        whole = time.perf_counter() - began
        after = _parallel_bulk(engine, finished, embedder.dimension)
        engine.close()
    return list(_compared(report, whole, (before, after), len(finished)))


def _compared(
    report: BuildReport, whole: float, theirs: Sequence[Took], finished: int
) -> Sequence[Figure]:
    ours = report.documents / report.seconds[INDEX]
    sending = finished / fmean(took.sending for took in theirs)
    return [
        Figure("documents", report.documents),
        Figure("texts embedded", report.embedded, at_most=0),
        *(Figure(f"stage {name}", seconds, "s") for name, seconds in report.seconds.items()),
        Figure("bulk stage", ours, "docs/s"),
        Figure("parallel_bulk", sending, "docs/s"),
        Figure("bulk stage / parallel_bulk", ours / sending, at_least=0.8),
        Figure(
            "time of the whole / parallel_bulk", whole / fmean(t.whole for t in theirs), at_most=3
        ),
    ]


def _finished(settings: Settings, engine: Engine, embedder: Embedder) -> Finished:
    """Return all documents as a rebuild makes them."""
    basis = Basis.now(settings, engine, embedder)
    with VectorCache.opened(vector_file(settings)) as cache, Prepared.opened() as prepared:
        prepare(basis, cache, prepared, Silent(), Stages(Silent()))
        table, _ = placing.embed(prepared.statements, cache, embedder, Silent())
        return [
            (item.index, item.id, msgspec.json.decode(item.source or b""))
            for item in prepared.items(table, {one: one for one in COLLECTIONS})
        ]


def _parallel_bulk(engine: Engine, finished: Finished, dimension: int) -> Took:
    with fresh_indices(engine, dimension) as indices:
        actions = (
            {"_index": indices[collection], "_id": id_, "_source": document}
            for collection, id_, document in finished
        )
        began = time.perf_counter()
        deque(helpers.parallel_bulk(engine.client, actions), maxlen=0)
        sent = time.perf_counter() - began
        engine.client.indices.refresh(index=",".join(indices.values()))
        return Took(sent, time.perf_counter() - began)


def _check(settings: Settings, engine: Engine, embedder: Embedder) -> Callable[[Loaded], str]:
    """Return the checks of a rebuild."""

    def verdict(loaded: Loaded) -> str:
        found = gate.verify(
            engine,
            embedder,
            live=loaded.live or None,
            new=loaded.new,
            expected=loaded.expected,
            progress=Silent(),
            sent=Sent(items=sum(loaded.expected.values()), answered=loaded.sent),
            kept=gate.figures_file(settings),
        )
        return found.words

    return verdict
