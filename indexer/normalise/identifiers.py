"""Official numbers in their normal form. None means that the number cannot be right."""

import re
import unicodedata

from stdnum import lei as stdnum_lei
from stdnum.cz import dic
from stdnum.eu import vat as eu_vat
from stdnum.exceptions import ValidationError

from core.records import Identifier

_ICO_DIGITS = 8
_LEI_LENGTH = 20
_REGISTER_NUMBER = re.compile(
    r"(?:(?:AG|Amtsgericht)\s+)?(?P<court>.*?)[\s,]*\b(?P<register>HRA|HRB|GnR|VR|PR|GsR)\s*"
    r"(?P<number>\d[\d ]*)\s?(?P<suffix>[A-Z]{1,3})?",
    re.IGNORECASE,
)
_REGISTERS = {one.lower(): one for one in ("HRA", "HRB", "GnR", "VR", "PR", "GsR")}
_GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


def ico(text: str) -> str | None:
    """Return the eight digits of a Czech IČO with lost zeros put back.

    None where it is no number of at most eight digits or its check digit is wrong.
    """
    digits = text.replace(" ", "")
    if not digits.isascii() or not digits.isdigit() or len(digits) > _ICO_DIGITS:
        return None
    padded = digits.zfill(_ICO_DIGITS)
    return padded if int(padded) and padded[7] == dic.calc_check_digit_legal(padded[:7]) else None


def lei(text: str) -> str | None:
    """Return a legal entity identifier of 20 characters, checked by its last two digits."""
    try:
        number = str(stdnum_lei.validate(text))
    except ValidationError:
        return None
    # The library checks the last two digits only, whatever the length.
    return number if len(number) == _LEI_LENGTH else None


def vat(text: str, *, natural_person: bool = False) -> str | None:
    """Return a VAT number with its country. None where it cannot be right.

    A Czech number of nine or ten digits is the birth number of a person and never returned, nor
    is any number of a natural person.
    """
    try:
        number = str(eu_vat.validate(text))
    except ValidationError:
        return None
    birth_number = number.startswith("CZ") and len(number) != len("CZ") + _ICO_DIGITS
    return None if natural_person or birth_number else number


def hr(text: str) -> str | None:
    """Return a German register number as ``court HRB number``: ``Chemnitz HRB 12345``."""
    match = _REGISTER_NUMBER.fullmatch(" ".join(text.split()))
    if not match:
        return None
    number = match["number"].replace(" ", "").lstrip("0")
    parts = (match["court"], _REGISTERS[match["register"].lower()], number, match["suffix"])
    return " ".join(part for part in parts if part) if number else None


def checked(scheme: str, text: str) -> Identifier | None:
    """Return the identifier of a scheme of ``core.records`` in its normal form, or None."""
    match scheme:
        case "ico":
            value = ico(text)
        case "hr":
            value = hr(text)
        case "lei":
            value = lei(text)
        case "vat":
            value = vat(text)
        case "other":
            value = " ".join(text.split()) or None
        case _:
            value = None
    return Identifier(scheme, value) if value else None  # type: ignore[arg-type]


def slug(text: str) -> str:
    """Return ``text`` as a part of an id, safe in a path: muenchen-hrb-1."""
    plain = unicodedata.normalize("NFC", text.casefold()).translate(_GERMAN)
    decomposed = unicodedata.normalize("NFKD", plain)
    letters = "".join(char for char in decomposed if not unicodedata.combining(char))
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-")
