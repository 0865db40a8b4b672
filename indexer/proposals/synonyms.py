"""What columns of lists are called, from columns.yaml."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import msgspec

from core.errors import DataError
from core.strict import parse
from indexer.proposals.checks import CHECKS
from indexer.sources.mapping import Columns
from taxonomy.folding import fold

NUMBER_OF_HOUSE = "street_number"
"""Stands beside the fields of a mapping: its column is joined to that of the street."""
_FREE = "text"
"""The check of columns in which anything may stand."""
_FILE = Path(__file__).with_name("columns.yaml")


class Field(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A field of a mapping and the columns that may hold it."""

    field: str
    names: tuple[str, ...]
    check: str
    why: str
    alone: bool = False
    """True where values tell it without a known name."""


class _Data(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    fields: tuple[Field, ...]
    persons: tuple[str, ...]


class Known(msgspec.Struct, frozen=True):
    """What is known of columns by their folded names."""

    fields: tuple[Field, ...]
    names: Mapping[str, frozenset[str]]
    """By field the folded names of its columns."""
    persons: frozenset[str]
    all: frozenset[str]
    """All names, also those of persons: what they stand in is a header."""


@cache
def known() -> Known:
    """Return what is known of columns. Raises DataError where the file is wrong."""
    data = parse(_FILE.read_text("utf-8"), _FILE.name, _Data)
    fields = {*Columns.__struct_fields__, NUMBER_OF_HOUSE}
    for one in data.fields:
        if one.field not in fields:
            raise DataError(f"{_FILE.name}: {one.field} is no field of a mapping.")
        if one.check not in CHECKS and one.check != _FREE:
            raise DataError(f"{_FILE.name}: {one.field}: there is no check {one.check}.")
    names = {one.field: frozenset(map(fold, one.names)) for one in data.fields}
    persons = frozenset(map(fold, data.persons))
    return Known(data.fields, names, persons, persons.union(*names.values()))
