"""Searches that could have been saved: the judged keywords, with filters by chance."""

import random
from collections.abc import Sequence
from typing import Any

from evaluation.judged.keywords import keywords
from matching.request import Collection, SearchRequest

_ORGANISATIONS: dict[str, tuple[Any, ...]] = {
    "country": (None, "CZ", "DE"),
    "sector": (None, None, None, "C", "25", "28", "43", "62", "25.5", "10.71"),
    "status": (None, None, None, "active"),
    "kind": (None,) * 7 + ("company",),
    "confirmed": (False,) * 9 + (True,),
    "inferred": (False,) * 9 + (True,),
}
"""Filters with their values; how often none is set stands for how often a person sets it: the
country, which is on every page, for two of three, others for less than half."""
_OFFERS: dict[str, tuple[Any, ...]] = {
    "country": _ORGANISATIONS["country"],
    "type": (None, "offer", "request", "event"),
    "document_language": (None, None, None, "de", "cs"),
}
_FILTERS: dict[Collection, dict[str, tuple[Any, ...]]] = {
    "organisations": _ORGANISATIONS,
    "offers": _OFFERS,
}
_PLACES = ("Chemnitz", "Zwickau", "Ústí nad Labem", "Karlovy Vary", "Liberec", "Plauen")
_NEAR = 0.2
_RADII_KM = (10.0, 30.0, 50.0, 100.0)
_WITHOUT_MEANING = 0.1
_WITHOUT_TEXT = 0.02
"""Share of searches with filters alone, as a network of one trade saves them."""


def made(
    count: int, seed: int, collections: Sequence[Collection] = ("organisations",)
) -> list[SearchRequest]:
    """Return ``count`` searches: the same for the same ``seed``, and fewer are the first of more.

    As there are only some 1,300 judged keywords, many ask the same words with other filters.
    """
    chance = random.Random(seed)
    texts = [(one.text, language) for language in ("de", "cs") for one in keywords(language)]
    return [_one(chance, texts, chance.choice(collections)) for _ in range(count)]


def _one(
    chance: random.Random, texts: Sequence[tuple[str, str]], collection: Collection
) -> SearchRequest:
    text, language = chance.choice(texts)
    values = {name: chance.choice(choices) for name, choices in _FILTERS[collection].items()}
    if chance.random() < _NEAR:
        values |= {"near": chance.choice(_PLACES), "radius_km": chance.choice(_RADII_KM)}
    if chance.random() < _WITHOUT_MEANING:
        values["without"] = ("meaning",)
    if chance.random() < _WITHOUT_TEXT:
        text, values["country"] = "", chance.choice(("CZ", "DE"))
    return SearchRequest(collection=collection, text=text, language=language, **values)
