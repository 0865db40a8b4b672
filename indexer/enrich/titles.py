"""The official titles of NACE Rev. 2.1 as something that texts can be compared with."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from math import log

import msgspec
import numpy as np
from numpy.typing import NDArray

from analyzers import compounds, overlay
from analyzers.stems import stem
from analyzers.titles import subject
from analyzers.tokens import tokens
from core.progress import Silent
from engine.embedding import Embedder, VectorCache, tidied
from indexer.vectors import embed
from taxonomy import nace

LANGUAGES = ("de", "cs", "en")

_SCALE = 400
"""Vectors are shipped as whole numbers of a 400th, in a byte each: a third of a megabyte less for
each language, and their cosines with texts move by less than 0.005."""
_LARGEST = 127


class Titles(msgspec.Struct, frozen=True):
    """Divisions, groups and classes with their titles in one language."""

    codes: Sequence[str]
    numbers: Mapping[str, int]
    """Place of each code among them."""
    texts: Sequence[str]
    weights: NDArray[np.float32]
    """Sum of the weights of a title's stems, shape (titles,)."""
    by_stem: Mapping[str, NDArray[np.intp]]
    """Numbers of the titles that a stem is in."""
    rarity: Mapping[str, float]
    """Weight of a stem: inverse document frequency."""
    most: float
    """Weight of a stem that no title has."""


@cache
def codes() -> tuple[str, ...]:
    """Return all divisions, groups and classes in order.

    A group of one class has its title and is left out.
    """
    return tuple(_codes())


@cache
def division_bounds() -> tuple[int, ...]:
    """Return where each division begins in :func:`codes`; its groups and classes follow it."""
    return tuple(number for number, code in enumerate(codes()) if len(code) == len("25"))


@overlay.cached(
    "stop_word", "compound_part", "protected_word", maxsize=len(LANGUAGES) * overlay.AT_ONCE
)
def titles(language: str) -> Titles:
    """Return the titles in ``language`` (de, cs or en)."""
    known = codes()
    texts = [tidied(nace.title(code, language)) for code in known]
    said = [_stems(text, language) for text in texts]
    frequency = Counter(form for forms in said for form in forms)
    rarity = {form: log(1 + len(said) / count) for form, count in frequency.items()}
    by_stem: dict[str, list[int]] = defaultdict(list)
    for number, forms in enumerate(said):
        for form in forms:
            by_stem[form].append(number)
    weights = [sum(rarity[form] for form in forms) or 1.0 for forms in said]
    return Titles(
        codes=known,
        numbers={code: number for number, code in enumerate(known)},
        texts=texts,
        weights=np.array(weights, np.float32),
        by_stem={form: np.array(numbers) for form, numbers in by_stem.items()},
        rarity=rarity,
        most=log(1 + len(said)),
    )


def parts(words: Iterable[str], language: str) -> frozenset[str]:
    """Return the stems of the parts of German compounds among ``words``."""
    if language != "de":
        return frozenset()
    return frozenset(stem(part, "de") for word in words for part in compounds.split(word))


def vectors(embedder: Embedder, cache: VectorCache, language: str) -> NDArray[np.float32]:
    """Return the centred vectors of the titles, shape (titles, dimension).

    Shipped for the default model; for any other embedded once in a home.
    """
    file = files("indexer").joinpath("enrich", "data", file_name(embedder.model, language))
    if "/" not in embedder.model and file.is_file():
        with file.open("rb") as stored:
            units: NDArray[np.float32] = np.load(stored).astype(np.float32) / _SCALE
            return units
    return computed(embedder, cache, language)


def computed(embedder: Embedder, cache: VectorCache, language: str) -> NDArray[np.float32]:
    """Return the vectors of the titles from the model itself, by way of the cache."""
    texts = titles(language).texts
    distinct = {text: number for number, text in enumerate(dict.fromkeys(texts))}
    found, _ = embed([(language, text) for text in distinct], cache, embedder, Silent())
    return found.astype(np.float32)[[distinct[text] for text in texts]]


def shipped(vectors: NDArray[np.float32]) -> NDArray[np.int8]:
    """Return vectors as they are shipped."""
    return np.clip(np.rint(vectors * _SCALE), -_LARGEST, _LARGEST).astype(np.int8)


def file_name(model: str, language: str) -> str:
    """Return the name of the file with the shipped vectors of a model."""
    return f"titles_{model}_{language}.npy"


def _codes() -> Iterator[str]:
    for section in nace.sections():
        for division in nace.children(section):
            yield division
            for group in nace.children(division):
                below = nace.children(group)
                yield from below if len(below) == 1 else (group, *below)


def _stems(title: str, language: str) -> frozenset[str]:
    return subject(title, language) | parts((token.text for token in tokens(title)), language)
