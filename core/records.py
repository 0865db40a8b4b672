"""The frozen types that cross the borders between rooms.

A line of a register becomes an :class:`Organisation` or an :class:`Offer`, or a
:class:`Rejection` that says why it did not. Nothing else passes from a source to the index.
All types are ``msgspec`` structs: compare by value, hash by value, and encode to JSON lines.
"""

from typing import Literal

import msgspec

Country = Literal["DE", "CZ"] | str
"""ISO 3166-1 alpha-2, upper case."""

Language = Literal["de", "cs", "en"] | str
"""ISO 639-1, lower case."""

Kind = Literal[
    "company", "university", "institute", "chamber", "cluster", "association", "public", "other"
]
"""What an organisation is."""

Status = Literal["", "active", "liquidation", "insolvency", "ended"]
"""How an organisation stands; empty where no source tells."""

PUBLIC = "public"
"""Visibility of what everybody may see; ``house:NAME`` is for one house only."""

OfferType = Literal["offer", "request", "event"]

IdentifierScheme = Literal["ico", "hr", "lei", "vat", "other"]
"""``ico`` 8 digits; ``hr`` German register as ``court HRB number``; ``lei`` 20 characters."""

Edition = Literal["NACE2.1", "NACE2", "WZ2025", "WZ2008"]
"""The classification a code was given in. CZ-NACE 2025 is NACE2.1, the older CZ-NACE is NACE2."""

Precision = Literal["address", "postal_code", "municipality", "none"]
"""How exact the coordinates of a place are."""


class Provenance(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Where a record came from: one entry for each source row that went into it."""

    source: str
    """Name of the source: ``res``, ``offeneregister``, ``ares``, ``members`` or ``catalogue``."""
    dataset: str
    """Name of the import the row belongs to, unique within a home folder."""
    key: str
    """The source's own key for the row."""
    date: str | None = None
    """State of the source, ISO date."""
    file: str = ""
    """File name without folder."""
    line: int = 0
    """1-based line, or 0 where a file holds one record."""
    demo: bool = False
    """True for invented data. Every page that shows such a record says so."""
    visibility: str = PUBLIC
    """``public``, or ``house:NAME`` for what only the house that delivered it may see."""
    fields: tuple[str, ...] = ()
    """Fields of the record that this row tells as they are shown, where several rows made it;
    empty where it is the only one."""


class Identifier(msgspec.Struct, frozen=True):
    """An official number, in its normal form."""

    scheme: IdentifierScheme
    value: str


class Sector(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One activity code. ``code`` is NACE Rev. 2.1 with dots (``25.53``), or as far as known."""

    code: str
    original: str
    """The code as the source gave it."""
    edition: Edition
    """Edition of ``original``."""
    primary: bool = False
    inexact: bool = False
    """True where the way from the original edition leads to several codes."""


class InferredSector(msgspec.Struct, frozen=True, kw_only=True):
    """A sector that no register tells: read from what an organisation says it does."""

    code: str
    """NACE Rev. 2.1 with dots."""
    confidence: float
    """Share of such guesses that were right where a register tells too, 0 to 1."""


class Difference(msgspec.Struct, frozen=True, kw_only=True):
    """What a source tells otherwise than the record that is shown."""

    field: str
    """Name of the field of the record: ``name``, ``place``, ``legal_form``, …"""
    value: str
    """What the source tells, in one line: a name, ``Hauptstraße 5, 02763 Zittau``, a code."""
    source: str
    dataset: str
    date: str | None = None
    """State of the source, ISO date."""


class Related(msgspec.Struct, frozen=True, kw_only=True):
    """Another organisation that belongs to the same group, and is one of its own."""

    id: str
    name: str
    country: Country
    reason: Literal["same_name", "parent", "subsidiary"]
    """``same_name``: the same name across the border; the others as a source states them."""


class Place(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Where an organisation sits. All parts but the country may be unknown."""

    country: Country
    street: str = ""
    """Without the number of the house."""
    number: str = ""
    """Number of the house as the country writes it: ``12 a``, ``1134/8``."""
    part: str = ""
    """Part of the municipality: Ortsteil, část obce."""
    postal_code: str = ""
    """Digits only: ``40001``, ``01067``."""
    locality: str = ""
    locality_names: tuple[str, ...] = ()
    """Names of the locality in the other language (Žitava for Zittau)."""
    district: str = ""
    """Code of Landkreis or okres: ``14524``, ``CZ0421``; see taxonomy.places."""
    region: str = ""
    """Code of Land or kraj: ``DED``, ``CZ042``."""
    latitude: float | None = None
    longitude: float | None = None
    precision: Precision = "none"


class Organisation(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A company or institution as one source row tells of it."""

    id: str
    """Stable and safe in a path: ``cz-26168685``, ``de-chemnitz-hrb-12345``, or as imported."""
    kind: Kind = "company"
    language: Language
    country: Country
    name: str
    legal_form: str = ""
    """Code of taxonomy.legalforms (``de-gmbh``, ``cz-112``), empty where unknown."""
    identifiers: tuple[Identifier, ...] = ()
    place: Place
    sectors: tuple[Sector, ...] = ()
    activities: tuple[str, ...] = ()
    """Registered activities, each as its own text."""
    purpose: str = ""
    """The stated purpose or a description, in ``language``."""
    products: tuple[str, ...] = ()
    website: str = ""
    founded: str = ""
    ended: str = ""
    size_class: str = ""
    former_names: tuple[str, ...] = ()
    status: Status = ""
    research_fields: tuple[str, ...] = ()
    """What an institution does research on, each field as its own text."""
    members: tuple[str, ...] = ()
    """Names of organisations that are members of this chamber, association or cluster."""
    member_count: int = 0
    """Number of members as a source states it; 0 where none does."""
    parents: tuple[Identifier, ...] = ()
    """Numbers of the organisations that a source names as owners of this one."""
    inferred_sectors: tuple[InferredSector, ...] = ()
    """Only where no source tells a sector."""
    aliases: tuple[str, ...] = ()
    """Ids of further records that were found to be this organisation."""
    related: tuple[Related, ...] = ()
    differences: tuple[Difference, ...] = ()
    """What sources tell otherwise than the fields above."""
    provenance: tuple[Provenance, ...]


class Offer(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An offer, a request or an event, of an organisation or of none that is known."""

    id: str
    """As imported."""
    type: OfferType
    language: Language
    country: Country
    title: str
    text: str = ""
    place: Place | None = None
    sectors: tuple[Sector, ...] = ()
    cpv: tuple[str, ...] = ()
    """Eight digits without check digit."""
    starts: str = ""
    ends: str = ""
    organisation: str = ""
    """Id of the organisation it belongs to."""
    organisation_name: str = ""
    url: str = ""
    aliases: tuple[str, ...] = ()
    """Ids under which other imports tell the same."""
    provenance: tuple[Provenance, ...]


class Rejection(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A row that was not taken, with its place and its reason. Never holds personal data."""

    source: str
    file: str
    line: int
    reason: str
    """Code such as ``no_name``, ``duplicate_key``, ``bad_encoding``; see docs/sources.md."""
    detail: str
    """One sentence for a person."""


class Skipped(msgspec.Struct, frozen=True, kw_only=True):
    """A row left out on purpose. No error.

    Outside the region; ended or past; a natural person; an event that is called off; an entry that
    its calendar marks as private; an older state of a subject that a newer file tells of.
    """

    reason: Literal[
        "outside_region", "ended", "natural_person", "cancelled", "private", "superseded"
    ]
    count: int = 1
    """Rows; a source of millions tells those that it passes over together."""


Record = Organisation | Offer
