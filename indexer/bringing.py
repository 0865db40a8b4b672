"""Indices brought to what is imported and decided now: only what differs is sent."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

import structlog

from core.errors import BuildStopped
from core.progress import Progress
from engine import bulk, contents, settle
from engine.bulk import Item
from engine.client import Engine
from engine.embedding import VectorCache
from indexer import decided, placing
from indexer.basis import Basis
from indexer.home import vector_file
from indexer.making import Made
from indexer.prepared import Prepared
from indexer.preparing import prepare
from indexer.quality import Report
from indexer.stages import EMBED, INDEX, VERIFY, Stages
from mappings import COLLECTIONS

_ROUNDS = 3
"""How often changes that came meanwhile are followed: each round is shorter than the one before,
since it embeds and sends only what differs; what comes later is an update's."""

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, kw_only=True)
class Brought:
    """What it took to bring indices to a basis."""

    basis: Basis
    counts: Mapping[str, int]
    """Documents of each collection, afterwards."""
    sent: int
    """Documents that were new or differed."""
    deleted: int
    embedded: int
    """Statements that had not been embedded before."""
    report: Report
    """On the quality of the load."""


class _Comparison:
    """Compares what is made with what is there, by the digests of documents."""

    def __init__(self, engine: Engine, indices: Mapping[str, str]) -> None:
        self._there = {one: dict(contents.digests(engine, indices[one])) for one in indices}
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


def bring(
    basis: Basis, engine: Engine, indices: Mapping[str, str], progress: Progress, stages: Stages
) -> Brought:
    """Send what differs from ``basis``, delete what is no longer made of it.

    ``indices`` are named by collection. Raises BuildStopped when a document is refused or counts do
    not agree, EngineUnavailable when OpenSearch goes away; each document is whole then, and doing
    it again ends right.
    """
    there = _Comparison(engine, indices)
    with VectorCache.opened(vector_file(basis.settings)) as cache, Prepared.opened() as prepared:
        found = prepare(basis, cache, prepared, progress, stages, there.differs)
        stages.begin(EMBED)
        table, embedded = placing.embed(prepared.statements, cache, basis.embedder, progress)
        stages.begin(INDEX)
        gone = [Item(indices[one], id_, None) for one, id_ in there.superfluous()]
        sent = len(prepared)
        progress.start("updating documents", sent + len(gone))
        items = chain(prepared.items(table, indices), gone)
        bulk.load(engine, items, progress, revision=basis.revision)
        progress.finish(f"{sent} sent, {len(gone)} deleted")
        report = found.report(basis.settings)
    stages.begin(VERIFY)
    # Whoever blocked meanwhile took documents away, which the next round knows of.
    if decided.load(basis.settings).blocks == basis.held.blocks:
        for collection, index in indices.items():
            settle.check(engine, index, there.made[collection])
    return Brought(
        basis=basis,
        counts={one: there.made[one] for one in COLLECTIONS},
        sent=sent,
        deleted=len(gone),
        embedded=embedded,
        report=report,
    )


def followed(
    basis: Basis,
    engine: Engine,
    indices: Mapping[str, str],
    progress: Progress,
    stages: Stages,
    begun: Callable[[], None] = lambda: None,
) -> Iterator[Brought]:
    """Bring ``indices``, which hold ``basis``, to what came since, and to what came meanwhile.

    Calls ``begun`` before each round and yields what it did; ends when nothing has come, or after a
    few rounds.
    """
    for _ in range(_ROUNDS):
        try:
            now = Basis.now(basis.settings, engine, basis.embedder)
        except BuildStopped as stopped:
            # An import that came meanwhile is not fit to be taken; that is no fault of this work.
            _log.warning("what was imported meanwhile is not taken", reason=str(stopped))
            progress.say(str(stopped))
            return
        if now.same_records(basis):
            return
        begun()
        brought = bring(now, engine, indices, progress, stages)
        basis = now
        yield brought
