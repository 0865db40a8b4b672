"""Centres: what all texts of one language have in common in a model's space, taken away.

Vectors of E5 models lie in a narrow cone (cosines from .75 to .9), and texts of one language lie
closer to each other than to their translations. Less the mean of their language and renormalised,
they spread over the whole range, and directions across the border become comparable
(docs/decisions/0004-centred-vectors.md has the figures).
"""

import json
from functools import lru_cache
from importlib.resources import files
from typing import Literal

import numpy as np

from engine.embedding.base import Embedder, Vectors
from taxonomy import nace

Side = Literal["query", "passage"]
SIDES: tuple[Side, ...] = ("query", "passage")
LANGUAGES = ("de", "cs", "en")

_SAMPLE = 130
"""Official class titles (every fifth) that stand for a language; a mean of more differs from it by
a cosine of less than 0.001 (measured against all 651)."""


def query_vector(embedder: Embedder, text: str, language: str) -> Vectors:
    """Return the centred unit vector of a query in ``language``: shape (dimension,)."""
    return centred(embedder.query(text), centre(embedder, "query", language))


def centred(vectors: Vectors, middle: Vectors) -> Vectors:
    """Return ``vectors`` (n, d) or (d,) less ``middle`` (d,), as unit vectors.

    A vector that equals its centre says nothing and stays as it is, near zero.
    """
    moved = vectors - middle
    lengths = np.linalg.norm(moved, axis=-1, keepdims=True)
    result: Vectors = (moved / np.maximum(lengths, 1e-6)).astype(np.float32)
    return result


def centre(embedder: Embedder, side: Side, language: str) -> Vectors:
    """Return the mean of unit vectors of texts in ``language``: shape (dimension,).

    For a language of its own the mean of the known ones. Shipped for the default model, made from
    official titles for any other, which takes some seconds once in a process.
    """
    known = _centres(embedder)[side]
    if language in known:
        return known[language]
    together: Vectors = np.stack([known[each] for each in LANGUAGES]).mean(axis=0)
    return together


def measured(embedder: Embedder) -> dict[Side, dict[str, Vectors]]:
    """Return centres made anew from official titles."""
    made: dict[Side, dict[str, Vectors]] = {"query": {}, "passage": {}}
    for language in LANGUAGES:
        texts = [nace.title(code, language) for code in nace.all_classes()[:: 651 // _SAMPLE]]
        made["passage"][language] = embedder.passages(texts).mean(axis=0)
        queries = np.stack([embedder.query(text) for text in texts])
        made["query"][language] = queries.mean(axis=0)
    return made


def file_name(model: str) -> str:
    """Return the name of the file that a model's shipped centres are in."""
    return f"centres_{model}.json"


_made: dict[str, dict[Side, dict[str, Vectors]]] = {}


def _centres(embedder: Embedder) -> dict[Side, dict[str, Vectors]]:
    shipped = _shipped(embedder.model)
    if shipped is not None:
        return shipped
    if embedder.model not in _made:
        _made[embedder.model] = measured(embedder)
    return _made[embedder.model]


@lru_cache(maxsize=4)
def _shipped(model: str) -> dict[Side, dict[str, Vectors]] | None:
    file = files("engine").joinpath("embedding", "data", file_name(model))
    if "/" in model or not file.is_file():
        return None
    read = json.loads(file.read_text(encoding="utf-8"))
    return {
        side: {language: np.array(read[side][language], np.float32) for language in LANGUAGES}
        for side in SIDES
    }
