"""From all imports to a new index version that is live: the one way of building and rebuilding."""

from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass

from core.errors import PartnerNetError
from core.progress import Progress
from core.settings import Settings
from engine import bulk, settle, versions
from engine.client import Engine
from engine.embedding import Embedder, VectorCache
from engine.versions import About
from indexer import placing, remaking
from indexer.basis import Basis
from indexer.home import only_one, vector_file
from indexer.placing import Table
from indexer.prepared import Prepared
from indexer.preparing import preparation
from indexer.stages import Stages
from indexer.state import up_to_date
from mappings import COLLECTIONS, compiled

__all__ = ["BuildReport", "build", "up_to_date"]


@dataclass(frozen=True, kw_only=True)
class BuildReport:
    """What a build did."""

    documents: int
    counts: Mapping[str, int]
    """Documents of each collection."""
    statements: int
    """Distinct ones."""
    embedded: int
    """Statements that had not been embedded before."""
    seconds: Mapping[str, float]
    """By stage: ``links`` found, ``records`` read and merged, ``documents`` made, ``vectors``
    embedded, ``indexing``, ``checks``."""
    versions: Mapping[str, str]
    """The new version's name for each collection."""
    removed: tuple[str, ...]
    """Old versions that were deleted."""

    @property
    def documents_per_second(self) -> float:
        """Documents a second, from making them to the last answer of OpenSearch."""
        return self.documents / max(self.seconds["documents"] + self.seconds["indexing"], 1e-9)


def build(
    settings: Settings, engine: Engine, embedder: Embedder, progress: Progress
) -> BuildReport:
    """Build a version of every collection from all imports, verify it and put it live.

    Raises BuildStopped, with the previous versions still live and the new ones deleted, when too
    many rows of an import were rejected, a document is refused or counts do not agree; also when
    another build runs in this home. EngineUnavailable when OpenSearch goes away.
    """
    with only_one(settings):
        basis = Basis.now(settings, embedder)
        _prune(engine)  # what a build left that was killed
        stages = Stages()
        with (
            VectorCache.opened(vector_file(settings)) as cache,
            preparation(basis, cache, progress, stages) as made,
        ):
            table, embedded = placing.embed(made.prepared.statements, cache, embedder, progress)
            stages.done("vectors")
            with _new_versions(engine, basis.wanted) as created:
                counts = _load(engine, created, made.prepared, table, progress)
                stages.done("indexing")
                for collection, version in created.items():
                    body = compiled(collection, embedder.dimension)
                    settle.settle(engine, version, body, counts[collection])
                # What was blocked meanwhile must not come back with the new version, …
                held = remaking.catch_up(settings, engine, embedder, basis.held, created)
                versions.switch(engine, created)
            # … nor what was blocked in the last moment.
            remaking.catch_up(settings, engine, embedder, held, created)
            removed = _prune(engine)
            made.report(settings)
            stages.done("checks")
    return BuildReport(
        documents=counts.total(),
        counts={collection: counts[collection] for collection in COLLECTIONS},
        statements=len(table.vectors),
        embedded=embedded,
        seconds=stages.seconds,
        versions=created,
        removed=removed,
    )


def _load(
    engine: Engine,
    created: Mapping[str, str],
    prepared: Prepared,
    table: Table,
    progress: Progress,
) -> Counter[str]:
    """Fill the new versions and return the number of documents of each collection."""
    progress.start("indexing documents", len(prepared))
    sent = bulk.load(engine, prepared.items(table, created), progress)
    progress.finish()
    return Counter({collection: sent[version] for collection, version in created.items()})


@contextmanager
def _new_versions(engine: Engine, wanted: Mapping[str, About]) -> Iterator[dict[str, str]]:
    """Create empty versions; delete them where the block does not end well."""
    created: dict[str, str] = {}
    try:
        for collection, about in wanted.items():
            body = settle.bare(compiled(collection, about.dimension))
            created[collection] = versions.create(engine, collection, body, about)
        yield created
    except BaseException:
        # What cannot be deleted now, since OpenSearch is away, goes when the next build prunes.
        with suppress(PartnerNetError):
            # An interruption can come when the switch has happened already.
            live = {versions.live(engine, collection) for collection in created}
            versions.discard(engine, set(created.values()) - live)
        raise


def _prune(engine: Engine) -> tuple[str, ...]:
    return tuple(name for collection in COLLECTIONS for name in versions.prune(engine, collection))
