"""New versions are filled: documents made, vectors found, all of it sent."""

from collections.abc import Iterator
from contextlib import contextmanager

from core import points
from engine import bulk, settle, versions
from engine.embedding import VectorCache
from indexer import placing
from indexer.home import vector_file
from indexer.placing import Table
from indexer.prepared import Prepared
from indexer.preparing import prepare
from indexer.running import Run
from indexer.stages import EMBED, INDEX
from mappings import COLLECTIONS, compiled


def fill(run: Run) -> None:
    """Bring the new versions to where all documents are in them, from wherever the work stands.

    Raises BuildStopped where documents are refused, EngineUnavailable when OpenSearch goes away.
    """
    with (
        VectorCache.opened(vector_file(run.settings)) as cache,
        _documents(run, cache) as prepared,
    ):
        run.stages.begin(EMBED)
        table, embedded = placing.embed(prepared.statements, cache, run.embedder, run.progress)
        run.work.note(
            statements=len(prepared.statements), embedded=run.work.reached.embedded + embedded
        )
        points.reached("embedded")
        run.stages.begin(INDEX)
        _create(run)
        _send(run, prepared, table)
    points.reached("indexed")


@contextmanager
def _documents(run: Run, cache: VectorCache) -> Iterator[Prepared]:
    """Yield the documents, those that are kept or new ones."""
    kept = run.work.reached.documents is not None
    if not kept:
        run.work.documents.unlink(missing_ok=True)
    with Prepared.opened(run.work.documents) as prepared:
        if not kept:
            found = prepare(run.basis, cache, prepared, run.progress, run.stages)
            points.reached("made")
            prepared.keep()
            counts = dict.fromkeys(COLLECTIONS, 0) | prepared.counts()
            run.work.keep_documents(counts, found.report(run.settings))
            points.reached("kept")
        yield prepared


def _create(run: Run) -> None:
    """Create the versions that do not exist yet, empty."""
    for collection in COLLECTIONS:
        created = run.work.reached.versions
        if collection not in created:
            about = run.basis.wanted[collection]
            body = settle.bare(compiled(collection, about.dimension))
            name = versions.create(run.engine, collection, body, about)
            points.reached("created")
            run.work.note(versions={**created, collection: name})


def _send(run: Run, prepared: Prepared, table: Table) -> None:
    """Send the documents that are not known to be safe in the new versions."""
    reached = run.work.reached

    def acknowledged(count: int) -> None:
        run.work.note(sent=run.work.reached.sent + count)
        points.reached("batch")

    run.progress.start("indexing documents", len(prepared))
    run.progress.advance(reached.sent)
    bulk.load(
        run.engine,
        prepared.items(table, reached.versions, after=reached.sent),
        run.progress,
        revision=reached.revision,
        rate=run.order.rate,
        acknowledged=acknowledged,
    )
    run.progress.finish()
