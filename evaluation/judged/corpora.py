"""Builds the index of each corpus in a home of its own, and knows when it is there already."""

import dataclasses
import hashlib
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from core.errors import DataError
from core.files import replacing
from core.progress import Progress, Silent
from core.settings import Settings
from engine.client import Engine
from engine.embedding import Embedder
from evaluation.judged.types import Corpus, Delivery
from indexer import imports, pipeline
from indexer.recipe import reading_hash

FOLDER = "evaluation"
"""Below the home."""
_MOST_DOCUMENTS = 10_000
"""The engine's own window; a corpus is smaller."""


@dataclasses.dataclass(frozen=True)
class Built:
    """A corpus whose index is there."""

    corpus: Corpus
    settings: Settings
    """With home and index names of its own."""
    engine: Engine

    def documents(self, collection: str) -> Iterator[Mapping[str, Any]]:
        """Yield the documents of ``collection`` as they were indexed, without vectors.

        Raises DataError where there are more than the engine hands out at once.
        """
        body = {
            "size": _MOST_DOCUMENTS,
            "_source": {"excludes": ["vector_*"]},
            "sort": ["id"],
            "track_total_hits": True,
        }
        (answer,) = self.engine.msearch([(collection, body)])
        if len(answer["hits"]["hits"]) < answer["hits"]["total"]["value"]:
            raise DataError(f"The corpus {self.corpus.name} has too many documents to be read.")
        for hit in answer["hits"]["hits"]:
            yield hit["_source"]


def built(
    corpora: Iterable[Corpus],
    settings: Settings,
    url: str,
    embedder: Embedder,
    progress: Progress,
) -> dict[str, Built]:
    """Return ``corpora`` by name, with indices made of what they are now, by the program as it is.

    ``settings`` are those of the home below which all of it lies; its own index is not touched.
    Raises what an import or a build raises.
    """
    ready: dict[str, Built] = {}
    for corpus in corpora:
        if corpus.name not in ready:
            own = _own(settings, corpus)
            engine = Engine.connect(own, url)
            _import(corpus, own)
            if not pipeline.up_to_date(own, engine, embedder):
                progress.say(f"building the index of {corpus.name}")
                pipeline.build(own, engine, embedder, progress)
            ready[corpus.name] = Built(corpus, own, engine)
    return ready


def _own(settings: Settings, corpus: Corpus) -> Settings:
    return dataclasses.replace(
        settings,
        home=settings.home / FOLDER / corpus.name,
        index_prefix=f"{settings.index_prefix}-judged-{corpus.name}",
        store_url=None,
        region=None,
    )


def _import(corpus: Corpus, settings: Settings) -> None:
    """Import what the corpus writes, unless the same was imported by the same program."""
    folder = settings.home / "files"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    deliveries = corpus.write(folder)
    state = _state(deliveries)
    marker = settings.home / "imported"
    if marker.exists() and marker.read_text(encoding="utf-8") == state:
        return
    marker.unlink(missing_ok=True)
    for manifest in imports.manifests(settings):
        imports.remove(settings, manifest.dataset)
    for delivery in deliveries:
        imports.run(
            delivery.format,
            delivery.files,
            settings,
            Silent(),
            dataset=delivery.dataset,
            mapping=delivery.mapping,
            legal_basis=delivery.legal_basis,
            demo=delivery.demo,
        )
    with replacing(marker) as file:
        file.write(state.encode())


def _state(deliveries: Sequence[Delivery]) -> str:
    """Return a hash of the files and of the program that reads them."""
    digest = hashlib.blake2b(reading_hash().encode(), digest_size=16)
    for delivery in deliveries:
        for file in delivery.files:
            digest.update(delivery.dataset.encode() + file.read_bytes())
    return digest.hexdigest()
