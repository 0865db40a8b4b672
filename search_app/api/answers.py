"""What the API answers. These types make the JSON and its description in OpenAPI alike."""

from collections.abc import Mapping
from typing import Any, Literal

import msgspec

from core.records import Kind, OfferType, Status
from matching.answer import Match, Nearness, Reason, ReasonCode, ReasonField, SearchAnswer
from matching.request import Collection
from search_app import labels, words
from search_app.service import unconfirmed_since


class ReasonOut(msgspec.Struct, frozen=True, kw_only=True):
    """One thing for which a result is here."""

    code: ReasonCode
    field: ReasonField
    """Where in the entry it is."""
    text: str
    """The reason in words, in the language of the answer."""
    language: str
    """Language of the text that matched; empty where there is none."""
    terms: tuple[str, ...]
    """Words of the query that matched."""
    through: tuple[str, ...]
    """Terms of the other language that are there, or the title of the concept in it."""
    key: str
    """Id of the bridge part: g:drehteile, nace:25.53, cpv:44316000."""
    title: str
    """Of a sector or procurement group: its official title in the language of the answer."""
    cosine: float | None
    """Nearness of meaning: about 0 for nothing in common, 1 for the same."""
    nearness: Nearness | None
    """The cosine in words, by how far it is above the least that is needed for its languages."""


class OrganisationItem(msgspec.Struct, frozen=True, kw_only=True):
    """An organisation among the results."""

    id: str
    name: str
    kind: Kind
    language: str
    country: str
    locality: str
    district: str
    sectors: tuple[str, ...]
    """NACE Rev. 2.1 codes as registered."""
    inferred_sectors: tuple[str, ...]
    """NACE Rev. 2.1 codes read from its texts, only where none is registered."""
    status: Status
    date: str | None
    unconfirmed_since: str | None
    """``date`` where it is more than 24 months ago."""
    demo: bool
    score: float
    """Comparable among results in one language only."""
    reasons: tuple[ReasonOut, ...]
    missing: tuple[str, ...]
    """Words of the query that nothing in the entry matched."""


class OfferItem(msgspec.Struct, frozen=True, kw_only=True):
    """An offer, a request or an event among the results."""

    id: str
    name: str
    type: OfferType
    language: str
    country: str
    locality: str
    district: str
    sectors: tuple[str, ...]
    organisation: str
    starts: str | None
    ends: str | None
    date: str | None
    demo: bool
    score: float
    """Comparable among results in one language only."""
    reasons: tuple[ReasonOut, ...]
    missing: tuple[str, ...]
    """Words of the query that nothing in the entry matched."""


class FacetOut(msgspec.Struct, frozen=True, kw_only=True):
    """A value of a facet and how many results a search with it has."""

    value: str
    label: str
    count: int
    selected: bool


class BridgeOut(msgspec.Struct, frozen=True, kw_only=True):
    """A way over the language border; ``without`` with its id switches it off."""

    id: str
    kind: Literal["glossary", "concept", "meaning"]
    query: str
    """The words of the query that led here."""
    language: str
    """Language of the terms."""
    terms: tuple[str, ...]
    active: bool


class _Answer(msgspec.Struct, frozen=True, kw_only=True):
    total: int
    page: int
    size: int
    language: str
    """Language that the query was taken to be in."""
    language_found_out: bool
    demo: bool
    """True where a result of this page holds invented data."""
    centre: tuple[float, float] | None
    """Latitude and longitude that near was taken for."""
    facets: dict[str, tuple[FacetOut, ...]]
    bridge: tuple[BridgeOut, ...]
    """Terms and concepts through which the language was crossed."""


class OrganisationAnswer(_Answer, frozen=True, kw_only=True):
    """A page of organisations."""

    items: tuple[OrganisationItem, ...]


class OfferAnswer(_Answer, frozen=True, kw_only=True):
    """A page of offers, requests and events."""

    items: tuple[OfferItem, ...]


class ErrorBody(msgspec.Struct, frozen=True, kw_only=True):
    """What is wrong."""

    field: str | None
    """The parameter that it belongs to, or null."""
    message: str
    """One sentence."""


class ErrorOut(msgspec.Struct, frozen=True, kw_only=True):
    """The form of all errors."""

    error: ErrorBody


class Health(msgspec.Struct, frozen=True, kw_only=True):
    """A probe's answer."""

    status: str


def organisations(answer: SearchAnswer) -> OrganisationAnswer:
    """Shape a page of organisations."""
    items = tuple(
        OrganisationItem(
            kind=match.document["kind"],
            status=match.document.get("status", ""),
            inferred_sectors=_inferred(match.document.get("record", {})),
            unconfirmed_since=unconfirmed_since(match.document.get("date")),
            **_item(match, answer.language, "organisations"),
        )
        for match in answer.matches
    )
    return OrganisationAnswer(items=items, **_common(answer))


def offers(answer: SearchAnswer) -> OfferAnswer:
    """Shape a page of offers, requests and events."""
    items = tuple(
        OfferItem(
            type=match.document["type"],
            organisation=match.document.get("organisation", ""),
            starts=match.document.get("starts"),
            ends=match.document.get("ends"),
            **_item(match, answer.language, "offers"),
        )
        for match in answer.matches
    )
    return OfferAnswer(items=items, **_common(answer))


def _item(match: Match, query_language: str, collection: Collection) -> dict[str, Any]:
    document = match.document
    return {
        "id": match.id,
        "name": document["name"],
        "language": document["language"],
        "country": document["country"],
        "locality": document.get("locality", ""),
        "district": document.get("district", ""),
        "sectors": tuple(document.get("sector_codes", ())),
        "date": document.get("date"),
        "demo": document.get("demo", False),
        "score": match.score,
        "reasons": tuple(_reason(reason, query_language, collection) for reason in match.reasons),
        "missing": match.missing,
    }


def _inferred(record: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(sector["code"] for sector in record.get("inferred_sectors", ()))


def _reason(reason: Reason, query_language: str, collection: Collection) -> ReasonOut:
    return ReasonOut(
        code=reason.code,
        field=reason.field,
        text=words.as_text(reason, query_language, collection),
        language=reason.language,
        terms=reason.terms,
        through=reason.through,
        key=reason.key,
        title=labels.concept_title(reason.key) if reason.code == "concept" else "",
        cosine=reason.cosine,
        nearness=reason.nearness,
    )


def _common(answer: SearchAnswer) -> dict[str, Any]:
    return {
        "total": answer.total,
        "page": answer.page,
        "size": answer.size,
        "language": answer.language,
        "language_found_out": answer.language_found_out,
        "demo": answer.demo,
        "centre": answer.centre,
        "bridge": tuple(
            BridgeOut(
                id=part.id,
                kind=part.kind,
                query=part.query,
                language=part.language,
                terms=part.terms,
                active=part.active,
            )
            for part in answer.bridge
        ),
        "facets": {
            facet: tuple(
                FacetOut(
                    value=one.value,
                    label=labels.facet_value(facet, one.value),
                    count=one.count,
                    selected=one.selected,
                )
                for one in values
            )
            for facet, values in answer.facets.items()
        },
    }
