"""The small file that says what the columns of a member list mean. Described in docs/sources.md."""

import datetime
from pathlib import Path
from typing import Annotated, Literal

import msgspec

from core.errors import DataError
from core.records import Edition, Kind
from core.strict import parse

Encoding = Literal["utf-8", "cp1250", "cp1252", "iso-8859-1", "iso-8859-2", "iso-8859-15"]

Names = str | list[str] | None
"""A column, or several whose texts are put together."""

LINE_BREAK = "\n"
"""Separates several values in a cell of a spreadsheet."""

Count = Annotated[int, msgspec.Meta(ge=1)]

_LARGEST = 100_000
"""Characters of a mapping. One that names all fields has about 2,000."""


class Columns(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Names of the columns as the list writes them."""

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
    kind: str | None = None
    """What the member is; ``kinds`` says what its values mean."""
    address: Names = None
    """A whole address, or postal code and locality, in one line."""
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
    research_fields: Names = None
    members: Names = None
    """Names of members, where those listed are networks themselves."""
    member_count: str | None = None
    website: str | None = None
    size: str | None = None
    founded: str | None = None
    former_names: Names = None


class Network(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The chamber, association or cluster whose members are listed."""

    name: str
    kind: Kind | None = None
    """What it is, where its name does not tell."""
    id: str | None = None
    ico: str | None = None
    hr: str | None = None
    postal_code: str | None = None
    locality: str | None = None
    website: str | None = None
    member_count: Count | None = None
    """Number of all its members, where the list has not all."""


class Mapping(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How to read a member list."""

    country: Literal["DE", "CZ"]
    language: Literal["de", "cs", "en"]
    """Language of purposes, activities and products."""
    columns: Columns
    edition: Edition | None = None
    """Edition of the codes in the column ``sectors``; must be given where there is one."""
    sheet: str | Count | None = None
    """Name of the sheet or its number from 1; else the first one that can be seen."""
    header_row: Count | None = None
    """Row that names the columns; else the first one that has all of them."""
    delimiter: Literal[",", ";", "\t", "|"] = ";"
    separator: str = "|"
    """Between several values in one cell."""
    encoding: Encoding = "utf-8"
    kind: Kind | None = None
    """What all members are, where neither legal form nor name tells."""
    kinds: dict[str, Kind] = {}
    """What the values of the column ``kind`` mean."""
    network: Network | None = None
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
            "A member list needs a mapping: partnernet data import members LIST --mapping "
            "FILE.yaml; partnernet data mapping LIST proposes one (docs/sources.md)."
        )
    mapping = parse(text_of(path), path.name, Mapping)
    if mapping.columns.sectors and not mapping.edition:
        raise DataError(
            f"{path.name}: edition must say of which classification the codes in the column "
            "sectors are: NACE2.1, NACE2, WZ2025 or WZ2008."
        )
    if not mapping.separator.strip() and mapping.separator != LINE_BREAK:
        raise DataError(
            f"{path.name}: separator must be a sign that no text holds, such as |, or the line "
            'break "\\n".'
        )
    if mapping.columns.kind and not mapping.kinds:
        raise DataError(
            f"{path.name}: kinds must say what the values of the column {mapping.columns.kind} "
            "mean, such as {Forschungsinstitut: institute}."
        )
    return mapping


def text_of(path: Path) -> str:
    """Return the text of a file of settings. Raises DataError where it cannot be read."""
    try:
        with path.open(encoding="utf-8") as file:
            text = file.read(_LARGEST + 1)
    except OSError as error:
        raise DataError(f"The mapping {path} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise DataError(f"The mapping {path.name} must be written in UTF-8.") from error
    if len(text) > _LARGEST:
        raise DataError(f"{path.name} is no mapping: it has more than {_LARGEST} characters.")
    return text


def wanted(columns: Columns) -> list[str]:
    """Return all columns that the mapping names."""
    found: dict[str, None] = {}
    for field in columns.__struct_fields__:
        value = getattr(columns, field) or []
        found.update(dict.fromkeys([value] if isinstance(value, str) else value))
    return list(found)
