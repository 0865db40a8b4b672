"""The golden copy of the LEI register as CSV: legal entities (level 1) and who owns whom (level 2).

Millions of rows of some 300 columns, of which few are of the region. A row is looked at only if
the code of a wanted country stands anywhere in it.
"""

import io
from collections.abc import Collection, Iterator, Mapping
from functools import partial
from itertools import count
from typing import NamedTuple

from indexer.sources import lines, tables
from indexer.sources.base import WrongFile
from indexer.sources.gleif_entity import FORMER, Address, Entity

_FEW = 3
_NAMES = tuple(f"Entity.OtherEntityNames.OtherEntityName.{number}" for number in range(1, 6))
_AUTHORITY = "Entity.RegistrationAuthority"
COLUMNS = (
    *("LEI", "Entity.LegalName", "Entity.EntityCategory", "Entity.EntityStatus"),
    "Entity.LegalJurisdiction",
    *(
        f"Entity.{kind}Address.{part}"
        for kind in ("Legal", "Headquarters")
        for part in ("FirstAddressLine", "City", "Region", "Country", "PostalCode")
    ),
    f"{_AUTHORITY}.RegistrationAuthorityID",
    f"{_AUTHORITY}.RegistrationAuthorityEntityID",
    "Entity.LegalForm.EntityLegalFormCode",
    *("Registration.RegistrationStatus", "Registration.LastUpdateDate"),
)
"""Columns of the level 1 file that must be there (LEI common data format 3.1)."""
_MORE = (
    f"{_AUTHORITY}.OtherRegistrationAuthorityID",
    "Entity.EntityCreationDate",
    *(name + ending for name in _NAMES for ending in ("", ".type")),
)
"""Columns that are read where they are there; older formats lack some."""
_START, _END = "Relationship.StartNode.NodeID", "Relationship.EndNode.NodeID"
_TYPE, _STATUS = "Relationship.RelationshipType", "Relationship.RelationshipStatus"
RELATION_COLUMNS = (_START, _END, _TYPE, _STATUS)
_OWNED = ("IS_DIRECTLY_CONSOLIDATED_BY", "IS_ULTIMATELY_CONSOLIDATED_BY")
"""Relationships that are ownership, the nearer first; others are of funds and branches."""


class Relation(NamedTuple):
    """An owner of an entity, both by LEI."""

    owned: str
    owner: str
    direct: bool


class Table:
    """A CSV file with its first line read. Raises WrongFile where columns are missing."""

    def __init__(
        self, file: io.BufferedReader, name: str, columns: Collection[str], expected: str
    ) -> None:
        self.lines = _lines(file)
        first = next(self.lines, lines.NO_LINE)
        names = tables.header(first)
        missing = [column for column in columns if column not in names]
        if missing:
            few = ", ".join(missing[:_FEW]) + (" …" if len(missing) > _FEW else "")
            raise WrongFile(f"{name} is not {expected}: its first line has no column {few}.")
        self._positions = {column: number for number, column in enumerate(names)}
        self._width = len(names)

    def rows(self) -> Iterator[lines.Line]:
        """Yield the rows; those whose cells hold line breaks come whole."""
        return tables.joined(self.lines, ",", "utf-8")

    def cells(self, line: lines.Line, columns: Collection[str]) -> Mapping[str, str]:
        """Return the cells of a row by column, empty for columns that the file lacks."""
        found = tables.cells(line, self._width)
        at = self._positions
        return {name: found[at[name]].strip() if name in at else "" for name in columns}


def entity(table: Table, line: lines.Line) -> Entity:
    """Return the legal entity of a row. Raises RowRejected."""
    cell = table.cells(line, (*COLUMNS, *_MORE))

    def address(kind: str) -> Address:
        parts = ("FirstAddressLine", "City", "Region", "Country", "PostalCode")
        return Address(*(cell[f"Entity.{kind}Address.{part}"] for part in parts))

    return Entity(
        lei=cell["LEI"],
        name=cell["Entity.LegalName"],
        former_names=tuple(cell[name] for name in _NAMES if cell[f"{name}.type"] == FORMER),
        legal=address("Legal"),
        headquarters=address("Headquarters"),
        authority=cell[f"{_AUTHORITY}.RegistrationAuthorityID"],
        other_authority=cell[f"{_AUTHORITY}.OtherRegistrationAuthorityID"],
        number=cell[f"{_AUTHORITY}.RegistrationAuthorityEntityID"],
        jurisdiction=cell["Entity.LegalJurisdiction"],
        category=cell["Entity.EntityCategory"],
        form=cell["Entity.LegalForm.EntityLegalFormCode"],
        status=cell["Entity.EntityStatus"],
        created=cell["Entity.EntityCreationDate"],
        registration=cell["Registration.RegistrationStatus"],
        updated=cell["Registration.LastUpdateDate"],
    )


def relation(table: Table, line: lines.Line) -> Relation | None:
    """Return who owns whom by a row; None where it is of another kind or no longer true."""
    cell = table.cells(line, RELATION_COLUMNS)
    if cell[_TYPE] not in _OWNED or cell[_STATUS] != "ACTIVE":
        return None
    return Relation(cell[_START], cell[_END], cell[_TYPE] == _OWNED[0])


def _lines(file: io.BufferedReader) -> Iterator[lines.Line]:
    chunks = iter(partial(file.readline, lines.LONGEST_LINE), b"")
    return (lines.line(number, chunk) for number, chunk in zip(count(1), chunks, strict=False))
