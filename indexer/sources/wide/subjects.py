"""The subjects of RES that have to be read."""

from collections.abc import Iterator
from pathlib import Path

import polars as pl

from core.records import Skipped
from indexer.sources import lines, tables
from indexer.sources.base import NATURAL_PERSON, OUTSIDE, Context
from indexer.sources.blocks import Block
from indexer.sources.wide import frames
from taxonomy import legalforms

_OKRES, _FORM, _REASON = "okres", "form", "reason"
_REASONS = (OUTSIDE.reason, NATURAL_PERSON.reason)


class Subjects:
    """Passes over ``res_data.csv``, and tells which rows to read.

    Raises WrongFile where the file is another one.
    """

    def __init__(self, file: Path, context: Context, columns: tuple[str, ...], title: str) -> None:
        names, self._blocks = frames.begun(file, title)
        self.positions = tables.positions(file, names, columns, title)
        self._context = context

    def rows(self) -> Iterator[lines.Line | Skipped]:
        """Yield each row to read, and the number of those left out between them by reason.

        A row whose cells cannot be told without reading it is one to read, also a last one
        without an end.
        """
        for block in self._blocks:
            yield from self._of(block)

    def _of(self, block: Block) -> Iterator[lines.Line | Skipped]:
        frame = frames.frame(block, self._with_okres)
        inside = [code for code in _different(frame.table[_OKRES]) if not self._outside(code)]
        # Most rows are outside, so other cells, and those in quotation marks, are looked for in
        # the rest only.
        near = frame.table.filter(pl.col(_OKRES).is_null() | pl.col(_OKRES).is_in(inside))
        judged = self._judged(near)
        counts = dict(judged[_REASON].drop_nulls().value_counts().iter_rows())
        counts[OUTSIDE.reason] = counts.get(OUTSIDE.reason, 0) + len(frame.table) - len(near)
        for reason in _REASONS:
            if counts.get(reason):
                yield Skipped(reason=reason, count=counts[reason])
        yield from frame._replace(table=judged.filter(pl.col(_REASON).is_null())).found()
        if frame.last:
            yield frame.last

    def _with_okres(self, table: pl.LazyFrame) -> pl.LazyFrame:
        return table.with_columns(frames.plain_cell(self.positions["OKRESLAU"]).alias(_OKRES))

    def _judged(self, near: pl.DataFrame) -> pl.DataFrame:
        near = near.with_columns(
            frames.cell(self.positions["OKRESLAU"]).alias(_OKRES),
            frames.cell(self.positions["FORMA"]).alias(_FORM),
        )
        outside = [code for code in _different(near[_OKRES]) if self._outside(code)]
        persons = [form for form in _different(near[_FORM]) if self._person(form)]
        # Cells that cannot be told are null, and so is a comparison with them.
        return near.with_columns(
            pl.when(pl.col(_OKRES).is_in(outside))
            .then(pl.lit(OUTSIDE.reason))
            .when(pl.col(_FORM).is_in(persons))
            .then(pl.lit(NATURAL_PERSON.reason))
            .alias(_REASON)
        )

    def _outside(self, okres: str) -> bool:
        return bool(okres.strip()) and not self._context.border.holds(okres.strip())

    def _person(self, form: str) -> bool:
        return not self._context.natural_persons and legalforms.natural_person(f"cz-{form}")


def _different(codes: pl.Series) -> list[str]:
    found: list[str] = codes.drop_nulls().unique().to_list()
    return found
