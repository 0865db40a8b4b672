"""What others would build: words alone, embeddings alone, and the usual ways to join the two.

Beside them the vectors of the product alone, so that one sees what its space gives, and what the
rest of its search adds.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray

from core.progress import Progress, Silent
from engine import bulk
from engine.bulk import Item
from engine.client import Engine
from engine.embedding import Embedder, space
from engine.embedding.base import Vectors
from engine.embedding.centres import centre, centred
from evaluation.judged.corpora import Built
from evaluation.judged.fusing import DEPTH, Scores, min_max, reciprocal_ranks, top
from evaluation.judged.types import ASKED, Query

_BUILT_IN = {"de": "german", "cs": "czech"}
"""The engine's own analyzers by language."""
_FIELDS = ("standard", "built_in")


class _Passages(NamedTuple):
    """The documents of a corpus as unit vectors, a row each."""

    ids: list[str]
    as_they_are: NDArray[np.float32]
    in_space: NDArray[np.float32]


class Baselines:
    """Words in a plain index of one field for each analyzer, exact cosines, and both fused."""

    def __init__(
        self, corpora: Mapping[str, Built], embedder: Embedder, progress: Progress
    ) -> None:
        self._embedder = embedder
        self._indices: dict[str, tuple[Engine, str]] = {}
        self._passages: dict[str, _Passages] = {}
        for name, built in corpora.items():
            if built.corpus.texts is None:
                continue
            texts = built.corpus.texts()
            self._indices[name] = built.engine, plain_index(built, texts)
            progress.say(f"embedding the documents of {name} for the baselines")
            said = embedder.passages(list(texts.values()))
            language = built.corpus.language
            moved = centred(said, centre(embedder, "passage", language))
            placed = space.passages(embedder, moved, language).vectors
            self._passages[name] = _Passages(list(texts), said, placed)

    def answers(self, query: Query) -> Mapping[str, Sequence[str]]:
        """Return what each baseline found; nothing where the corpus has no texts for them."""
        if query.corpus not in self._indices:
            return {}
        standard, built_in = self._words(query)
        passages, text = self._passages[query.corpus], query.request.text
        meaning = _nearest(passages, passages.as_they_are, self._embedder.query(text))
        asked = space.query(self._embedder, text, query.request.language or "de").vectors[0]
        ranked = {
            "standard": standard,
            "built-in": built_in,
            "embeddings": meaning,
            "one space": _nearest(passages, passages.in_space, asked),
            "RRF": reciprocal_ranks(built_in, meaning),
            "min-max": min_max(built_in, meaning),
        }
        return {name: top(scores, ASKED) for name, scores in ranked.items()}

    def _words(self, query: Query) -> list[Scores]:
        engine, index = self._indices[query.corpus]
        lines: list[Mapping[str, object]] = []
        for field in _FIELDS:
            body = {"size": DEPTH, "query": {"match": {field: query.request.text}}}
            lines += ({"index": index}, {**body, "_source": False})
        answer = engine.client.msearch(body=lines)
        return [
            {hit["_id"]: float(hit["_score"]) for hit in response["hits"]["hits"]}
            for response in answer["responses"]
        ]


def _nearest(passages: _Passages, vectors: NDArray[np.float32], asked: Vectors) -> Scores:
    cosines = vectors @ asked
    best = np.argsort(-cosines, kind="stable")[:DEPTH]
    return {passages.ids[place]: float(cosines[place]) for place in best}


def plain_index(built: Built, texts: Mapping[str, str]) -> str:
    """Return the name of an index of ``texts``, made where it is not there.

    Its name holds a hash of them, and those of other texts are deleted.
    """
    digest = hashlib.blake2b(msgspec.json.encode(texts), digest_size=6).hexdigest()
    alias = f"{built.engine.prefix}-plain"
    name = f"{alias}-{digest}"
    indices = built.engine.client.indices
    if not indices.exists(index=name):
        indices.delete(index=f"{alias}-*", params={"ignore_unavailable": "true"})
        indices.create(index=name, body=_body(built.corpus.language))
        bulk.load(built.engine, _items(name, texts), Silent())
        indices.refresh(index=name)
    return name


def _items(index: str, texts: Mapping[str, str]) -> Iterator[Item]:
    for id_, text in texts.items():
        yield Item(index, id_, msgspec.json.encode(dict.fromkeys(_FIELDS, text)))


def _body(language: str) -> dict[str, object]:
    analyzers = {"standard": "standard", "built_in": _BUILT_IN[language]}
    return {
        # One shard, so that the frequencies of words are those of the whole.
        "settings": {"number_of_shards": 1, "number_of_replicas": 0},
        "mappings": {
            "properties": {
                field: {"type": "text", "analyzer": analyzer}
                for field, analyzer in analyzers.items()
            }
        },
    }
