"""The live index brought to what is imported and decided now: only what differs is sent."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from core.errors import BuildStopped
from core.progress import Progress
from core.settings import Settings
from engine import bulk, contents, settle, versions
from engine.bulk import Item
from engine.client import Engine
from engine.embedding import Embedder, VectorCache
from engine.versions import About
from indexer import placing, remaking, state
from indexer.basis import Basis
from indexer.home import only_one, vector_file
from indexer.making import Made
from indexer.preparing import preparation
from indexer.stages import Stages
from mappings import COLLECTIONS


@dataclass(frozen=True, kw_only=True)
class UpdateReport:
    """What an update did."""

    documents: int
    """Afterwards."""
    counts: Mapping[str, int]
    """Documents of each collection."""
    sent: int
    """Documents that were new or differed."""
    deleted: int
    embedded: int
    """Statements that had not been embedded before."""
    seconds: Mapping[str, float]
    """By stage, see :class:`indexer.pipeline.BuildReport`."""


class NeedsBuild(BuildStopped):
    """The live index has another schema, recipe or model, or there is none: only a build helps."""


class _Comparison:
    """Compares what is made with what is there, by the digests of documents."""

    def __init__(self, engine: Engine, live: Mapping[str, str]) -> None:
        self._there = {one: dict(contents.digests(engine, live[one])) for one in live}
        self.made: Counter[str] = Counter()

    def differs(self, made: Made) -> bool:
        """Tell whether a document has to be sent; what is never asked for is superfluous."""
        self.made[made.collection] += 1
        return self._there[made.collection].pop(made.id, None) != made.digest

    def superfluous(self) -> Iterator[tuple[str, str]]:
        """Yield collection and id of the documents that nothing was made for."""
        for collection, ids in self._there.items():
            for id_ in ids:
                yield collection, id_


def update(
    settings: Settings, engine: Engine, embedder: Embedder, progress: Progress
) -> UpdateReport:
    """Send what differs from what is there, delete what is no longer made; never half a document.

    Ends with the documents that a build would give. A run that is killed leaves documents of both
    states, each whole; the next run compares anew and ends with the same result.
    Raises NeedsBuild where documents alone do not help, BuildStopped when another build runs, too
    many rows of an import were rejected, a document is refused or counts do not agree;
    EngineUnavailable when OpenSearch goes away.
    """
    with only_one(settings):
        basis = Basis.now(settings, embedder)
        live = _live(engine, basis.wanted)
        stages = Stages()
        there = _Comparison(engine, live)
        stages.done("comparing")
        with (
            VectorCache.opened(vector_file(settings)) as cache,
            preparation(basis, cache, progress, stages, there.differs) as made,
        ):
            table, embedded = placing.embed(made.prepared.statements, cache, embedder, progress)
            stages.done("vectors")
            gone = [Item(live[one], id_, None) for one, id_ in there.superfluous()]
            sent = len(made.prepared)
            progress.start("updating documents", sent + len(gone))
            bulk.load(engine, chain(made.prepared.items(table, live), gone), progress)
            progress.finish(f"{sent} sent, {len(gone)} deleted")
            stages.done("indexing")
            for collection, index in live.items():
                settle.check(engine, index, there.made[collection])
            remaking.catch_up(settings, engine, embedder, basis.held, live)
            for collection, index in live.items():
                versions.complete(engine, index, basis.wanted[collection])
            made.report(settings)
            stages.done("checks")
    return UpdateReport(
        documents=there.made.total(),
        counts={one: there.made[one] for one in COLLECTIONS},
        sent=sent,
        deleted=len(gone),
        embedded=embedded,
        seconds=stages.seconds,
    )


def _live(engine: Engine, wanted: Mapping[str, About]) -> dict[str, str]:
    """Return the live version of each collection. Raises NeedsBuild where one cannot be updated."""
    live: dict[str, str] = {}
    for collection, about in wanted.items():
        version = versions.live(engine, collection)
        if not version or not state.updatable(versions.about(engine, version), about):
            raise NeedsBuild(
                f"The index of {collection} is not there or was made with another schema, program "
                "or model, so an update cannot bring it up to date: run `partnernet index build`."
            )
        live[collection] = version
    return live
