"""Things in lists of a given length (itertools has this from Python 3.12 on)."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

T = TypeVar("T")


def batches(things: Iterable[T], size: int) -> Iterator[list[T]]:
    """Yield ``things`` in lists of ``size``, the last one perhaps shorter."""
    every = iter(things)
    while batch := list(islice(every, size)):
        yield batch
