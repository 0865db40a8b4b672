"""The register of economic subjects (RES) of the Czech Statistical Office.

``res_data.csv`` has one row for each subject, ``res_pf_nace.csv`` its activities. Both have
millions of rows, nearly all of them outside the region, so a row is decoded only when its okres is
wanted, and activities are kept only for subjects that are taken.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from core.records import Edition, Identifier, Organisation, Place, Sector, Skipped
from indexer.sources import build, lines, tables
from indexer.sources.base import (
    ENDED,
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
from taxonomy import legalforms, sizes

COLUMNS = (
    *("ICO", "OKRESLAU", "DDATVZN", "DDATZAN", "FORMA", "KATPO", "NACE", "NACE2025", "ICZUJ"),
    *("FIRMA", "PSC", "OBEC_TEXT", "COBCE_TEXT", "ULICE_TEXT", "CDOM", "COR", "DATPLAT"),
)
"""Columns of ``res_data.csv`` that are read, as published in 2026."""
ACTIVITY_COLUMNS = ("ICO", "KODCIS", "HODN")
ACTIVITIES = "res_pf_nace.csv"
EDITIONS: Mapping[str, Edition] = {"80143": "NACE2.1", "80004": "NACE2"}
"""Code lists of the statistical office, the newer first: CZ-NACE 2025 and the one before."""

_SKIMMED = ("OKRESLAU", "DDATZAN", "FORMA")
_EXPECTED = "the CSV of the Czech register RES"


@dataclass
class _Activities:
    """Codes of the subjects that are taken, by their key (see :func:`_key`)."""

    wanted: dict[bytes, bytes] = field(default_factory=dict)
    """Keys by the spellings of the IČO that the list of activities may have."""
    codes: dict[Edition, dict[bytes, list[bytes]]] = field(
        default_factory=lambda: {edition: defaultdict(list) for edition in EDITIONS.values()}
    )

    def want(self, ico: bytes) -> None:
        """Keep the codes of a subject, whether or not a spreadsheet took its zeros."""
        key = _key(ico)
        self.wanted[key] = self.wanted[key.zfill(8)] = key


def _complete(files: Sequence[Path]) -> Sequence[Path]:
    """Add the list of activities that lies beside the subjects, where none is given."""
    if any(_is_activities(file) for file in files):
        return list(files)
    beside = sorted({file.with_name(ACTIVITIES) for file in files})
    return [*files, *(file for file in beside if file.is_file() and file not in files)]


def _read(files: Sequence[Path], context: Context) -> Iterator[Outcome]:
    lists = [file for file in files if _is_activities(file)]
    subjects = [file for file in files if file not in lists]
    activities = _Activities()
    if lists:
        for file in subjects:
            _want(file, context, activities)
        yield from each_file(lists, context, lambda file, _: _collect(file, context, activities))
    yield from each_file(subjects, context, lambda file, _: _subjects(file, context, activities))


def _is_activities(file: Path) -> bool:
    try:
        return "KODCIS" in tables.header(next(lines.read(file, _EXPECTED), lines.NO_LINE))
    except WrongFile:
        return False


class _Skimmer:
    """Finds out from the first bytes of a row whether it has to be read.

    Okres, end and legal form stand before any text in quotation marks, so they are found without
    reading the row. Where they do not stand so, the row is read.
    """

    def __init__(self, file: Path, context: Context) -> None:
        self._rows = lines.numbered(file, _EXPECTED)
        first = lines.line(*next(self._rows, (0, b"")))
        self.positions = tables.positions(file, tables.header(first), COLUMNS, _EXPECTED)
        self._last = 1 + max(self.positions[name] for name in _SKIMMED)
        self._context = context
        self._okresy = {b"": True}

    def rows(self) -> Iterator[tuple[int, bytes, Skipped | None]]:
        """Yield number and bytes of each row, and why it is left out, or None."""
        okres, okresy = self.positions["OKRESLAU"], self._okresy
        for number, chunk in self._rows:
            code = _cell(chunk, okres)
            wanted = okresy.get(code)
            if wanted is None:
                wanted = okresy[code] = self._context.border.holds(_plain(code))
            yield number, chunk, self._left_out(chunk) if wanted else OUTSIDE

    def _left_out(self, chunk: bytes) -> Skipped | None:
        cells = chunk.split(b",", self._last)
        if len(cells) <= self._last or b'"' in b"".join(cells[:-1]):
            return None
        if cells[self.positions["DDATZAN"]].strip():
            return ENDED
        form = _plain(cells[self.positions["FORMA"]])
        natural = legalforms.natural_person(f"cz-{form}")
        return NATURAL_PERSON if natural and not self._context.natural_persons else None


def _want(file: Path, context: Context, activities: _Activities) -> None:
    """Note the IČO of every row that is read."""
    try:
        skimmer = _Skimmer(file, context)
        ico = skimmer.positions["ICO"]
        for _, chunk, left_out in skimmer.rows():
            if left_out is None:
                activities.want(_cell(chunk, ico))
    except WrongFile:
        return  # reading the rows themselves will tell


def _collect(file: Path, context: Context, activities: _Activities) -> Iterator[Outcome]:
    expected = "the CSV of activities of the Czech register RES"
    rows = lines.numbered(file, expected)
    names = tables.header(lines.line(*next(rows, (0, b""))))
    positions = tables.positions(file, names, ACTIVITY_COLUMNS, expected)
    ico, kodcis, hodn, width = (positions[name] for name in (*ACTIVITY_COLUMNS, ""))
    lists = {code.encode(): activities.codes[edition] for code, edition in EDITIONS.items()}
    for number, chunk in rows:
        key = activities.wanted.get(_cell(chunk, ico).strip(b'"'))
        if key is None:
            continue
        cells = [cell.strip(b'"\r\n ') for cell in chunk.split(b",")]
        if len(cells) != width:
            reason = "wrong_columns" if chunk.endswith(b"\n") else "half_line"
            yield context.at(file, number).rejection(reason, "The row is not complete.")
        elif cells[kodcis] in lists:
            lists[cells[kodcis]][key].append(cells[hodn])


def _key(ico: bytes) -> bytes:
    """Return what joins both files: the IČO without the zeros that either may have lost."""
    return ico.strip(b'"\r\n ').lstrip(b"0")


def _cell(chunk: bytes, position: int) -> bytes:
    """Return a cell that stands before any text in quotation marks; empty where there is none."""
    cells = chunk.split(b",", position + 1)
    return cells[position] if len(cells) > position else b""


def _plain(cell: bytes) -> str:
    return cell.strip(b'"\r\n ').decode("utf-8", "replace")


def _subjects(file: Path, context: Context, activities: _Activities) -> Iterator[Outcome]:
    skimmer = _Skimmer(file, context)
    for number, chunk, left_out in skimmer.rows():
        if left_out is not None:
            yield left_out
        elif chunk.strip():
            line, at = lines.line(number, chunk), skimmer.positions
            make = partial(_subject, line=line, positions=at, activities=activities)
            yield guarded(context.at(file, number), make)


def _subject(
    row: Row, line: lines.Line, positions: Mapping[str, int], activities: _Activities
) -> Outcome:
    cells = tables.cells(line, positions[""])
    cell = {name: cells[position] for name, position in positions.items() if name}
    natural = legalforms.natural_person(f"cz-{cell['FORMA'].strip()}")
    if cell["DDATZAN"].strip():
        return ENDED
    if natural and not row.context.natural_persons:
        return NATURAL_PERSON
    seat = build.place(row, _seat(cell))
    if build.outside(seat, row.context.border):
        return OUTSIDE
    return _organisation(row, cell, seat, _sectors(row, cell, activities))


def _organisation(
    row: Row, cell: Mapping[str, str], seat: Place, sectors: tuple[Sector, ...]
) -> Organisation:
    ico = build.required_ico(cell["ICO"])
    name = build.required_name(row, cell["FIRMA"])
    form = build.czech_form(row, cell["FORMA"])
    record_id = f"cz-{ico}"
    row.claim(record_id)
    return Organisation(
        id=record_id,
        kind=legalforms.kind(form),
        language="cs",
        country="CZ",
        name=name,
        legal_form=form,
        identifiers=(Identifier("ico", ico),),
        place=seat,
        sectors=sectors,
        founded=build.day(row, cell["DDATVZN"], "foundation"),
        size_class=sizes.employees(cell["KATPO"].strip()),
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


def _sectors(row: Row, cell: Mapping[str, str], activities: _Activities) -> tuple[Sector, ...]:
    """Return the sectors in the newest edition that the row or the list of activities has."""
    key = _key(cell["ICO"].encode())
    columns: Mapping[Edition, str] = {"NACE2.1": cell["NACE2025"], "NACE2": cell["NACE"]}
    for edition in EDITIONS.values():
        others = activities.codes[edition].get(key, ())
        codes = [columns[edition], *(code.decode("ascii", "replace") for code in others)]
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
