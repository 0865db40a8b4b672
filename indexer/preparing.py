"""From imports and decisions to documents on disk: what building and updating share."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import NamedTuple

from core.progress import Progress, tracked
from core.settings import Settings
from engine.embedding import VectorCache
from indexer import imports, linked, quality
from indexer.basis import Basis
from indexer.enrich.sectors import SectorInference
from indexer.linking.types import Links
from indexer.making import Made, Maker
from indexer.prepared import Prepared
from indexer.privacy import Withheld
from indexer.quality import Measures
from indexer.spool import Spool
from indexer.stages import Stages


class Preparation(NamedTuple):
    """Documents that wait for their vectors, and what was found out while they were made."""

    prepared: Prepared
    links: Links
    measures: Measures
    """Of the records that may leave."""
    withheld: Mapping[Withheld, int]
    """Records that may not, by reason."""

    def report(self, settings: Settings) -> None:
        """Write the quality report of the load."""
        quality.write(settings, self.links, self.measures, self.withheld)


@contextmanager
def preparation(
    basis: Basis,
    cache: VectorCache,
    progress: Progress,
    stages: Stages,
    wanted: Callable[[Made], bool] = lambda _: True,
) -> Iterator[Preparation]:
    """Make the documents of all imports and yield those that are ``wanted``.

    Tells ``stages`` of ``links``, ``records`` and ``documents``.
    """
    links = linked.links(basis, progress)
    stages.done("links")
    measures = Measures(links)
    maker = Maker(
        basis.held.rules(basis.settings), SectorInference(basis.embedder, cache).infer, measures
    )
    read = tracked(imports.records(basis.settings), progress, "reading records", basis.records)
    with Prepared.opened() as prepared:
        with Spool.filled(read, links) as spool:
            stages.done("records")
            made = tracked(maker.made(spool), progress, "making documents", len(spool))
            prepared.fill(one for one in made if wanted(one))
        stages.done("documents")
        yield Preparation(prepared, links, measures, maker.withheld)
