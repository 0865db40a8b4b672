"""From the names of layers to a run: builds what is missing, asks, judges."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from typing import Any

from core.progress import Progress
from core.settings import Settings
from engine import embedding, node
from engine.client import Engine
from engine.embedding import Embedder, VectorCache
from evaluation import bench_search
from evaluation.figures import Figure
from evaluation.judged import corpora, running
from evaluation.judged.baselines import Baselines
from evaluation.judged.corpora import Built
from evaluation.judged.embedding import Remembering
from evaluation.judged.halves import Half
from evaluation.judged.misses import misses
from evaluation.judged.results import Run
from evaluation.judged.systems import PartnerNet, Systems
from evaluation.judged.targets import targets
from evaluation.judged.types import Layer
from mappings import COLLECTIONS


@dataclass(frozen=True)
class Bench:
    """The corpora of some layers, ready to be asked."""

    layers: Sequence[Layer]
    built: Mapping[str, Built]
    embedder: Embedder
    baselines: bool
    settings: Settings
    live: Engine
    """The index that people search; only the time of its answers is measured."""

    def run(self, half: Half, progress: Progress) -> Run:
        """Ask the queries of ``half`` and judge the answers."""
        return self._run(self.layers, half, progress)

    def targets(self, run: Run, progress: Progress) -> list[Figure]:
        """Return the targets of which ``run`` speaks; layers that are few are asked whole."""
        few = [layer for layer in self.layers if layer.few]
        rest = [r for r in run.results if r.layer not in {layer.name for layer in few}]
        return targets([*self._run(few, "all", progress).results, *rest])

    def speed(self, progress: Progress) -> list[Figure]:
        """Return what a search costs on the live index; nothing where there is none."""
        if not self.live.has("organisations"):
            progress.say("There is no live index, so the time that a search takes is not measured.")
            return []
        progress.say("measuring the time that a search takes on the live index")
        return bench_search.figures(self.settings)

    def misses(self, run: Run, count: int) -> Iterator[str]:
        """Yield lines on the worst queries of each layer, see :mod:`evaluation.judged.misses`."""
        return misses(run, self.layers, self._contents, count)

    def _run(self, layers: Sequence[Layer], half: Half, progress: Progress) -> Run:
        systems: list[Systems] = [PartnerNet(self.built, self.embedder)]
        if self.baselines:
            systems.append(Baselines(self.built, self.embedder, progress))
        return running.run(layers, half, systems, self._contents, self.embedder.model, progress)

    def _contents(self, corpus: str) -> Iterator[Mapping[str, Any]]:
        return chain.from_iterable(map(self.built[corpus].documents, COLLECTIONS))


@contextmanager
def bench(
    layers: Sequence[Layer], settings: Settings, progress: Progress, *, baselines: bool
) -> Iterator[Bench]:
    """Make ``layers`` ready for asking, on the node of the home ``settings`` for the block's time.

    Raises EngineUnavailable when the node does not start, and what an import or a build raises.
    """
    vectors = settings.home / corpora.FOLDER / "queries.sqlite"
    with node.running(settings, progress) as url, VectorCache.opened(vectors) as cache:
        embedder = Remembering(embedding.load(settings.embedding), cache)
        wanted = [corpus for layer in layers for corpus in layer.corpora]
        built = corpora.built(wanted, settings, url, embedder, progress)
        live = Engine.connect(settings, url)
        yield Bench(layers, built, embedder, baselines, settings, live)
