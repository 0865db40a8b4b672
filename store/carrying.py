"""The lines in which a store is carried from one database to another, and their values.

JSON lines: a :class:`Head`, then for each table a :class:`Columns` line and its rows as arrays. The
types stand beside the values, so a program reads what an older one wrote without its code.
"""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import msgspec
from sqlalchemy import BigInteger, Boolean, Column, Date, Text
from sqlalchemy.types import TypeEngine

from store.moments import Moment

Value = str | int | bool | None


class Head(msgspec.Struct, frozen=True, kw_only=True):
    """First line."""

    schema: str
    """Version of the tables."""
    revision: int
    """Of :func:`store.revision` at the moment that all lines are of."""


class Columns(msgspec.Struct, frozen=True, kw_only=True):
    """What the rows that follow are."""

    table: str
    columns: dict[str, str]
    """Type by name, in the order of the values."""


_TYPES: dict[str, type[TypeEngine[Any]]] = {
    "moment": Moment,
    "date": Date,
    "boolean": Boolean,
    "integer": BigInteger,
    "text": Text,
}


def type_name(column: Column[Any]) -> str:
    """Return how the type of a column is called; raises TypeError for one without a name here."""
    generic = {"Integer": "integer", "BigInteger": "integer"}
    own = {kind.__name__: name for name, kind in _TYPES.items()}
    try:
        return {**own, **generic}[type(column.type).__name__]
    except KeyError:
        raise TypeError(f"{column} is of a type that no backup knows: {column.type!r}") from None


def type_of(name: str) -> TypeEngine[Any]:
    """Return the type that :func:`type_name` called so; raises KeyError for an unknown one."""
    return _TYPES[name]()


_READ: dict[str, Callable[[Any], Any]] = {
    "moment": datetime.fromisoformat,
    "date": date.fromisoformat,
}


def reader(name: str) -> Callable[[Any], Any]:
    """Return what makes a value of the type ``name`` of one that JSON gave."""
    read = _READ.get(name)
    return (lambda value: value) if read is None else lambda v: None if v is None else read(v)
