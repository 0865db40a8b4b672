"""The small file that says what the columns of a member list mean. Described in docs/sources.md."""

import datetime
from pathlib import Path
from typing import Literal

import msgspec

from core.errors import DataError
from core.records import Edition, Kind
from core.strict import parse

Encoding = Literal["utf-8", "cp1250", "cp1252", "iso-8859-1", "iso-8859-2", "iso-8859-15"]

Names = str | list[str] | None
"""A column, or several whose texts are put together."""


class Columns(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Names of the columns as the first line of the list writes them."""

    name: str
    id: str | None = None
    """A number that the list itself gives, for members without a register number."""
    ico: str | None = None
    hr: str | None = None
    """Court, register and number in one column: ``Chemnitz HRB 12345``."""
    hr_court: str | None = None
    hr_register: str | None = None
    hr_number: str | None = None
    lei: str | None = None
    vat: str | None = None
    legal_form: str | None = None
    street: Names = None
    postal_code: str | None = None
    locality: str | None = None
    latitude: str | None = None
    longitude: str | None = None
    sectors: Names = None
    """Activity codes in the edition of ``edition``."""
    activities: Names = None
    purpose: Names = None
    products: Names = None
    website: str | None = None
    size: str | None = None
    founded: str | None = None
    former_names: Names = None


class Mapping(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How to read a member list."""

    country: Literal["DE", "CZ"]
    language: Literal["de", "cs", "en"]
    """Language of purposes, activities and products."""
    columns: Columns
    edition: Edition | None = None
    """Edition of the codes in the column ``sectors``; must be given where there is one."""
    delimiter: Literal[",", ";", "\t", "|"] = ";"
    separator: str = "|"
    """Between several values in one cell."""
    encoding: Encoding = "utf-8"
    kind: Kind | None = None
    """What all members are, where their legal form does not tell."""
    date: datetime.date | None = None
    """State of the list."""

    @property
    def state(self) -> str:
        """State of the list as an ISO date, empty where it is not given."""
        return self.date.isoformat() if self.date else ""


def load(path: Path | None) -> Mapping:
    """Read a mapping file. Raises DataError naming file and key where it is missing or wrong."""
    if path is None:
        raise DataError(
            "A member list needs a mapping: partnernet data import members LIST.csv --mapping "
            "FILE.yaml (docs/sources.md shows one)."
        )
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise DataError(f"The mapping {path} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise DataError(f"The mapping {path.name} must be written in UTF-8.") from error
    mapping = parse(text, path.name, Mapping)
    if mapping.columns.sectors and not mapping.edition:
        raise DataError(
            f"{path.name}: edition must say of which classification the codes in the column "
            "sectors are: NACE2.1, NACE2, WZ2025 or WZ2008."
        )
    if not mapping.separator.strip():
        raise DataError(f"{path.name}: separator must be a sign that no text holds, such as |.")
    return mapping


def wanted(columns: Columns) -> list[str]:
    """Return all columns that the mapping names."""
    found: dict[str, None] = {}
    for field in columns.__struct_fields__:
        value = getattr(columns, field) or []
        found.update(dict.fromkeys([value] if isinstance(value, str) else value))
    return list(found)
