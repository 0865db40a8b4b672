"""Member lists of chambers, clusters and networks, read by a mapping of their columns.

This is where German activities, products and websites come from. Only the columns that the mapping
names are read; there is no place in it for persons to contact.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from core.records import PUBLIC, Identifier, Kind, Organisation, Place
from indexer.normalise import addresses
from indexer.sources import build, headers, ids, list_rows, marks, network
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
from indexer.sources.list_cells import Cells
from indexer.sources.list_rows import ListRow
from indexer.sources.mapping import Mapping, load, wanted
from taxonomy import kinds, legalforms


def _read(files: Sequence[Path], context: Context) -> Iterator[Outcome]:
    mapping = load(context.mapping)
    yield from each_file(files, context, partial(_members, mapping=mapping))
    # The names of members that only a house may see are not shown on the network's own page.
    if mapping.network and context.visibility == PUBLIC:
        names = partial(_names, files, context, mapping)
        yield guarded(
            context.at(files[0], 0), partial(network.record, mapping=mapping, names=names)
        )


def _names(files: Sequence[Path], context: Context, mapping: Mapping) -> list[str]:
    """Return the names of all that were taken, read once more: an import that was interrupted and
    goes on does not make the records again that it had."""
    anew = replace(context, remarks=[], remark_counts=Counter())
    outcomes = each_file(files, anew, partial(_members, mapping=mapping))
    return [one.name for one in outcomes if isinstance(one, Organisation)]


def _members(file: Path, context: Context, mapping: Mapping) -> Iterator[Outcome]:
    rows = list_rows.rows(file, mapping)
    header = headers.found(file.name, rows, wanted(mapping.columns), mapping.header_row)
    name_at = header.positions[mapping.columns.name]
    for several in _together(rows, name_at):
        make = partial(_member, rows=several, header=header, mapping=mapping)
        yield guarded(context.at(file, several[0].number), make)


def _together(rows: Iterator[ListRow], name_at: int) -> Iterator[list[ListRow]]:
    """Yield the rows of each member: several where the cell of its name is merged over them."""
    several: list[ListRow] = []
    for row in rows:
        if several and name_at not in row.continued:
            yield several
            several = []
        several.append(row)
    if several:
        yield several


def _member(row: Row, rows: list[ListRow], header: headers.Header, mapping: Mapping) -> Outcome:
    cells = Cells.of([one.cells(header.width) for one in rows], header.positions, mapping)
    name = build.required_name(row, cells.one("name"))
    form = _form(row, cells, name)
    if legalforms.natural_person(form) and not row.context.natural_persons:
        return NATURAL_PERSON
    seat = build.place(row, _seat(row, cells))
    if build.outside(seat, row.context.border):
        return OUTSIDE
    return _organisation(row, cells, name, form, seat)


def _organisation(row: Row, cells: Cells, name: str, form: str, seat: Place) -> Organisation:
    mapping = cells.mapping
    numbers = _identifiers(row, cells, natural_person=legalforms.natural_person(form))
    record_id = _id(row, cells, numbers, name, seat)
    row.claim(record_id)
    return Organisation(
        id=record_id,
        kind=_kind(row, cells, name, form),
        language=mapping.language,
        country=mapping.country,
        name=name,
        legal_form=form,
        identifiers=numbers,
        place=seat,
        sectors=build.sectors(row, cells.several("sectors"), mapping.edition or "NACE2.1"),
        activities=cells.several("activities"),
        purpose=cells.text("purpose"),
        products=cells.several("products"),
        website=cells.one("website"),
        founded=build.day(row, cells.one("founded"), "foundation"),
        size_class=cells.one("size"),
        former_names=cells.several("former_names"),
        status=legalforms.status(name, mapping.country),
        research_fields=cells.several("research_fields"),
        members=marks.members(row, cells.several("members")),
        member_count=marks.member_count(row, cells.one("member_count")),
        provenance=row.provenance(cells.one("id") or record_id, mapping.state),
    )


def _form(row: Row, cells: Cells, name: str) -> str:
    """Return the legal form of its own column, else of the name."""
    country, written = cells.mapping.country, cells.one("legal_form")
    code = legalforms.parse(written, country).code if written else ""
    return code or build.named_form(row, name, country)


def _kind(row: Row, cells: Cells, name: str, form: str) -> Kind:
    """Return the kind of its own column, else of the whole list, else of name and legal form."""
    mapping, written = cells.mapping, cells.one("kind")
    stated = {headers.key(value): kind for value, kind in mapping.kinds.items()}
    if written and headers.key(written) not in stated:
        row.remark("unknown_kind", "The kind is none of those that kinds of the mapping names.")
    return (
        stated.get(headers.key(written))
        or mapping.kind
        or kinds.kind_of(name, form, mapping.country)
    )


def _seat(row: Row, cells: Cells) -> build.Seat:
    country = cells.mapping.country
    whole = addresses.parsed(cells.one("address"), country)
    return build.Seat(
        country=country,
        street=cells.one("street") or whole.street,
        postal_code=cells.one("postal_code") or whole.postal_code,
        locality=cells.one("locality") or whole.locality,
        latitude=build.number(row, cells.one("latitude")),
        longitude=build.number(row, cells.one("longitude")),
    )


def _identifiers(row: Row, cells: Cells, *, natural_person: bool) -> tuple[Identifier, ...]:
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


def _id(row: Row, cells: Cells, numbers: tuple[Identifier, ...], name: str, seat: Place) -> str:
    """Return the id that a register would give, so that both become one organisation.

    A number of the list's own tells members of this list apart; another list gives it to others.
    """
    number = cells.one("id")
    own = f"{row.context.dataset} {number}" if number else f"{name} {seat.postal_code}"
    record_id = ids.record_id(cells.mapping.country, numbers, own)
    if not record_id:
        raise RowRejected("no_key", "The row has neither a number nor a name to be known by.")
    return record_id


SOURCE = Source(
    name="members",
    title="member list of a chamber or network as CSV or spreadsheet, with --mapping FILE.yaml",
    read=_read,
)
