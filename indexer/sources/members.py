"""Member lists of chambers, clusters and networks as CSV, read by a mapping of their columns.

This is where German activities, products and websites come from. Only the columns that the mapping
names are read; there is no place in it for persons to contact.
"""

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from core.records import Identifier, Organisation, Place
from indexer.normalise import identifiers, text
from indexer.sources import build, lines, tables
from indexer.sources.base import (
    NATURAL_PERSON,
    OUTSIDE,
    Context,
    Outcome,
    Row,
    RowRejected,
    Source,
    each_file,
    guarded,
)
from indexer.sources.mapping import Mapping, Names, load, wanted
from taxonomy import legalforms


class _Cells:
    """The cells of one row by the fields that the mapping gives them."""

    def __init__(self, mapping: Mapping, cells: dict[str, str]) -> None:
        self.mapping, self._cells = mapping, cells

    def one(self, field: str) -> str:
        """Return the text of a field; several columns are joined by a blank."""
        return text.clean(" ".join(self._of(getattr(self.mapping.columns, field))))

    def several(self, field: str) -> tuple[str, ...]:
        """Return the values of a field, which stand in several columns or in one cell."""
        cells = self._of(getattr(self.mapping.columns, field))
        values = (value for cell in cells for value in cell.split(self.mapping.separator.strip()))
        return tuple(dict.fromkeys(filter(None, map(text.clean, values))))

    def _of(self, names: Names) -> list[str]:
        given = [names] if isinstance(names, str) else names or []
        return [self._cells[name] for name in given if self._cells[name].strip()]


def _read(files: Sequence[Path], context: Context) -> Iterator[Outcome]:
    mapping = load(context.mapping)
    return each_file(files, context, partial(_members, mapping=mapping))


def _members(file: Path, context: Context, mapping: Mapping) -> Iterator[Outcome]:
    expected = f"a member list with the columns of {context.mapping and context.mapping.name}"
    rows = tables.joined(lines.read(file, expected), mapping.delimiter, mapping.encoding)
    first = next(rows, lines.NO_LINE)
    positions = tables.positions(
        file,
        tables.header(first, mapping.delimiter, mapping.encoding),
        wanted(mapping.columns),
        expected,
    )
    for line in rows:
        if line.raw.strip(b" \t;,|"):
            make = partial(_member, line=line, positions=positions, mapping=mapping)
            yield guarded(context.at(file, line.number), make)


def _member(row: Row, line: lines.Line, positions: dict[str, int], mapping: Mapping) -> Outcome:
    _check_encoding(line, mapping.encoding)
    fields = tables.cells(line, positions[""], mapping.delimiter, mapping.encoding)
    cells = _Cells(mapping, {name: fields[at] for name, at in positions.items() if name})
    name = build.required_name(row, cells.one("name"))
    form = _form(row, cells, name)
    if legalforms.natural_person(form) and not row.context.natural_persons:
        return NATURAL_PERSON
    seat = build.place(row, _seat(row, cells))
    if build.outside(seat, row.context.border):
        return OUTSIDE
    return _organisation(row, cells, name, form, seat)


def _organisation(row: Row, cells: _Cells, name: str, form: str, seat: Place) -> Organisation:
    mapping = cells.mapping
    numbers = _identifiers(row, cells, natural_person=legalforms.natural_person(form))
    record_id = _id(cells, numbers, name, seat)
    row.claim(record_id)
    return Organisation(
        id=record_id,
        kind=mapping.kind or legalforms.kind(form),
        language=mapping.language,
        country=mapping.country,
        name=name,
        legal_form=form,
        identifiers=numbers,
        place=seat,
        sectors=build.sectors(row, cells.several("sectors"), mapping.edition or "NACE2.1"),
        activities=cells.several("activities"),
        purpose=cells.one("purpose"),
        products=cells.several("products"),
        website=cells.one("website"),
        founded=build.day(row, cells.one("founded"), "foundation"),
        size_class=cells.one("size"),
        former_names=cells.several("former_names"),
        provenance=row.provenance(cells.one("id") or record_id, mapping.state),
    )


def _check_encoding(line: lines.Line, encoding: str) -> None:
    """Reject a row in UTF-8 that a one-byte encoding would turn into nonsense."""
    if encoding != "utf-8" and not line.raw.isascii() and _is_utf8(line.raw):
        raise RowRejected("bad_encoding", f"The row is UTF-8, while the mapping says {encoding}.")


def _is_utf8(raw: bytes) -> bool:
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _form(row: Row, cells: _Cells, name: str) -> str:
    """Return the legal form of its own column, else of the name."""
    country, written = cells.mapping.country, cells.one("legal_form")
    code = legalforms.parse(written, country).code if written else ""
    return code or build.named_form(row, name, country)


def _seat(row: Row, cells: _Cells) -> build.Seat:
    return build.Seat(
        country=cells.mapping.country,
        street=cells.one("street"),
        postal_code=cells.one("postal_code"),
        locality=cells.one("locality"),
        latitude=build.number(row, cells.one("latitude")),
        longitude=build.number(row, cells.one("longitude")),
    )


def _identifiers(row: Row, cells: _Cells, *, natural_person: bool) -> tuple[Identifier, ...]:
    parts = (cells.one(field) for field in ("hr_court", "hr_register", "hr_number"))
    written = {
        "ico": cells.one("ico"),
        "hr": cells.one("hr") or (" ".join(parts) if cells.one("hr_number") else ""),
        "lei": cells.one("lei"),
        # The tax number of a person may be a birth number.
        "vat": "" if natural_person else cells.one("vat"),
    }
    return tuple(
        found for scheme, value in written.items() for found in build.identifier(row, scheme, value)
    )


def _id(cells: _Cells, numbers: tuple[Identifier, ...], name: str, seat: Place) -> str:
    """Return the id that a register would give, so that both become one organisation."""
    for number in numbers:
        if number.scheme == "ico":
            return f"cz-{number.value}"
        if number.scheme == "hr":
            return f"de-{identifiers.slug(number.value)}"
    own = cells.one("id") or f"{name} {seat.postal_code}"
    key = identifiers.slug(own)
    if not key:
        raise RowRejected("no_key", "The row has neither a number nor a name to be known by.")
    return f"{cells.mapping.country.lower()}-{key}"


SOURCE = Source(
    name="members",
    title="member list of a chamber or network as CSV, with --mapping FILE.yaml",
    read=_read,
)
