"""An index of firms of some sectors on both sides, and copies of it with something broken."""

from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from engine import versions
from engine.client import Engine
from mappings import compiled
from taxonomy import nace

CODES = ["72.10", "25.53", "62.10", "43.32", "28.29", "25.51", "62.20", "43.99", "71.12"]
"""The fewest classes that give as many of the sampled keywords something to find as are needed."""
OF_A_CODE = 5
"""Firms of a class on either side."""
MORE = {"25.53": 12}
"""Enough for the golden queries that name it."""
_TELLS = {"DE": ("de", "Werk", "GmbH", "Chemnitz"), "CZ": ("cs", "Závod", "s.r.o.", "Liberec")}

OF_CONTENT = (
    *(
        f"{field}_{language}"
        for field in ("text", "sector_titles", "vector")
        for language in ("de", "cs")
    ),
    "sector_titles_en",
    "concepts",
)
"""Fields that are made of a firm's texts and sectors; its sectors are not among them."""

Document = dict[str, Any]
Change = Callable[[list[Document]], list[Document]]


def lines() -> list[Document]:
    """Return the firms as lines of a catalogue: their texts are the official titles."""
    return [
        {
            "type": "organisation",
            "id": f"{country}-{code}-{number}",
            "language": language,
            "country": country,
            "name": f"{word} {_letters(code, number)} {form}",
            "text": nace.title(code, language),
            "place": place,
            "sectors": [code],
        }
        for country, (language, word, form, place) in _TELLS.items()
        for code in CODES
        for number in range(MORE.get(code, OF_A_CODE))
    ]


def copied(
    engine: Engine,
    live: Mapping[str, str],
    change: Change = lambda documents: documents,
    body: Mapping[str, Any] | None = None,
    **told: Any,
) -> dict[str, str]:
    """Return ``live`` with a copy of its organisations that were put through ``change``.

    The copy is made with ``body`` instead of what is compiled, and tells ``told`` of itself.
    """
    version = live["organisations"]
    about = versions.about(engine, version)
    assert about is not None
    whole = body or compiled("organisations", about.dimension)
    name = versions.create(engine, "organisations", whole, msgspec.structs.replace(about, **told))
    answer = engine.client.search(index=version, body={"size": 1000, "sort": ["id"]})
    documents = change([hit["_source"] for hit in answer["hits"]["hits"]])
    requests = [
        line
        for document in documents
        for line in ({"index": {"_index": name, "_id": document["id"]}}, document)
    ]
    assert not engine.client.bulk(body=requests, params={"refresh": "true"})["errors"]
    return {**live, "organisations": name}


def turned(documents: list[Document], *fields: str) -> list[Document]:
    """Return ``documents``, each with the ``fields`` of one of another sector in its language."""
    found = [dict(document) for document in documents]
    for country in _TELLS:
        of_country = [one for one in found if one["country"] == country]
        before = [dict(one) for one in of_country]
        half = len(before) // 2
        for one, other in zip(of_country, before[half:] + before[:half], strict=True):
            one |= {field: other[field] for field in fields if field in other}
    return found


def _letters(code: str, number: int) -> str:
    """Return a made-up name of which no two are alike: names are no texts."""
    place = CODES.index(code) * 20 + number
    return "".join(
        "bdfgklmnprstvz"[place // 14**power % 14] + "aeiou"[place % 5] for power in range(3)
    ).title()
