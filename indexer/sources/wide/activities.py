"""The activities of RES: of millions of codes those of the subjects that are read."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
import polars as pl

from core.records import Edition
from indexer.sources import tables
from indexer.sources.base import Context, Outcome
from indexer.sources.blocks import Block
from indexer.sources.wide import frames

COLUMNS = ("ICO", "KODCIS", "HODN")
"""Columns of ``res_pf_nace.csv`` that are read."""
EDITIONS: Mapping[str, Edition] = {"80143": "NACE2.1", "80004": "NACE2"}
"""Code lists of the statistical office, the newer first: CZ-NACE 2025 and the one before."""

_EXPECTED = "the CSV of activities of the Czech register RES"
_ICO, _LIST, _CODE = COLUMNS
_KEY, _CELLS = "key", "cells"
_DIGITS = 8


def key(ico: str) -> int:
    """Return what joins both files: the IČO as a number, whether or not it lost its zeros."""
    return int(ico) if ico.isascii() and ico.isdigit() and len(ico) <= _DIGITS else 0


class Activities:
    """Codes by subject and edition, in eight bytes for each code."""

    def __init__(self) -> None:
        self._subjects = np.empty(0, np.uint32)
        """Key of the subject of each code, in ascending order."""
        self._kinds = np.empty(0, np.uint32)
        """Each code by its place among the different ones."""
        self._different: list[tuple[Edition, str]] = []
        self._read: list[pl.DataFrame] = []
        """What was collected and is not yet in order."""

    def collect(self, file: Path, context: Context, subjects: Sequence[int]) -> Iterator[Outcome]:
        """Take the codes of ``subjects``, given by their keys, from a file.

        Yields rejections of rows that are wrong, if they are theirs or do not tell whose they are.
        Raises WrongFile where the file is another one.
        """
        names, blocks = frames.begun(file, _EXPECTED)
        positions = tables.positions(file, names, COLUMNS, _EXPECTED)
        near = _near(positions, pl.Series(subjects, dtype=pl.UInt32))
        for block in blocks:
            frame = frames.frame(block, near)
            self._read.append(_good(frame))
            yield from _rejections(frame, "wrong_columns", context, file)
            if frame.last:
                last = frames.frame(Block(frame.last.number, frame.last.raw + b"\n"), near)
                self._read.append(_good(last))
                yield from _rejections(last, "half_line", context, file)

    def _order(self) -> None:
        table = pl.concat(self._read).sort(_KEY, maintain_order=True)
        written = table.select(pl.concat_str(_LIST, pl.lit(" "), _CODE)).to_series()
        self._subjects = table[_KEY].to_numpy()
        self._kinds = (written.rank("dense") - 1).to_numpy()
        different = (one.split(" ", 1) for one in written.unique().sort())
        self._different = [(EDITIONS[code_list], code) for code_list, code in different]
        self._read.clear()

    def codes(self, subject: int) -> Mapping[Edition, list[str]]:
        """Return the codes of a subject in each edition, in the order of the files.

        To be asked when all files were collected.
        """
        if self._read:
            self._order()
        # Of the type of the array, which would be converted whole otherwise.
        begin, end = self._subjects.searchsorted(np.array([subject, subject + 1], np.uint32))
        found: dict[Edition, list[str]] = {edition: [] for edition in EDITIONS.values()}
        for kind in self._kinds[begin:end].tolist():
            edition, code = self._different[kind]
            found[edition].append(code)
        return found


def _near(positions: Mapping[str, int], wanted: pl.Series) -> frames.Query:
    """Return what selects the rows of ``wanted`` subjects, and those that do not tell whose."""
    ico = frames.cell(positions[_ICO])
    cells = frames.cells({name: positions[name] for name in (_LIST, _CODE)}, positions[""])

    def query(table: pl.LazyFrame) -> pl.LazyFrame:
        keys = ico.cast(pl.UInt32, strict=False).alias(_KEY)
        mine = pl.col(_KEY).is_in(wanted.implode()) | ico.is_null()
        return (
            table.with_columns(keys).filter(mine).with_columns(cells.alias(_CELLS)).unnest(_CELLS)
        )

    return query


def _good(frame: frames.Frame) -> pl.DataFrame:
    wanted = pl.col(_LIST).is_in(list(EDITIONS))
    return frame.table.filter(wanted).select(_KEY, _LIST, _CODE)


def _rejections(
    frame: frames.Frame, reason: str, context: Context, file: Path
) -> Iterator[Outcome]:
    wrong = frame._replace(table=frame.table.filter(pl.col(_CODE).is_null()))
    for line in wrong.found():
        if line.raw.strip():
            yield context.at(file, line.number).rejection(reason, "The row is not complete.")
