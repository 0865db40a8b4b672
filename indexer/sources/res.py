"""The register of economic subjects (RES) of the Czech Statistical Office.

``res_data.csv`` has one row for each subject, ``res_pf_nace.csv`` its activities. Both have
millions of rows, nearly all of them outside the region, so a row is read only when its okres is
wanted (``wide``), and activities are kept only for subjects that are read.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from core.records import Identifier, Organisation, Place, Sector, Skipped
from indexer.sources import build, lines, tables
from indexer.sources.base import (
    NATURAL_PERSON,
    OUTSIDE,
    Context,
    Outcome,
    Row,
    Source,
    WrongFile,
    each_file,
    guarded,
)
from taxonomy import kinds, legalforms, sizes

if TYPE_CHECKING:
    from indexer.sources.wide.activities import Activities

COLUMNS = (
    *("ICO", "OKRESLAU", "DDATVZN", "DDATZAN", "FORMA", "KATPO", "NACE", "NACE2025", "ICZUJ"),
    *("FIRMA", "PSC", "OBEC_TEXT", "COBCE_TEXT", "ULICE_TEXT", "CDOM", "COR", "DATPLAT"),
)
"""Columns of ``res_data.csv`` that are read, as published in 2026."""
ACTIVITIES = "res_pf_nace.csv"

EXPECTED = "the CSV of the Czech register RES"
"""What messages say that a file should have been."""


def _complete(files: Sequence[Path]) -> Sequence[Path]:
    """Add the list of activities that lies beside the subjects, where none is given."""
    if any(_is_activities(file) for file in files):
        return list(files)
    beside = sorted({file.with_name(ACTIVITIES) for file in files})
    return [*files, *(file for file in beside if file.is_file() and file not in files)]


def _read(files: Sequence[Path], context: Context) -> Iterator[Outcome]:
    # Not with the module: polars takes 50 MB, and all sources are loaded to list them.
    from indexer.sources.wide.activities import Activities

    lists = [file for file in files if _is_activities(file)]
    subjects = [file for file in files if file not in lists]
    activities = Activities()
    if lists:
        keys = [key for file in subjects for key in _keys(file, context)]
        collect = partial(activities.collect, subjects=keys)
        yield from each_file(lists, context, collect)
    yield from each_file(subjects, context, partial(_subjects, activities=activities))


def _is_activities(file: Path) -> bool:
    try:
        return "KODCIS" in tables.header(next(lines.read(file, EXPECTED), lines.NO_LINE))
    except WrongFile:
        return False


def _keys(file: Path, context: Context) -> Iterator[int]:
    """Yield the key of every subject that will be read."""
    from indexer.sources.wide.activities import key
    from indexer.sources.wide.subjects import Subjects

    try:
        subjects = Subjects(file, context, COLUMNS, EXPECTED)
        ico = subjects.positions["ICO"]
        for row in subjects.rows():
            if not isinstance(row, Skipped):
                cells = row.raw.split(b",", ico + 1)
                if len(cells) > ico:
                    yield key(cells[ico].strip(b'" ').decode("ascii", "replace"))
    except WrongFile:
        return  # reading the rows themselves will tell


def _subjects(file: Path, context: Context, activities: "Activities") -> Iterator[Outcome]:
    from indexer.sources.wide.subjects import Subjects

    subjects = Subjects(file, context, COLUMNS, EXPECTED)
    for row in subjects.rows():
        if isinstance(row, Skipped):
            yield row
        elif row.raw.strip():
            make = partial(_subject, line=row, positions=subjects.positions, activities=activities)
            yield guarded(context.at(file, row.number), make)


def _subject(
    row: Row, line: lines.Line, positions: Mapping[str, int], activities: "Activities"
) -> Outcome:
    cells = tables.cells(line, positions[""])
    cell = {name: cells[position] for name, position in positions.items() if name}
    natural = legalforms.natural_person(f"cz-{cell['FORMA'].strip()}")
    if natural and not row.context.natural_persons:
        return NATURAL_PERSON
    seat = build.place(row, _seat(cell))
    if build.outside(seat, row.context.border):
        return OUTSIDE
    if cell["DDATZAN"].strip():
        return build.ended(
            _organisation(row, cell, seat), build.day(row, cell["DDATZAN"], "the end")
        )
    return _organisation(row, cell, seat, _sectors(row, cell, activities))


def _organisation(
    row: Row, cell: Mapping[str, str], seat: Place, sectors: tuple[Sector, ...] = ()
) -> Organisation:
    ico = build.required_ico(cell["ICO"])
    name = build.required_name(row, cell["FIRMA"])
    form = build.czech_form(row, cell["FORMA"])
    record_id = f"cz-{ico}"
    row.claim(record_id)
    return Organisation(
        id=record_id,
        kind=kinds.kind_of(name, form, "CZ"),
        language="cs",
        country="CZ",
        name=name,
        legal_form=form,
        identifiers=(Identifier("ico", ico),),
        place=seat,
        sectors=sectors,
        founded=build.day(row, cell["DDATVZN"], "foundation"),
        size_class=sizes.employees(cell["KATPO"].strip()),
        status=legalforms.status(name, "CZ") or "active",
        provenance=row.provenance(cell["ICO"], build.day(row, cell["DATPLAT"], "the state")),
    )


def _seat(cell: Mapping[str, str]) -> build.Seat:
    number = "/".join(part for part in (cell["CDOM"].strip(), cell["COR"].strip()) if part)
    street = cell["ULICE_TEXT"].strip() or cell["COBCE_TEXT"].strip()
    return build.Seat(
        country="CZ",
        street=street if number else cell["ULICE_TEXT"],
        number=number,
        postal_code=cell["PSC"],
        locality=cell["OBEC_TEXT"],
        part=cell["COBCE_TEXT"],
        municipality_code=cell["ICZUJ"].strip(),
        district=cell["OKRESLAU"].strip(),
    )


def _sectors(row: Row, cell: Mapping[str, str], activities: "Activities") -> tuple[Sector, ...]:
    """Return the sectors in the newest edition that the row or the list of activities has."""
    from indexer.sources.wide.activities import key

    columns: Mapping[str, str] = {"NACE2.1": cell["NACE2025"], "NACE2": cell["NACE"]}
    for edition, others in activities.codes(key(cell["ICO"].strip())).items():
        codes = [columns[edition], *others]
        if any(code.strip() for code in codes):
            return build.sectors(row, codes, edition)
    return ()


SOURCE = Source(
    name="res",
    title="Czech register of economic subjects: res_data.csv, with res_pf_nace.csv beside it",
    read=_read,
    attribution="Český statistický úřad, Registr ekonomických subjektů, CC BY 4.0",
    whole=True,
    complete=_complete,
)
