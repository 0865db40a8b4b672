"""What every source shares: how it is described, where it reports, how it gives up a row."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import msgspec

from core.errors import DataError
from core.records import PUBLIC, Provenance, Record, Rejection, Skipped
from taxonomy.border import Border

Outcome = Record | Rejection | Skipped
"""What becomes of one row."""

OUTSIDE = Skipped(reason="outside_region")
ENDED = Skipped(reason="ended")
NATURAL_PERSON = Skipped(reason="natural_person")
CANCELLED = Skipped(reason="cancelled")
PRIVATE = Skipped(reason="private")
SUPERSEDED = Skipped(reason="superseded")

BREAKS = frozenset({"wrong_file", "half_line"})
"""Reasons of rejections that tell of a file that is damaged, breaks off or is another one."""

_DONE = OUTSIDE
"""Stands for the outcome of a row that is passed over; it is counted and not looked at."""
_REMARKS_KEPT = 200
"""Remarks of one kind that are kept with their place; further ones are counted only."""


class WrongFile(DataError):
    """A file is not what its name or its format says; the sentence names it and what to do."""


class RowRejected(Exception):
    """A row cannot be taken. Never leaves a source: it becomes a Rejection."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(reason, detail)
        self.reason, self.detail = reason, detail


class Remark(msgspec.Struct, frozen=True, kw_only=True):
    """A row that was taken without a part of it. Never holds personal data."""

    file: str
    line: int
    reason: str
    """Code such as ``unknown_sector``, ``bad_coordinates``; see docs/sources.md."""
    detail: str


def file_name(file: Path) -> str:
    """Return the name of a file without folder, as UTF-8 can write it.

    Archives from Windows leave names in a code page, which Linux keeps as bytes.
    """
    name = file.name
    return name if name.isascii() else name.encode("utf-8", "replace").decode()


@dataclass
class Context:
    """What a source is told, and where it reports what it had to drop from rows that it took."""

    source: str
    dataset: str
    border: Border
    natural_persons: bool = False
    mapping: Path | None = None
    demo: bool = False
    visibility: str = PUBLIC
    today: date = field(default_factory=date.today)
    """Day of the import; events that were over by then are left out."""
    remarks: list[Remark] = field(default_factory=list)
    remark_counts: Counter[str] = field(default_factory=Counter)
    keys: dict[str, str] = field(default_factory=dict)
    """Place of each record taken so far, by its id."""
    replaying: bool = False
    """True while an import that was interrupted passes over the rows it had done: what they are
    made into, remark and claim is known already."""

    def at(self, file: Path, line: int) -> "Row":
        """Return the row at ``line`` of ``file`` (0 where the file is one record)."""
        return Row(self, file_name(file), line)


@dataclass(frozen=True)
class Row:
    """One row of a source: says where it stands when something is wrong with it."""

    context: Context
    file: str
    line: int

    def remark(self, reason: str, detail: str) -> None:
        """Report a part of the row that was dropped."""
        if self.context.replaying:
            return
        counts = self.context.remark_counts
        counts[reason] += 1
        if counts[reason] <= _REMARKS_KEPT:
            self.context.remarks.append(
                Remark(file=self.file, line=self.line, reason=reason, detail=detail)
            )

    def rejection(self, reason: str, detail: str) -> Rejection:
        """Return the rejection of the whole row."""
        return Rejection(
            source=self.context.source,
            file=self.file,
            line=self.line,
            reason=reason,
            detail=detail,
        )

    def provenance(self, key: str, date: str | None) -> tuple[Provenance]:
        """Return where a record made of this row came from; ``date`` is the state of the source."""
        return (
            Provenance(
                source=self.context.source,
                dataset=self.context.dataset,
                key=key,
                date=date or None,
                file=self.file,
                line=self.line,
                demo=self.context.demo,
                visibility=self.context.visibility,
            ),
        )

    def claim(self, record_id: str, among: str = "") -> None:
        """Note that this row gives the record ``record_id``; reject it where another did before.

        ``among`` tells records apart that may have the same id, such as offers and organisations.
        """
        if self.context.replaying:
            return
        key = f"{among} {record_id}"
        before = self.context.keys.setdefault(key, f"{self.file}:{self.line}")
        if before != f"{self.file}:{self.line}":
            raise RowRejected("duplicate_key", f"The same key was already given at {before}.")


@dataclass(frozen=True)
class Source:
    """A format that can be imported. Each module of this package that has a SOURCE is one."""

    name: str
    """Name at the command line."""
    title: str
    """What it is, in a few words for a person."""
    read: Callable[[Sequence[Path], Context], Iterator[Outcome]]
    """Streams what becomes of the rows of all files."""
    attribution: str = ""
    """How the source wants to be named."""
    conditions: str = ""
    """Why an import must name its legal basis, where the register may not be copied freely."""
    whole: bool = False
    """True for a register that is always published whole: a new import replaces the last one."""
    complete: Callable[[Sequence[Path]], Sequence[Path]] = field(default=list)
    """Adds to the given files those that belong to them and lie beside them."""


def each_file(
    files: Sequence[Path], context: Context, read: Callable[[Path, Context], Iterator[Outcome]]
) -> Iterator[Outcome]:
    """Read one file after the other; one that is not what it should be is rejected as a whole."""
    for file in files:
        try:
            yield from read(file, context)
        except WrongFile as error:
            yield context.at(file, 0).rejection("wrong_file", str(error))


def guarded(row: Row, make: Callable[[Row], Outcome]) -> Outcome:
    """Return what ``make`` makes of ``row``; a row that it gives up becomes a rejection.

    ``make`` may change nothing but what ``row`` offers (remarks, claims): an interrupted import
    that goes on passes over the rows that it had done without making them again.
    """
    if row.context.replaying:
        return _DONE
    try:
        return make(row)
    except RowRejected as reason:
        return row.rejection(reason.reason, reason.detail)
