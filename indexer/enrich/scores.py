"""How near texts are to the titles of NACE, and how that becomes a share for each division."""

from collections.abc import Sequence

import msgspec
import numpy as np
from numpy.typing import NDArray

from analyzers.stems import stem
from analyzers.terms import find
from analyzers.tokens import tokens
from analyzers.words import stop_words
from indexer.enrich.titles import LANGUAGES, Titles, division_bounds, parts
from taxonomy import nace

WORDS_WEIGHT = 0.6
"""Of the share of rare stems in common, beside the cosine. From 0.4 to 0.8 it is all the same; with
neither, the right division is among three 7 points less often (docs/relevance.md)."""
TERMS_WEIGHT = 0.4
"""Of a glossary term that names a sector. Beyond it, one term decides against a whole sentence."""
TEMPERATURE = 0.1
"""Difference of scores by which one code becomes e times as likely as another: where shares of
probability agree best with the shares that are right, before calibration."""


class Likely(msgspec.Struct, frozen=True):
    """What texts may be about, one row for each of them."""

    divisions: NDArray[np.float32]
    """Probability of each division, shape (texts, divisions)."""
    codes: NDArray[np.float32]
    """Probability of each code of :func:`titles.codes` within its division, (texts, codes)."""


def likely(
    texts: Sequence[str], language: str, meaning: NDArray[np.float32], known: Titles
) -> Likely:
    """Return what ``texts`` in ``language`` may be about.

    ``meaning`` has their cosines with the titles, shape (texts, titles).
    """
    scores = meaning.copy()
    for row, text in enumerate(texts):
        _add_words(scores[row], text, language, known)
        for number in _named(text, language, known):
            scores[row, number] += TERMS_WEIGHT
    bounds = division_bounds()
    best = np.maximum.reduceat(scores, bounds, axis=1)
    widths = np.diff((*bounds, len(known.codes)))
    inside = np.exp((scores - np.repeat(best, widths, axis=1)) / TEMPERATURE)
    inside /= np.repeat(np.add.reduceat(inside, bounds, axis=1), widths, axis=1)
    shares = np.exp((best - best.max(axis=1, keepdims=True)) / TEMPERATURE)
    return Likely(shares / shares.sum(axis=1, keepdims=True), inside)


def _add_words(scores: NDArray[np.float32], text: str, language: str, known: Titles) -> None:
    """Add the geometric mean of the shares of text and title that have stems in common."""
    said = _stems(text, language)
    asked = sum(known.rarity.get(form, known.most) for form in said)
    shared = np.zeros(len(known.codes), np.float32)
    for form in said:
        if form in known.by_stem:
            shared[known.by_stem[form]] += known.rarity[form]
    hit = shared.nonzero()
    shared = shared[hit]
    scores[hit] += WORDS_WEIGHT * shared / np.sqrt(known.weights[hit] * max(asked, 1e-6))


def _stems(text: str, language: str) -> frozenset[str]:
    words = {token.text.lower() for token in tokens(text)} - stop_words(language)
    return frozenset(stem(word, language) for word in words if len(word) > 1) | parts(
        words, language
    )


def _named(text: str, language: str, known: Titles) -> set[int]:
    """Return the numbers of the titles whose code a glossary term in ``text`` has."""
    found = set()
    for hit in find(tokens(text), language, LANGUAGES):
        code = hit.entry.sector
        if nace.exists(code) and code not in known.numbers:
            code = next(iter(nace.children(code)), "")
        if code in known.numbers:
            found.add(known.numbers[code])
    return found
