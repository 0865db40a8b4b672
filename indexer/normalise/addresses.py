"""Postal codes, and addresses that stand in one line."""

import re
from typing import NamedTuple

from taxonomy import places

_DIGITS = re.compile(r"(?:(?:D|DE|A|AT|CZ|PL)[\s-]+)?(\d{3}\s?\d{2}|\d{4})", re.IGNORECASE)
_GERMAN = re.compile(r"(?:(?P<street>.+?)[,;]?\s+)?(?P<code>\b\d{4,5})\s+(?P<town>[^\d,;]{2,}.*)")
_CODE = r"(?P<code>\d{3}\s?\d{2})"
_CZECH = (
    # Masarykova 1134/8, 400 01 Ústí nad Labem
    re.compile(rf"(?:(?P<street>.+?),\s*)?{_CODE}\s+(?P<town>[^\d,;][^,;]*)(?:,\s*(?:CZ|Česk.*))?"),
    # Ústí nad Labem, Masarykova 1134/8, PSČ 400 01: as the commercial register wrote it for decades
    re.compile(rf"(?P<town>[^,\d][^,]*?),\s*(?P<street>[^,]*\d[^,]*),?\s*PSČ:?\s*{_CODE}"),
    # Lhota čp. 12, PSČ 400 01
    re.compile(rf"(?P<street>(?P<town>[^,\d]+?)\s+č[^,]*\d[^,]*),?\s*PSČ:?\s*{_CODE}"),
    # Masarykova 1134/8, Ústí nad Labem, 400 01
    re.compile(rf"(?P<street>.+?),\s*(?P<town>[^,\d][^,]*),\s*(?:PSČ:?\s*)?{_CODE}"),
)
# A person's name often stands behind these; the address needs no addressee.
_CARE_OF = re.compile(
    r"(?:^|,)\s*(?:c\s?/\s?o|z\.\s?Hd\.|k\s?rukám|bei)\s+[^,]+,\s*", re.IGNORECASE
)
_LENGTH = 5


class Address(NamedTuple):
    """The parts of an address line; empty where it does not tell."""

    street: str = ""
    postal_code: str = ""
    locality: str = ""


def postal_code(text: str, country: str) -> str | None:
    """Return a postal code as digits; empty for empty, None where it cannot be one.

    German and Czech codes have five digits. ``400 01`` loses its blank; ``1067`` gets its zero
    back, since no Czech code and no shorter German one begins so.
    """
    text = text.strip()
    if country not in ("DE", "CZ"):
        return text
    if not text:
        return ""
    match = _DIGITS.fullmatch(text)
    digits = match[1].replace(" ", "").replace("\u00a0", "") if match else ""
    if len(digits) == _LENGTH:
        return digits
    return digits.zfill(_LENGTH) if digits and country == "DE" else None


def parsed(line: str, country: str) -> Address:
    """Return the parts of ``Hultschiner Straße 8, 81677 München`` or of a Czech line like it.

    An addressee (``c/o``) is left out. Where no postal code is found, the whole line is taken for
    the locality if it names a known place, and is dropped otherwise.
    """
    line = _CARE_OF.sub(", ", line).strip(" ,.;")
    patterns = (_GERMAN,) if country == "DE" else _CZECH
    match = next(filter(None, (pattern.fullmatch(line) for pattern in patterns)), None)
    if match:
        code = postal_code(match["code"], country) or ""
        return Address((match["street"] or "").strip(" ,"), code, _town(match["town"]))
    last = line.rpartition(",")[2].strip()
    for part in (line, last):
        found = places.find(part) if part else None
        if found and found.country == country:
            street = line.rpartition(",")[0].strip() if part == last != line else ""
            return Address(street, "", found.name)
    return Address()


def _town(text: str) -> str:
    """Return the locality, with its part (OT Cotta) but without the country that follows it."""
    return re.split(r"[,;](?!\s*(?:OT|Ortsteil)\b)", text)[0].strip(" .")
