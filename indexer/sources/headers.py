"""Finds the row that names the columns of a list, and where each column stands."""

from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from itertools import islice
from typing import NamedTuple

from indexer.normalise import text
from indexer.sources.base import WrongFile
from indexer.sources.list_rows import ListRow
from taxonomy.folding import fold

SEARCHED = 30
"""Rows among which the names of the columns are looked for: title, date and notes stand above."""
_NEAR = 3
_SHOWN = 40
"""Names of columns that an error shows; a list has fewer, a wrong file may have thousands."""
_LONGEST_NAME = 60


class Header(NamedTuple):
    """Where the columns of a list stand."""

    positions: dict[str, int]
    """By name as the mapping writes it."""
    width: int
    """Number of all columns."""


def found(file: str, rows: Iterator[ListRow], wanted: Sequence[str], given: int | None) -> Header:
    """Read ``rows`` up to the one that names the columns, and return where those wanted stand.

    That is the row of the number ``given``, else the first that has all of them. Raises WrongFile,
    naming the columns that are missing and those that are there, where no row has all of them or
    one of them stands there twice.
    """
    best: Sequence[str] = ()
    for row in islice(rows, None if given else SEARCHED):
        if given and row.number != given:
            continue
        names = [key(name) for name in row.header()]
        missing = [column for column in wanted if key(column) not in names]
        if not missing:
            return _header(file, names, wanted)
        best = max(best, [text.clean(name) for name in row.header()], key=lambda one: (
            _common(one, wanted), len(list(filter(None, one)))
        ))  # fmt: skip
        if given:
            break
    raise WrongFile(_missing(file, best, wanted, given))


def key(name: str) -> str:
    """Return what two spellings of a column's name have in common."""
    return text.clean(name).casefold()


def _common(names: Sequence[str], wanted: Sequence[str]) -> int:
    return len({key(name) for name in names} & {key(column) for column in wanted})


def _header(file: str, names: Sequence[str], wanted: Sequence[str]) -> Header:
    counts = Counter(names)
    twice = [column for column in wanted if counts[key(column)] > 1]
    if twice:
        raise WrongFile(f"{file} has more than one column {twice[0]}; give each its own name.")
    return Header({column: names.index(key(column)) for column in wanted}, len(names))


def _missing(file: str, names: Sequence[str], wanted: Sequence[str], given: int | None) -> str:
    where = f"the cells of row {given}" if given else f"the first {SEARCHED} rows"
    there = [name[:_LONGEST_NAME] for name in names if name]
    if not there:
        return f"{file}: {where} name no columns; check delimiter and encoding of the mapping."
    if not any(key(column) in map(key, there) or _similar(column, there) for column in wanted):
        # Then it is no header but a row, whose cells may name a person.
        return f"{file}: {where} hold none of the columns {', '.join(wanted[:_SHOWN])}."
    missing = [column for column in wanted if key(column) not in map(key, there)]
    near = "; ".join(_nearest(column, there) for column in missing[:_NEAR])
    more = f" and {len(missing) - _NEAR} more" if len(missing) > _NEAR else ""
    if len(missing) > len(wanted) / 2:
        # Then a row may have run into the header.
        return f"{file} has no column {near}{more}; partnernet data mapping proposes what it has."
    shown = ", ".join(there[:_SHOWN]) + (" …" if len(there) > _SHOWN else "")
    return f"{file} has no column {near}{more}. Its columns are: {shown}."


def _nearest(column: str, there: Sequence[str]) -> str:
    near = _similar(column, there)
    return f"{column} (nearest: {near})" if near else column


def _similar(column: str, there: Sequence[str]) -> str:
    """Return the one of ``there`` that ``column`` may be a spelling of, or nothing."""
    folded = {fold(name): name for name in there}
    near = get_close_matches(fold(column), folded, n=1)
    return folded[near[0]] if near else ""
