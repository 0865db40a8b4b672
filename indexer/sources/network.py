"""The chamber, association or cluster of a member list as an organisation of its own."""

from collections.abc import Callable, Sequence

from core.records import Organisation
from indexer.sources import build, ids, marks
from indexer.sources.base import Row, RowRejected
from indexer.sources.mapping import Mapping
from taxonomy import kinds, legalforms


def record(row: Row, mapping: Mapping, names: Callable[[], Sequence[str]]) -> Organisation:
    """Return the network that a mapping names, with the ``names`` of its members.

    It is known by the same ids as a register would give, so that both become one organisation.
    """
    told = mapping.network
    if told is None:
        raise RowRejected("no_name", "The mapping names no network.")
    country = mapping.country
    name = build.required_name(row, told.name, "name of the network")
    form = legalforms.parse(name, country).code
    numbers = (
        *build.identifier(row, "ico", told.ico or ""),
        *build.identifier(row, "hr", told.hr or ""),
    )
    record_id = told.id or ids.record_id(country, numbers, name)
    row.claim(record_id)
    return Organisation(
        id=record_id,
        kind=told.kind or kinds.kind_of(name, form, country),
        language=mapping.language,
        country=country,
        name=name,
        legal_form=form,
        identifiers=numbers,
        place=build.place(
            row,
            build.Seat(
                country=country,
                postal_code=told.postal_code or "",
                locality=told.locality or "",
            ),
        ),
        website=told.website or "",
        members=marks.members(row, names()),
        member_count=told.member_count or 0,
        provenance=row.provenance(record_id, mapping.state),
    )
