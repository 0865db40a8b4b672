"""From a record to the document that is indexed: exactly the fields of mappings/*.yaml."""

import hashlib
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any, TypeVar

import msgspec

from analyzers.ellipsis import expanded
from core.records import PUBLIC, Offer, Organisation, Place, Provenance, Sector
from indexer.identifiers import spellings
from indexer.statements import LANGUAGES, Statement, titles
from taxonomy import cpv, nace

Document = dict[str, Any]

R = TypeVar("R", Organisation, Offer)


class Audience(msgspec.Struct, frozen=True):
    """Who may see a document."""

    visibility: str = PUBLIC
    houses: tuple[str, ...] = ()
    """Houses that see a version of their own instead of this public one."""

    @property
    def is_public(self) -> bool:
        """True for what everybody may see."""
        return self.visibility == PUBLIC


EVERYBODY = Audience()

_OTHER = "en"
"""Texts in further languages go here: only the exact words count for them."""


def of(
    record: Organisation | Offer, statements: Sequence[Statement], audience: Audience = EVERYBODY
) -> Document:
    """Return the document of ``record``, without its vector.

    ``statements`` are those of :mod:`indexer.statements`.
    """
    if isinstance(record, Organisation):
        return of_organisation(record, statements, audience)
    return of_offer(record, statements, audience)


def of_organisation(
    organisation: Organisation, statements: Sequence[Statement], audience: Audience
) -> Document:
    """Return the document of ``organisation``, without its vector."""
    record = {
        "place": organisation.place,
        "legal_form": organisation.legal_form,
        "identifiers": organisation.identifiers,
        "sectors": organisation.sectors,
        "activities": organisation.activities,
        "purpose": organisation.purpose,
        "products": organisation.products,
        "website": organisation.website,
        "founded": organisation.founded,
        "ended": organisation.ended,
        "size_class": organisation.size_class,
        "status": organisation.status,
        "research_fields": organisation.research_fields,
        "members": organisation.members,
        "member_count": organisation.member_count,
        "inferred_sectors": organisation.inferred_sectors,
        "aliases": organisation.aliases,
        "related": organisation.related,
        "differences": organisation.differences,
    }
    return _finished(
        {
            "id": organisation.id,
            "kind": organisation.kind,
            "language": organisation.language,
            "lane": lane(organisation.language),
            "country": organisation.country,
            "name": organisation.name,
            "former_names": organisation.former_names,
            "aliases": organisation.aliases,
            "legal_form": organisation.legal_form,
            "status": organisation.status,
            "identifiers": spellings(organisation.identifiers),
            "sources": _distinct(source.source for source in organisation.provenance),
            **_place(organisation.place),
            **_sectors(organisation.sectors),
            "inferred_sectors": _levels(tuple([one.code for one in organisation.inferred_sectors])),
            **_texts(statements),
        },
        record,
        statements,
        organisation.provenance,
        audience,
    )


def of_offer(offer: Offer, statements: Sequence[Statement], audience: Audience) -> Document:
    """Return the document of ``offer``, without its vector."""
    record = {
        "place": offer.place,
        "sectors": offer.sectors,
        "cpv": offer.cpv,
        "text": offer.text,
        "organisation_name": offer.organisation_name,
        "url": offer.url,
    }
    return _finished(
        {
            "id": offer.id,
            "type": offer.type,
            "language": offer.language,
            "lane": lane(offer.language),
            "country": offer.country,
            "name": offer.title,
            "aliases": offer.aliases,
            "organisation": offer.organisation,
            "starts": offer.starts,
            "ends": offer.ends,
            "cpv": cpv_prefixes(offer.cpv),
            "sources": _distinct(source.dataset for source in offer.provenance),
            **_place(offer.place),
            **_sectors(offer.sectors),
            **_texts(statements),
        },
        record,
        statements,
        offer.provenance,
        audience,
    )


def lane(language: str) -> str:
    """Return the lane that documents in ``language`` are searched in: de, cs, en for the rest."""
    return language if language in LANGUAGES else _OTHER


def vector_field(language: str) -> str:
    """Return the name of the field that holds the vector of a document in ``language``."""
    return f"vector_{lane(language)}"


def cpv_prefixes(codes: Iterable[str]) -> list[str]:
    """Return the prefixes of ``codes`` that stand for a level of the CPV, without repetition."""
    return _distinct(code[:length] for code in codes for length in cpv.PREFIX_LENGTHS)


def _finished(
    document: Document,
    record: dict[str, Any],
    statements: Sequence[Statement],
    provenance: Sequence[Provenance],
    audience: Audience,
) -> Document:
    """Add what depends on the rest: hashes, date, mark of invented data, the record for display.

    The one hash tells whether a person would see another document, so dates and lines of sources
    are not in it; the digest is of all. The vector follows from the statements and the model.
    """
    record = {key: value for key, value in record.items() if value}
    record["statements"] = [statement.text for statement in statements]
    demo = any(source.demo for source in provenance)
    content = {**{key: value for key, value in document.items() if value}, "demo": demo}
    content["hash"] = _hash((content, record))
    content["date"] = max((source.date for source in provenance if source.date), default=None)
    content["visibility"] = audience.visibility
    if audience.houses:
        content["houses"] = audience.houses
    content["record"] = {**record, "provenance": provenance}
    return {**content, "digest": _hash(content)}


def _hash(content: Any) -> str:
    return hashlib.blake2b(msgspec.json.encode(content), digest_size=16).hexdigest()


def _place(place: Place | None) -> Document:
    if place is None:
        return {}
    known = place.latitude is not None and place.longitude is not None
    return {
        "locality": place.locality,
        "localities": _distinct((place.locality, *place.locality_names)),
        "postal_code": place.postal_code,
        "district": place.district,
        "region": place.region,
        "location": {"lat": place.latitude, "lon": place.longitude} if known else None,
    }


def _sectors(sectors: Sequence[Sector]) -> Document:
    """Return codes and titles of ``sectors``; codes that Rev. 2.1 lacks stay with the record."""
    codes = tuple([sector.code for sector in sectors if nace.exists(sector.code)])
    return {
        "sectors": _levels(codes),
        "sector_codes": _distinct(codes),
        **{f"sector_titles_{la}": _written_out(titles(sectors, la), la) for la in LANGUAGES},
    }


@lru_cache(maxsize=65_536)
def _levels(codes: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(_distinct(level for code in codes for level in nace.levels(code)))


def _texts(statements: Sequence[Statement]) -> Document:
    """Return the statements by language, without official titles, which have their own fields."""
    texts: dict[str, list[str]] = {}
    for statement in statements:
        if statement.source != "sector":
            texts.setdefault(f"text_{lane(statement.language)}", []).append(statement.text)
    return {field: _written_out(said, field.removeprefix("text_")) for field, said in texts.items()}


def _written_out(texts: Sequence[str], language: str) -> list[str]:
    """Return ``texts`` as they are searched: Fräs- und Drehteile are Frästeile too."""
    return [expanded(text) for text in texts] if language == "de" else list(texts)


def _distinct(values: Iterable[str]) -> list[str]:
    return [value for value in dict.fromkeys(values) if value]
