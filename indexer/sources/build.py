"""Parts that the records of several sources are made of. What is dropped is remarked."""

import re
from collections.abc import Iterable

import msgspec

from core.records import Edition, Identifier, Organisation, Place, Precision, Sector
from indexer.normalise import addresses, dates, identifiers, localities, streets, text
from indexer.normalise.sectors import converted
from indexer.sources.base import Row, RowRejected
from taxonomy import legalforms, places
from taxonomy.border import Border

_LONGEST_NAME = 1000
_CODE = re.compile(r"[A-Z]?[\d .-]{1,12}")
_LATITUDE, _LONGITUDE = 90.0, 180.0


class Seat(msgspec.Struct, frozen=True, kw_only=True):
    """An address as a source gives it."""

    country: str
    street: str = ""
    """With the number of the house, unless ``number`` tells it."""
    number: str = ""
    postal_code: str = ""
    locality: str = ""
    """With a part of the municipality behind it, unless ``part`` tells it."""
    part: str = ""
    """Part of the municipality."""
    municipality_code: str = ""
    district: str = ""
    region: str = ""
    latitude: float | None = None
    longitude: float | None = None


def required_name(row: Row, value: str, what: str = "name") -> str:
    """Return a clean name or title; a row without one is rejected."""
    name = text.name(value)
    if not name:
        raise RowRejected("no_name", f"The row has no {what}.")
    if len(name) > _LONGEST_NAME:
        row.remark("long_name", f"The {what} was cut to {_LONGEST_NAME} characters.")
    return name[:_LONGEST_NAME]


def required_ico(value: str) -> str:
    """Return the IČO that identifies a row; a row with a wrong one is rejected."""
    ico = identifiers.ico(value)
    if ico is None:
        raise RowRejected("bad_ico", "The IČO is no number of eight digits with its check digit.")
    return ico


def ended(organisation: Organisation, day: str = "") -> Organisation:
    """Return what is kept of an organisation that has ended: who it was, and on which ``day``.

    It is never shown. Another source may not know yet that it ended, so it must be known here.
    """
    return Organisation(
        id=organisation.id,
        kind=organisation.kind,
        language=organisation.language,
        country=organisation.country,
        name=organisation.name,
        legal_form=organisation.legal_form,
        identifiers=organisation.identifiers,
        place=organisation.place,
        ended=day,
        status="ended",
        provenance=organisation.provenance,
    )


def place(row: Row, seat: Seat) -> Place:
    """Return a place with district, region and coordinates as far as they can be known.

    Street and number, locality and part are told apart where the source writes them as one.
    """
    code = addresses.postal_code(seat.postal_code, seat.country)
    if code is None:
        row.remark("bad_postal_code", f"The postal code is none of {seat.country}.")
    street, of_street = _street(seat)
    town, of_town = localities.split(text.clean(seat.locality), seat.country)
    part = text.clean(seat.part) or of_town or of_street
    known = places.locate(seat.country, code or "", town, seat.municipality_code, part)
    given = _coordinates(row, seat)
    precision: Precision = "address" if given else known.precision
    latitude, longitude = given or (known.latitude, known.longitude)
    district = places.district(seat.district) if seat.district else None
    return Place(
        country=seat.country,
        street=street.name,
        number=street.number,
        # Where the part is the town itself (Děčín, Děčín), it tells nothing.
        part="" if part == town else part,
        postal_code=code or "",
        locality=town,
        locality_names=known.names,
        district=seat.district or known.district,
        region=district.region if district else seat.region or known.region,
        latitude=latitude,
        longitude=longitude,
        precision=precision,
    )


def _street(seat: Seat) -> tuple[streets.Street, str]:
    """Return street and number of a seat, and the part of the town that stands beside them."""
    written, number = text.clean(seat.street), text.clean(seat.number)
    if number:
        return streets.Street(written, number), ""
    written, part = localities.quarter(written, seat.country)
    return streets.split(written), part


def _coordinates(row: Row, seat: Seat) -> tuple[float, float] | None:
    if seat.latitude is None and seat.longitude is None:
        return None
    latitude, longitude = seat.latitude, seat.longitude
    if (
        latitude is None
        or longitude is None
        or not (abs(latitude) <= _LATITUDE and abs(longitude) <= _LONGITUDE)
        or (latitude == 0 and longitude == 0)
    ):
        row.remark("bad_coordinates", "The coordinates are not on Earth; those of the place stand.")
        return None
    return latitude, longitude


def outside(place: Place, border: Border) -> bool:
    """Tell whether ``place`` is known to lie outside the region. A place unknown is not outside."""
    if place.country not in border.countries:
        return True
    if place.district:
        return not border.holds(place.district)
    if place.region:
        return not border.holds_region(place.region)
    # The tables hold every postal code of Saxony and of the three Czech regions.
    return bool(place.postal_code) and not places.postal_points(place.country, place.postal_code)


def number(row: Row, value: str) -> float | None:
    """Return a coordinate that is written as text, with a point or a comma."""
    if not value:
        return None
    try:
        return float(value.replace(",", "."))
    except ValueError:
        row.remark("bad_coordinates", "A coordinate is no number.")
        return None


def sectors(
    row: Row, codes: Iterable[str], edition: Edition, *, primary: bool = True
) -> tuple[Sector, ...]:
    """Return activity codes as sectors in NACE Rev. 2.1; the first is the primary one."""
    given = [code for code in codes if code.strip()]
    found, unknown = converted(given, edition, primary=primary)
    for code in unknown:
        row.remark("unknown_sector", f"{shown(code)} is no code of {edition}.")
    return found


def day(row: Row, value: str, what: str) -> str:
    """Return a date in ISO 8601, or empty."""
    read = dates.day(value)
    if read is None:
        row.remark("bad_date", f"The date of {what} is none.")
    return read or ""


def shown(code: str) -> str:
    """Return a code for a person to read. What is none may be personal and is not repeated."""
    return repr(code) if _CODE.fullmatch(code) else "The text"


def czech_form(row: Row, number: str) -> str:
    """Return the code of a Czech legal form by its number, empty for an unknown one."""
    if not number:
        return ""
    code = f"cz-{number}"
    if legalforms.get(code) is None:
        row.remark("unknown_legal_form", f"{shown(number)} is no legal form that is known.")
        return ""
    return code


def named_form(row: Row, name: str, country: str) -> str:
    """Return the code of the legal form that a name ends with, empty for an unknown one."""
    code = legalforms.parse(name, country).code
    if not code:
        row.remark("unknown_legal_form", "The name shows no legal form that is known.")
    return code


def identifier(row: Row, scheme: str, value: str) -> tuple[Identifier, ...]:
    """Return an official number in its normal form, or nothing where it cannot be right."""
    if not value.strip():
        return ()
    checked = identifiers.checked(scheme, value)
    if checked is None:
        row.remark("bad_identifier", f"A number of the kind {scheme[:10]} cannot be right.")
        return ()
    return (checked,)
