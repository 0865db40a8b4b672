"""From imports and decisions to documents on disk: what building and updating share."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from core import points
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
from indexer.quality import Measures, Report
from indexer.spool import Spool
from indexer.stages import LINK, LOAD, NORMALISE, Stages


class Preparation(NamedTuple):
    """What was found out while documents were made."""

    links: Links
    measures: Measures
    """Of the records that may leave."""
    withheld: Mapping[Withheld, int]
    """Records that may not, by reason."""

    def report(self, settings: Settings) -> Report:
        """Return the quality report of the load."""
        return quality.drafted(settings, self.links, self.measures, self.withheld)


def prepare(
    basis: Basis,
    cache: VectorCache,
    prepared: Prepared,
    progress: Progress,
    stages: Stages,
    wanted: Callable[[Made], bool] = lambda _: True,
) -> Preparation:
    """Make the documents of all imports and put those that are ``wanted`` into ``prepared``."""
    stages.begin(LOAD)
    read = tracked(imports.records(basis.settings), progress, "reading records", basis.records)
    with Spool.loaded(read) as spool:
        points.reached("loaded")
        stages.begin(LINK)
        links = linked.links(basis, spool.read(), progress)
        spool.link(links)
        points.reached("linked")
        stages.begin(NORMALISE)
        measures = Measures(links)
        infer = SectorInference(basis.embedder, cache).infer
        maker = Maker(basis.held.rules(basis.settings), infer, measures)
        made = tracked(maker.made(spool), progress, "making documents", len(spool))
        prepared.fill(one for one in made if wanted(one))
    return Preparation(links, measures, maker.withheld)
