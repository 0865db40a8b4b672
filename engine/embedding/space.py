"""One space for the texts of all languages: where queries and documents are compared.

The vectors that a model gives are brought there in three steps:

1. *Centred*: less what all texts of their language have in common
   (:mod:`engine.embedding.centres`).
2. *Aligned*: turned by a matrix for each language and side, learned from official titles, so that
   the same thing lies in the same place whoever says it.
3. *Drawn to concepts*: the nearest official titles in the text's own language, where a model is at
   its best, add the place that they have in all languages together.

docs/decisions/0014-one-space.md has the figures. The shipped data is made by
``python -m evaluation.alignment``; vectors of a model without such data are centred only.
"""

from collections.abc import Collection
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray

from engine.embedding.base import Embedder, Vectors
from engine.embedding.centres import LANGUAGES, SIDES, Side, query_vector
from taxonomy import concepts

NEAREST = 10
"""Concepts that a text is drawn to."""
TEMPERATURE = 0.05
"""Difference of cosines by which one concept draws e times as much as another."""
STEP = 0.7
"""What a division, group or category adds to the place of a concept, for each level above it."""

_SCALE = 400
"""Titles are shipped as whole numbers of a 400th, in a byte each."""
_LARGEST = 127

_OTHER = "en"
"""Texts in further languages are compared with the English titles."""


class Placed(NamedTuple):
    """Texts in the space, one row each."""

    vectors: Vectors
    """Unit vectors, shape (n, d)."""
    concepts: NDArray[np.int16]
    """Numbers in taxonomy.concepts.all_concepts() of what each is nearest to, shape (n, 10), or
    (n, 0) for a model without shipped data."""
    weights: NDArray[np.float32]
    """How much of each concept is in the text; rows sum to 1. Same shape as ``concepts``."""


class Space(msgspec.Struct, frozen=True):
    """What a model's vectors are brought into the space with."""

    matrices: NDArray[np.float32]
    """By side and language, shape (2, 3, d, d)."""
    titles: NDArray[np.float32]
    """Aligned unit vectors of the concepts' titles by language, shape (3, concepts, d)."""
    places: NDArray[np.float32]
    """Unit vectors of the concepts in all languages together, shape (concepts, d)."""

    def placed(
        self, centred: Vectors, side: Side, language: str, without: Collection[str] = ()
    ) -> Placed:
        """Return centred vectors (n, d) of texts in ``language`` in the space.

        They are drawn to no concept whose id is in ``without``.
        """
        known = LANGUAGES.index(language if language in LANGUAGES else _OTHER)
        aligned = turned(centred, self.matrices[SIDES.index(side), known])
        cosines = aligned @ self.titles[known].T
        cosines[:, [concepts.numbers()[id_] for id_ in without if id_ in concepts.numbers()]] = -1
        nearest = np.argpartition(-cosines, NEAREST, axis=1)[:, :NEAREST]
        best = np.take_along_axis(cosines, nearest, axis=1)
        weights = np.exp((best - best.max(axis=1, keepdims=True)) / TEMPERATURE)
        weights /= weights.sum(axis=1, keepdims=True)
        drawn = _units(np.einsum("nk,nkd->nd", weights, self.places[nearest]))
        return Placed(_units(aligned + drawn), nearest.astype(np.int16), weights)


def query(embedder: Embedder, text: str, language: str, without: Collection[str] = ()) -> Placed:
    """Return a query in the space: one row. It is drawn to no concept in ``without``."""
    return _placed(
        embedder, query_vector(embedder, text, language)[None], "query", language, without
    )


def passages(embedder: Embedder, centred: Vectors, language: str) -> Placed:
    """Return centred vectors (n, d) of documents' texts in ``language`` in the space."""
    return _placed(embedder, centred, "passage", language)


def space(model: str) -> Space | None:
    """Return what brings vectors of ``model`` into the space, or None where nothing is shipped."""
    return _shipped(model)


def turned(centred: Vectors, matrix: NDArray[np.float32]) -> Vectors:
    """Return centred vectors (n, d) turned by a matrix (d, d), as unit vectors."""
    return _units(centred @ matrix.T)


def shipped_titles(titles: NDArray[np.float32]) -> NDArray[np.int8]:
    """Return unit vectors as they are shipped."""
    return np.clip(np.rint(titles * _SCALE), -_LARGEST, _LARGEST).astype(np.int8)


def places(titles: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return where concepts lie by their aligned titles: shapes (3, n, d) and (n, d).

    A concept lies in the middle of its languages, and near what it is a part of.
    """
    together = _units(titles.sum(axis=0))
    found = together.copy()
    for number, id_ in enumerate(concepts.all_concepts()):
        for level, above in enumerate(concepts.ancestors(id_), start=1):
            found[number] += STEP**level * together[concepts.numbers()[above]]
    return _units(found)


def file_names(model: str) -> tuple[str, str]:
    """Return the names of the files with a model's matrices and titles."""
    return f"alignment_{model}.npy", f"concepts_{model}.npy"


def _placed(
    embedder: Embedder, centred: Vectors, side: Side, language: str, without: Collection[str] = ()
) -> Placed:
    known = space(embedder.model)
    if known is not None:
        return known.placed(centred, side, language, without)
    nothing = np.empty((len(centred), 0))
    return Placed(centred, nothing.astype(np.int16), nothing.astype(np.float32))


def _units(vectors: Vectors) -> Vectors:
    """Return unit vectors; one without a length stays as it is."""
    lengths = np.linalg.norm(vectors, axis=-1, keepdims=True)
    units: Vectors = (vectors / np.maximum(lengths, 1e-6)).astype(np.float32, copy=False)
    return units


@lru_cache(maxsize=2)
def _shipped(model: str) -> Space | None:
    folder = files("engine").joinpath("embedding", "data")
    found = [folder.joinpath(name) for name in file_names(model)]
    if "/" in model or not all(file.is_file() for file in found):
        return None
    with found[0].open("rb") as matrices, found[1].open("rb") as titles:
        turned = np.load(matrices).astype(np.float32)
        known = _units(np.load(titles).astype(np.float32) / _SCALE)
    return Space(turned, known, places(known))
