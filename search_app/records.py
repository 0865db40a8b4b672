"""One organisation or offer as pages and API show it, read from its index document."""

from collections.abc import Mapping
from typing import Any, TypeVar

import msgspec

from core.records import (
    Difference,
    Identifier,
    InferredSector,
    Kind,
    OfferType,
    Place,
    Provenance,
    Related,
    Sector,
    Status,
)
from matching.request import Collection
from search_app.service import searcher, unconfirmed_since

T = TypeVar("T")


class OrganisationRecord(msgspec.Struct, frozen=True, kw_only=True):
    """An organisation with all that its sources tell."""

    id: str
    name: str
    kind: Kind
    language: str
    """Language of its own texts."""
    country: str
    demo: bool
    """True for invented data."""
    date: str | None = None
    """State of its newest source."""
    unconfirmed_since: str | None = None
    """The same where it is more than 24 months ago: the organisation may have changed or ended."""
    status: Status = ""
    legal_form: str = ""
    former_names: tuple[str, ...] = ()
    identifiers: tuple[Identifier, ...] = ()
    place: Place | None = None
    sectors: tuple[Sector, ...] = ()
    """As registered."""
    inferred_sectors: tuple[InferredSector, ...] = ()
    """Read from its texts, only where no source tells a sector."""
    activities: tuple[str, ...] = ()
    purpose: str = ""
    products: tuple[str, ...] = ()
    website: str = ""
    founded: str = ""
    ended: str = ""
    size_class: str = ""
    research_fields: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    member_count: int = 0
    aliases: tuple[str, ...] = ()
    """Ids under which sources know it besides ``id``; their addresses lead here."""
    related: tuple[Related, ...] = ()
    """Organisations of its own that belong to the same group, or bear the same name."""
    differences: tuple[Difference, ...] = ()
    """What sources tell otherwise than the fields above."""
    provenance: tuple[Provenance, ...]
    """Each source row with its date and the fields that it tells as they stand above; no fields
    where it tells all of them."""


class OfferRecord(msgspec.Struct, frozen=True, kw_only=True):
    """An offer, a request or an event with all that its source tells."""

    id: str
    name: str
    """Its title."""
    type: OfferType
    language: str
    country: str
    demo: bool
    date: str | None = None
    text: str = ""
    place: Place | None = None
    sectors: tuple[Sector, ...] = ()
    cpv: tuple[str, ...] = ()
    starts: str = ""
    ends: str = ""
    organisation: str = ""
    """Id of the organisation it belongs to."""
    organisation_name: str = ""
    url: str = ""
    aliases: tuple[str, ...] = ()
    """Ids under which other sources tell the same."""
    provenance: tuple[Provenance, ...]


def organisation(id_: str) -> OrganisationRecord:
    """Return an organisation by its id or an alias; raises NotFound, EngineUnavailable."""
    record = _record("organisations", id_, OrganisationRecord)
    return msgspec.structs.replace(record, unconfirmed_since=unconfirmed_since(record.date))


def offer(id_: str) -> OfferRecord:
    """Return an offer, request or event by its id or alias; raises NotFound, EngineUnavailable."""
    return _record("offers", id_, OfferRecord)


def _record(collection: Collection, id_: str, kind: type[T]) -> T:
    document: Mapping[str, Any] = searcher().get(collection, id_)
    shown = document.get("record", {})
    # What the record has (identifiers, sectors, CPV in full) stands before what is searched.
    return msgspec.convert({**document, **shown}, kind)
