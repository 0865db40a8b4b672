"""Sectors of organisations of which no source tells one, read from what they say they do.

Each statement is compared with the official titles of NACE Rev. 2.1 in its own language: by the
meaning of both, by the stems that they share, and by the glossary terms that name a sector. What
several statements say is weighed as in their vector (:mod:`indexer.statements`).
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence

import msgspec
import numpy as np
from numpy.typing import NDArray

from core.progress import Silent
from core.records import InferredSector, Organisation
from engine.embedding import Embedder, VectorCache
from indexer import statements
from indexer.enrich import calibration, scores
from indexer.enrich.boilerplate import says_nothing
from indexer.enrich.titles import LANGUAGES, codes, division_bounds, titles, vectors
from indexer.statements import Statement
from indexer.vectors import Said, embed

MOST = 3
"""Sectors of an organisation: what more statements say is rather a list of all that is allowed."""
LEAST_CONFIDENCE = 0.15
"""A guess that is wrong more often finds a firm where nobody looks for it."""
_CLASS_FROM = 0.5
"""Confidence from which a class is told rather than its division: more often right than wrong."""
_REMEMBERED = 8192
"""Texts of earlier calls, 4 kB each: registers repeat the same trades in every batch."""
_Row = tuple[NDArray[np.float32], NDArray[np.float32]]
"""Probabilities of divisions, and of codes within their divisions."""


class Guess(msgspec.Struct, frozen=True):
    """A division that an organisation may belong to, before calibration."""

    division: str
    probability: float
    class_: str
    """The likeliest class of the division."""
    class_probability: float


class SectorInference:
    """Reads sectors from texts; holds the titles' vectors of the languages it has met."""

    def __init__(self, embedder: Embedder, cache: VectorCache) -> None:
        self._embedder, self._cache = embedder, cache
        self._vectors: dict[str, NDArray[np.float32]] = {}
        self._known: dict[Said, _Row] = {}

    def infer(self, organisations: Sequence[Organisation]) -> list[tuple[InferredSector, ...]]:
        """Return for each organisation at most three sectors, the likeliest first.

        None where a source tells one, and where nothing is said that could tell.
        """
        return [
            tuple(sector for guess in guesses if (sector := _sector(guess)))
            for guesses in self.guesses(organisations)
        ]

    def guesses(self, organisations: Sequence[Organisation]) -> list[list[Guess]]:
        """Return the three likeliest divisions of each organisation, as :meth:`infer` has them."""
        said = [_said(organisation) for organisation in organisations]
        texts = {(one.language, one.text) for several in said for one in several}
        if len(self._known) + len(texts) > _REMEMBERED:
            self._known.clear()
        self._learn(texts - self._known.keys())
        return [_guesses(several, self._known) if several else [] for several in said]

    def _learn(self, texts: set[Said]) -> None:
        """Find out what each text may be about."""
        by_language: dict[str, list[Said]] = defaultdict(list)
        for said in sorted(texts):
            by_language[said[0]].append(said)
        for language, several in by_language.items():
            # A language without titles is compared with the English ones, by meaning.
            known = language if language in LANGUAGES else "en"
            embedded, _ = embed(several, self._cache, self._embedder, Silent())
            meaning = embedded.astype(np.float32) @ self._of_titles(known).T
            likely = scores.likely([text for _, text in several], known, meaning, titles(known))
            rows = zip(likely.divisions, likely.codes, strict=True)
            self._known |= zip(several, rows, strict=True)

    def _of_titles(self, language: str) -> NDArray[np.float32]:
        if language not in self._vectors:
            self._vectors[language] = vectors(self._embedder, self._cache, language)
        return self._vectors[language]


def _said(organisation: Organisation) -> list[Statement]:
    """Return the organisation's own account of what it does."""
    if organisation.sectors:
        return []
    told = statements.of_organisation(organisation)
    return [one for one in told if one.source != "sector" and not says_nothing(one)]


def _guesses(said: Sequence[Statement], rows: Mapping[Said, _Row]) -> list[Guess]:
    weights = np.array([one.weight for one in said], np.float32)
    weights /= weights.sum()
    of_said = [rows[one.language, one.text] for one in said]
    divisions = weights @ np.stack([row[0] for row in of_said])
    known = codes()
    bounds = (*division_bounds(), len(known))
    found = []
    for number in np.argsort(-divisions, kind="stable")[:MOST]:
        begin, end = bounds[number], bounds[number + 1]
        together = weights @ np.stack([row[0][number] * row[1][begin:end] for row in of_said])
        classes = [i for i in range(begin, end) if len(known[i]) == len("25.53")]
        best = max(classes, key=lambda i: together[i - begin])
        probability, of_class = float(divisions[number]), float(together[best - begin])
        found.append(Guess(known[begin], probability, known[best], of_class))
    return found


def _sector(guess: Guess) -> InferredSector | None:
    """Return the class where it is sure enough, else the division, or None where neither is."""
    confidence = calibration.confidence("class", guess.class_probability)
    if confidence >= _CLASS_FROM:
        return InferredSector(code=guess.class_, confidence=confidence)
    confidence = calibration.confidence("division", guess.probability)
    if confidence >= LEAST_CONFIDENCE:
        return InferredSector(code=guess.division, confidence=confidence)
    return None
