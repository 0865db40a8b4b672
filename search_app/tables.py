"""Tables that a person sorts; the address holds the order: ``?sort=built``, ``?sort=-built``."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True)
class Column(Generic[T]):
    """A column of a table."""

    title: str
    value: Callable[[T], Any] | None = None
    """What rows are sorted by; None where this column does not sort."""
    number: bool = False


@dataclass(frozen=True)
class Order:
    """By which column rows are sorted."""

    key: str
    descending: bool = False

    def after(self, key: str) -> str:
        """Return what ``sort`` is when the head of the column ``key`` is chosen now."""
        return f"-{key}" if key == self.key and not self.descending else key


def order(columns: Mapping[str, Column[T]], asked: str, usual: Order) -> Order:
    """Return the order that ``asked`` stands for; ``usual`` where no column is named so."""
    key = asked.removeprefix("-")
    if key in columns and columns[key].value:
        return Order(key, descending=asked.startswith("-"))
    return usual


def ordered(rows: Iterable[T], columns: Mapping[str, Column[T]], by: Order) -> list[T]:
    """Return ``rows`` in an order; rows that are equal in it stay as they came."""
    value = columns[by.key].value
    assert value is not None  # order() gives only columns that sort
    return sorted(rows, key=value, reverse=by.descending)
