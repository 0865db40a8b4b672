"""An organisation from what the Czech public registers tell of a subject."""

from collections.abc import Mapping
from functools import cache

from core.records import Identifier, Organisation, Place, Status
from indexer.normalise import addresses
from indexer.sources import build, standing
from indexer.sources.base import ENDED, NATURAL_PERSON, OUTSIDE, Outcome, Row, RowRejected
from indexer.sources.justice_subject import Address, Subject
from taxonomy import kinds, legalforms, places
from taxonomy.folding import fold

_HOME = frozenset({"", "ceska republika", "cesko"})
"""Names of the country in a seat; most entries of the past have none."""


def outcome(row: Row, subject: Subject, year: str) -> Outcome:
    """Return what becomes of a subject in a file of ``year``. Raises RowRejected."""
    if subject.deleted and not subject.ico:
        return ENDED  # nobody else can know it by a number
    if not _may_be_inside(subject.address):
        return OUTSIDE
    seat = _place(row, subject.address)
    if build.outside(seat, row.context.border):
        return OUTSIDE
    form = _form(row, subject)
    natural = subject.sole_trader or legalforms.natural_person(form)
    if natural and not row.context.natural_persons:
        return NATURAL_PERSON
    taken = _organisation(row, subject, form, seat, year)
    if subject.deleted:
        return build.ended(taken, build.day(row, subject.deleted, "the end"))
    return taken


def _organisation(row: Row, subject: Subject, form: str, seat: Place, year: str) -> Organisation:
    if not subject.ico:
        raise RowRejected("no_key", "The subject has no IČO.")
    ico = build.required_ico(subject.ico)
    name = build.required_name(row, subject.name)
    row.claim(f"cz-{ico}")
    number = subject.file_number
    return Organisation(
        id=f"cz-{ico}",
        kind=kinds.kind_of(name, form, "CZ"),
        language="cs",
        country="CZ",
        name=name,
        legal_form=form,
        identifiers=(
            Identifier("ico", ico),
            # What stands on letters beside the IČO, so people search for it.
            *((Identifier("other", number),) if number else ()),
        ),
        place=seat,
        activities=subject.activities,
        purpose=" ".join(subject.purposes),
        founded=build.day(row, subject.began, "foundation"),
        former_names=subject.former_names,
        status=_status(subject, name),
        provenance=row.provenance(ico, _state(row, subject, year)),
    )


def _form(row: Row, subject: Subject) -> str:
    """Return the legal form by its code, else by its name."""
    number, name = subject.form
    code = build.czech_form(row, number) if number else _forms().get(fold(name), "")
    if code or number or subject.sole_trader:
        return code
    return build.named_form(row, subject.name, "CZ")


@cache
def _forms() -> Mapping[str, str]:
    """Return the codes of Czech legal forms by their folded names."""
    forms = legalforms.forms().values()
    return {fold(form.titles["cs"]): form.code for form in forms if form.country == "CZ"}


def _may_be_inside(address: Address) -> bool:
    """Tell whether a seat is known to lie where the place tables know districts.

    Of all of Czechia only those may pass, and most do not.
    """
    if fold(address.country) not in _HOME:
        return False
    line = addresses.parsed(address.line, "CZ")
    code = addresses.postal_code(address.postal_code or line.postal_code, "CZ") or ""
    town = places.locate("CZ", code, address.town or line.locality)
    return bool(_districts().get(_district(address.district)) or town.district)


def _place(row: Row, address: Address) -> Place:
    """Return the seat."""
    line = addresses.parsed(address.line, "CZ")
    street = address.street or address.part or address.town
    return build.place(
        row,
        build.Seat(
            country="CZ",
            street=street if address.house else address.street or line.street,
            number=address.house,
            postal_code=address.postal_code or line.postal_code,
            locality=address.town or line.locality,
            part=address.part,
            district=_districts().get(_district(address.district), ""),
        ),
    )


@cache
def _districts() -> Mapping[str, str]:
    """Return the codes of Czech districts by their folded names."""
    known = (one for one in places.districts() if one.country == "CZ")
    return {_district(one.titles["cs"]): one.code for one in known}


def _district(name: str) -> str:
    return fold(name).removeprefix("okres ")


def _status(subject: Subject, name: str) -> Status:
    if standing.of_texts(subject.insolvency) == "insolvency":
        return "insolvency"
    told = legalforms.parse(name, "CZ").status
    return told or ("liquidation" if subject.in_liquidation else "active")


def _state(row: Row, subject: Subject, year: str) -> str:
    """Return the day of which the file tells for sure: the last change, or its year's first day."""
    newest = build.day(row, subject.newest, "an entry")
    return max(newest, f"{year}-01-01" if year else "")
