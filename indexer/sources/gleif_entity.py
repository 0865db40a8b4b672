"""What is read of a record of the LEI register, whichever file it came in."""

from typing import NamedTuple


class Address(NamedTuple):
    """An address in the register's words."""

    street: str = ""
    """First line, with the number of the house."""
    town: str = ""
    region: str = ""
    """ISO 3166-2: ``DE-SN``, ``CZ-42``, ``CZ-421``."""
    country: str = ""
    postal_code: str = ""


class Entity(NamedTuple):
    """One legal entity (level 1)."""

    lei: str
    name: str
    former_names: tuple[str, ...]
    legal: Address
    """Where it is registered."""
    headquarters: Address
    authority: str
    """Code of the register that it is in: ``RA000163``."""
    other_authority: str
    """Name of the register where it has no code."""
    number: str
    """Its number there: ``HRB 12345``, an IČO."""
    jurisdiction: str
    category: str
    """``GENERAL``, ``FUND``, ``BRANCH``, ``SOLE_PROPRIETOR``, …"""
    form: str
    """Code of its legal form (ISO 20275)."""
    status: str
    """``ACTIVE`` or ``INACTIVE``."""
    created: str
    registration: str
    """How the LEI stands: ``ISSUED``, ``LAPSED``, ``RETIRED``, ``DUPLICATE``, …"""
    updated: str


FORMER = "PREVIOUS_LEGAL_NAME"
"""Type of another name that the entity had before."""
