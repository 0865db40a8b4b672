"""A searcher that answers what a test tells it, in the very types of the real one.

For what the real one cannot be made to do at will: names with markup in them, an engine that is
away, a result of a million. What belongs together is tested over the real node in tests/engine.
"""

from collections.abc import Sequence
from typing import Any

import msgspec

from core.errors import EngineUnavailable, NotFound, PartnerNetError
from matching.answer import BridgePart, FacetValue, Match, Reason, SearchAnswer
from matching.request import Collection, SearchRequest

REASONS = (
    Reason(
        code="glossary",
        field="description",
        language="cs",
        terms=("Drehteile",),
        through=("soustružené díly", "soustružené součásti"),
        key="g:drehteile",
    ),
    Reason(code="concept", field="sectors", language="cs", terms=("Drehteile",), key="nace:25.53"),
    Reason(code="meaning", field="meaning", language="cs", cosine=0.871, nearness="very near"),
)
BRIDGE = (
    BridgePart(
        id="g:drehteile",
        kind="glossary",
        query="Drehteile",
        language="cs",
        terms=("soustružené díly", "soustružené součásti"),
    ),
    BridgePart(id="meaning", kind="meaning", query="Drehteile", language="", terms=()),
)


def document(number: int = 1, **changes: Any) -> dict[str, Any]:
    """A document as indexer.documents makes it."""
    provenance = {
        "source": "res",
        "dataset": "res",
        "key": f"2616868{number}",
        "date": "2026-10-31",
        "file": "res_data.csv",
        "line": 17,
    }
    made = {
        "id": f"cz-2616868{number}",
        "kind": "company",
        "language": "cs",
        "country": "CZ",
        "name": f"Soustružna Děčín {number} s.r.o.",
        "legal_form": "cz-112",
        "locality": "Děčín",
        "localities": ["Děčín", "Tetschen"],
        "district": "CZ0421",
        "sectors": ["C", "25", "25.5", "25.53"],
        "sector_codes": ["25.53"],
        "sources": ["res"],
        "date": "2026-10-31",
        "demo": False,
        "record": {
            "activities": ["Obráběčství"],
            "products": ["Soustružené díly z oceli"],
            "identifiers": [{"scheme": "ico", "value": f"2616868{number}"}],
            "place": {"country": "CZ", "postal_code": "40502", "locality": "Děčín"},
            "sectors": [
                {"code": "25.53", "original": "25620", "edition": "NACE2", "inexact": True}
            ],
            "website": "www.example.cz",
            "provenance": [provenance],
        },
    }
    return made | changes


class Scripted:
    """Answers every search with the same documents; keeps what it was asked."""

    def __init__(self) -> None:
        self.asked: list[SearchRequest] = []
        self.documents = [document(number) for number in range(1, 4)]
        self.reasons = REASONS
        self.bridge = BRIDGE
        self.total = 3
        self.failing: PartnerNetError | None = None

    def search(self, request: SearchRequest) -> SearchAnswer:
        if self.failing:
            raise self.failing
        self.asked.append(request.checked())
        return SearchAnswer(
            total=self.total,
            matches=tuple(
                Match(
                    id=one["id"],
                    score=9.1,
                    reasons=self.reasons if request.text else (),
                    missing=("Messing",) if request.text else (),
                    document={"type": "request", **one},
                )
                for one in self.documents
            ),
            facets=self._facets(request),
            bridge=self.bridge if request.text else (),
            language=request.language or "de",
            language_found_out=request.language is None,
            page=request.page,
            size=request.size,
            demo=any(one["demo"] for one in self.documents),
        )

    def fitting(self, request: SearchRequest, id_: str) -> SearchAnswer:
        answer = self.search(request)
        return msgspec.structs.replace(
            answer, matches=tuple(match for match in answer.matches if match.id == id_)
        )

    def among(self, request: SearchRequest, ids: Sequence[str]) -> frozenset[str]:
        if self.failing:
            raise self.failing
        wanted = (one for one in self.documents if one["id"] in ids)
        return frozenset(
            one["id"] for one in wanted if request.type in (None, one.get("type", "request"))
        )

    def get(self, collection: Collection, id_: str) -> dict[str, Any]:
        if self.failing:
            raise self.failing
        found = [one for one in self.documents if id_ in (one["id"], *one.get("aliases", ()))]
        if not found:
            raise NotFound(f"There is no entry {id_!r}.")
        return {"type": "request", **found[0]}

    def _facets(self, request: SearchRequest) -> dict[str, tuple[FacetValue, ...]]:
        shown = {
            "country": ("CZ", "DE"),
            "district": ("CZ0421", "14626"),
            "sector": ("25", "22"),
            "kind": ("company", "institute"),
            "status": ("active", "liquidation"),
            "confirmed": (True,),
        }
        return {
            facet: tuple(
                FacetValue(
                    value="true" if value is True else value,
                    count=1234,
                    selected=getattr(request, facet) == value,
                )
                for value in values
            )
            for facet, values in shown.items()
        }


AWAY = EngineUnavailable("OpenSearch does not answer.")
