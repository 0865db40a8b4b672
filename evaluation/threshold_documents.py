"""Documents that a threshold of meaning is calibrated on: invented firms, in three languages.

Each class of NACE Rev. 2.1 gives two firms. One is registered under it and one to three more
classes of the same division, as many firms are. The other says in its own words what it makes:
terms of a glossary entry of that sector beside the class title. Each firm stands in all
languages with the same codes, so that directions can be compared.
"""

import random
from collections import defaultdict
from collections.abc import Iterator, Sequence

import msgspec
import numpy as np

from analyzers import glossary
from engine.embedding import Embedder
from engine.embedding.base import Vectors
from engine.embedding.centres import centre, centred
from engine.embedding.space import passages
from taxonomy import nace

SEED = 21
_PRIMARY, _OTHER, _PRODUCT = 2.0, 1.0, 3.0
"""Weights of statements as in indexer.statements: primary sector, others, own words together."""
_MOST_OTHERS = 3
_MOST_TERMS = 2


class Firm(msgspec.Struct, frozen=True):
    """Codes of what it does, and statements with their weights in each language."""

    codes: frozenset[str]
    statements: dict[str, tuple[tuple[str, float], ...]]


def firms() -> list[Firm]:
    """Return the invented firms, the same ones each time."""
    chance = random.Random(SEED)
    classes = nace.all_classes()
    by_division: dict[str, list[str]] = defaultdict(list)
    for code in classes:
        by_division[code[:2]].append(code)
    made = [_registered(code, by_division[code[:2]], chance) for code in classes]
    made += list(_own_words(chance))
    return made


def _registered(code: str, division: Sequence[str], chance: random.Random) -> Firm:
    others = [other for other in division if other != code]
    several = chance.sample(others, min(len(others), chance.randint(1, _MOST_OTHERS)))
    weights = {code: _PRIMARY} | {other: _OTHER / len(several) for other in several}
    return Firm(
        frozenset(weights),
        {
            language: tuple((nace.title(c, language), w) for c, w in weights.items())
            for language in nace.LANGUAGES
        },
    )


def _own_words(chance: random.Random) -> Iterator[Firm]:
    by_sector: dict[str, list[glossary.Entry]] = defaultdict(list)
    for entry in glossary.entries():
        by_sector[entry.sector].append(entry)
    for code in nace.all_classes():
        for entry in by_sector[code]:
            statements = {}
            for language in nace.LANGUAGES:
                terms = entry.terms(language)
                said = chance.sample(terms, min(len(terms), _MOST_TERMS))
                statements[language] = (
                    (nace.title(code, language), _PRIMARY),
                    *((term, _PRODUCT / len(said)) for term in said),
                )
            yield Firm(frozenset({code}), statements)


def vectors(made: Sequence[Firm], language: str, embedder: Embedder) -> Vectors:
    """Return the mean vector of each firm in the one space, as told in ``language``: (n, d)."""
    texts = list(dict.fromkeys(text for firm in made for text, _ in firm.statements[language]))
    rows = {text: row for row, text in enumerate(texts)}
    middle = centre(embedder, "passage", language)
    each = passages(embedder, centred(embedder.passages(texts), middle), language).vectors
    means = [
        np.sum([weight * each[rows[text]] for text, weight in firm.statements[language]], axis=0)
        for firm in made
    ]
    units: Vectors = np.stack([mean / np.linalg.norm(mean) for mean in means]).astype(np.float32)
    return units
