"""Learns the matrices: gradient descent on a contrastive loss (InfoNCE, van den Oord et al. 2018).

Each query has to prefer its own passage to those of the other pairs drawn with it, and each passage
its query. The matrices begin as identities and are held near them, since the model's own space
knows more of the world than the pairs do.
"""

from collections.abc import Mapping, Sequence
from itertools import product

import numpy as np
from numpy.typing import NDArray

from core.progress import Progress
from engine.embedding.base import Vectors
from engine.embedding.centres import LANGUAGES, SIDES, Side
from evaluation.alignment.pairs import Group

SEED = 0
STEPS = 1600
"""700 left keywords 2 points lower on the tuning half."""
_PAIRS = 384
"""Pairs of a kind and direction in a step."""
_RATE = 1e-3
"""Of Adam, falling to a tenth."""
_TEMPERATURE = 0.15
"""Lower ones fit the titles better and longer texts worse."""
_HOLD = 1e-3
"""Pull towards the identity."""
_OWN = 0.5
"""Weight of pairs in one language: there the model needs least help."""
_DIRECTIONS = tuple(product(LANGUAGES, LANGUAGES))
_BETA_1, _BETA_2, _EPSILON = 0.9, 0.999, 1e-8

Key = tuple[Side, str]
Matrix = NDArray[np.float32]


def learned(
    groups: Sequence[Group], vectors: Mapping[Key, Vectors], progress: Progress
) -> dict[Key, Matrix]:
    """Return a matrix for each side and language.

    ``vectors`` are the centred unit vectors of the texts by side and language, shape (n, d).
    """
    chance = np.random.default_rng(SEED)
    d = next(iter(vectors.values())).shape[1]
    keys: list[Key] = [(side, language) for side in SIDES for language in LANGUAGES]
    matrices = {key: np.eye(d, dtype=np.float32) for key in keys}
    mean = {key: np.zeros((d, d), np.float32) for key in keys}
    square = {key: np.zeros((d, d), np.float32) for key in keys}
    chances = np.array([group.weight for group in groups])
    chances /= chances.sum()
    progress.start("learning the alignment", STEPS)
    for step in range(1, STEPS + 1):
        slopes = {key: _HOLD * (matrices[key] - np.eye(d, dtype=np.float32)) for key in keys}
        # Each kind apart: what a text is learned to differ from is of its own kind.
        kinds = chance.choice(len(groups), len(_DIRECTIONS), p=chances)
        for kind, (asked, told) in zip(kinds, _DIRECTIONS, strict=True):
            rows = groups[kind].pairs[asked, told]
            drawn = rows[chance.choice(len(rows), min(_PAIRS, len(rows)), replace=False)]
            query: Key = ("query", asked)
            passage: Key = ("passage", told)
            of_query, of_passage = _slopes(
                vectors[query][drawn[:, 0]],
                vectors[passage][drawn[:, 1]],
                matrices[query],
                matrices[passage],
                drawn[:, 2],
            )
            weight = _OWN if asked == told else 1.0
            slopes[query] += weight * of_query
            slopes[passage] += weight * of_passage
        rate = _RATE * (1 - 0.9 * step / STEPS)
        for key in keys:
            mean[key] = _BETA_1 * mean[key] + (1 - _BETA_1) * slopes[key]
            square[key] = _BETA_2 * square[key] + (1 - _BETA_2) * slopes[key] ** 2
            direction = mean[key] / (1 - _BETA_1**step)
            size = np.sqrt(square[key] / (1 - _BETA_2**step)) + _EPSILON
            matrices[key] -= (rate * direction / size).astype(np.float32)
        progress.advance(1)
    progress.finish()
    return matrices


def _slopes(
    queries: Vectors,
    passages: Vectors,
    of_queries: Matrix,
    of_passages: Matrix,
    meanings: NDArray[np.int64],
) -> tuple[Matrix, Matrix]:
    """Return the gradients of the loss by both matrices, (d, d) each."""
    asked, told = queries @ of_queries.T, passages @ of_passages.T
    asked_length = np.linalg.norm(asked, axis=1, keepdims=True)
    told_length = np.linalg.norm(told, axis=1, keepdims=True)
    asked, told = asked / asked_length, told / told_length
    likeness = asked @ told.T / _TEMPERATURE
    same = (meanings[:, None] == meanings[None, :]).astype(np.float32)
    wrong = sum(
        _softmax(likeness, axis) - same / same.sum(axis=axis, keepdims=True) for axis in (0, 1)
    )
    wrong = wrong / (_TEMPERATURE * len(queries))
    by_asked = _through_length(wrong @ told, asked, asked_length)
    by_told = _through_length(wrong.T @ asked, told, told_length)
    return by_asked.T @ queries, by_told.T @ passages


def _softmax(values: Matrix, axis: int) -> Matrix:
    raised = np.exp(values - values.max(axis=axis, keepdims=True))
    shares: Matrix = raised / raised.sum(axis=axis, keepdims=True)
    return shares


def _through_length(slopes: Matrix, units: Matrix, lengths: Matrix) -> Matrix:
    """Return the gradient by vectors from that by their unit vectors."""
    moved: Matrix = (slopes - units * (slopes * units).sum(axis=1, keepdims=True)) / lengths
    return moved
