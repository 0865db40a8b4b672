"""How fast documents get into OpenSearch, against the client library's own way.

Ours is the stage of a build that joins each document with its vector and sends it. The other way
is ``opensearchpy.helpers.parallel_bulk``, fed with the same documents, finished. The whole is ours
with all that a rebuild does before it when nothing has changed: documents made of the merged
records, vectors taken from the cache. All fill fresh indices with the same settings; the measured
time ends with the refresh. They take turns, so that each sees the machine as busy as the others do.
"""

import secrets
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import islice

import msgspec
from opensearchpy import helpers

from core.errors import DataError
from core.progress import Silent
from core.settings import Settings
from engine import bulk, embedding, node, settle
from engine.client import Engine
from engine.embedding import VectorCache
from evaluation.figures import Figure
from indexer import imports, placing
from indexer.enrich.sectors import SectorInference
from indexer.home import vector_file
from indexer.making import Maker
from indexer.prepared import Prepared
from indexer.privacy import Rules
from indexer.quality import Measures
from indexer.spool import Spool
from mappings import COLLECTIONS, compiled

_DOCUMENTS = 10_000
"""Enough for many requests of either way; finished, they take 200 MB of memory."""
_TURNS = ("ours", "theirs", "whole", "whole", "theirs", "ours") * 2
_WARM_UP = 500

Load = Callable[[int, dict[str, str]], None]
"""Takes the number of documents and the indices by collection."""


def figures(settings: Settings) -> list[Figure]:
    """Return documents per second of both ways and their ratio, on what was imported."""
    embedder = embedding.load(settings.embedding)
    with (
        node.running(settings) as url,
        Spool.filled(imports.records(settings)) as spool,
        VectorCache.opened(vector_file(settings)) as cache,
        Prepared.opened() as prepared,
    ):
        if not len(spool):
            raise DataError("There is nothing to load; run `partnernet data demo` first.")
        engine = Engine.connect(settings, url)
        maker = Maker(Rules(), SectorInference(embedder, cache).infer, Measures(None))

        def whole(count: int, indices: dict[str, str]) -> None:
            with Prepared.opened() as anew:
                anew.fill(islice(maker.made(spool), count))
                found, _ = placing.embed(anew.statements, cache, embedder, Silent())
                bulk.load(engine, anew.items(found, indices), Silent())

        prepared.fill(islice(maker.made(spool), _DOCUMENTS))
        table, _ = placing.embed(prepared.statements, cache, embedder, Silent())
        finished = [
            (item.index, item.id, msgspec.json.decode(item.source or b""))
            for item in prepared.items(table, {one: one for one in COLLECTIONS})
        ]

        def ours(count: int, indices: dict[str, str]) -> None:
            bulk.load(engine, islice(prepared.items(table, indices), count), Silent())

        def theirs(count: int, indices: dict[str, str]) -> None:
            actions = (
                {"_index": indices[collection], "_id": id_, "_source": document}
                for collection, id_, document in finished[:count]
            )
            deque(helpers.parallel_bulk(engine.client, actions), maxlen=0)

        ways: dict[str, Load] = {"ours": ours, "theirs": theirs, "whole": whole}
        seconds = _measured(engine, ways, embedder.dimension)
        engine.close()
    count = len(finished)
    turns = _TURNS.count("ours")
    return [
        Figure("ours", turns * count / seconds["ours"], "docs/s"),
        Figure("parallel_bulk", turns * count / seconds["theirs"], "docs/s"),
        Figure("ours / parallel_bulk", seconds["theirs"] / seconds["ours"], at_least=0.8),
        Figure(
            "time of the whole / parallel_bulk", seconds["whole"] / seconds["theirs"], at_most=3
        ),
    ]


def _measured(engine: Engine, ways: dict[str, Load], dimension: int) -> dict[str, float]:
    """Return the seconds that each way took in all its turns together."""
    seconds = dict.fromkeys(ways, 0.0)
    for way in ways:
        with fresh_indices(engine, dimension) as indices:
            ways[way](_WARM_UP, indices)
    for way in _TURNS:
        with fresh_indices(engine, dimension) as indices:
            began = time.perf_counter()
            ways[way](_DOCUMENTS, indices)
            engine.client.indices.refresh(index=",".join(indices.values()))
            seconds[way] += time.perf_counter() - began
    return seconds


@contextmanager
def fresh_indices(engine: Engine, dimension: int) -> Iterator[dict[str, str]]:
    """Create an empty index for each collection, deleted when the block ends."""
    mark = secrets.token_hex(4)
    indices = {one: f"{engine.prefix}-bench-{mark}-{one}" for one in COLLECTIONS}
    try:
        for collection, name in indices.items():
            engine.client.indices.create(
                index=name, body=settle.bare(compiled(collection, dimension))
            )
        yield indices
    finally:
        for name in indices.values():
            engine.client.indices.delete(index=name, params={"ignore_unavailable": "true"})
