"""What the values of a column can be told by, one function for each ``check`` of columns.yaml."""

import re
from collections.abc import Callable, Mapping, Sequence

from core.records import Edition
from indexer.normalise import dates, identifiers
from taxonomy import legalforms, nace, places

EDITIONS: tuple[Edition, ...] = ("WZ2025", "WZ2008", "NACE2.1", "NACE2")

_WEBSITE = re.compile(r"(?:https?://)?(?:[\w-]+\.)+[a-z]{2,24}(?:[/?#]\S*)?", re.IGNORECASE)
_MAIL = re.compile(r"\S@[^\s@]{1,100}\.\w")
_PHONE = re.compile(r"(?:\+|00|\(0|0)[\d\s()/.-]{6,}")
_POSTAL_CODE = re.compile(r"(?:(?:D|DE|CZ)[\s-]?)?(?:\d{5}|\d{3} \d{2}|\d{4})")
_CODE_AND_TOWN = re.compile(r"(?:.*[\s,])?(?:\d{5}|\d{3} \d{2})\s+[^\W\d].*", re.DOTALL)
_HOUSE = re.compile(r"\d{1,4}\s?[a-zA-Z]?(?:\s?[-/]\s?\d{1,5}\s?[a-zA-Z]?)?")
_SIZE = re.compile(
    r"(?:ca\.?|über|unter|bis|přes|do|asi|>|<)?\s*\d[\d .]*(?:\s?[-–+]\s?\d*[\d .]*)?"
)
_REGISTER = re.compile(r"HRA|HRB|GnR|PR|VR|GsR", re.IGNORECASE)
_SEVERAL = re.compile(r"[|;,\n]")
_DOTTED = re.compile(r"\d{2}\.\d{1,2}")
_WORDS = re.compile(r"[^\W\d][^\d@]*")
_LATITUDES, _LONGITUDES = (47.0, 56.0), (5.0, 19.0)
"""From the Alps to the sea and from the Rhine to the Slovak border, in whole degrees."""
_LONGEST_SHORT = 60
"""Characters of a value that may stand in a column of few different ones."""

Check = Callable[[Sequence[str]], float]
"""From the values of a column, none empty, to the share of them that fit, 0 to 1."""


def share(check: str, values: Sequence[str]) -> float | None:
    """Return which share of ``values`` fits a check; None where there is nothing to tell by."""
    function = CHECKS.get(check)
    return None if function is None or not values else function(values)


def personal(values: Sequence[str]) -> bool:
    """Tell whether a column mostly holds mail addresses or telephone numbers."""
    found = [value for value in values if _MAIL.search(value) or _PHONE.fullmatch(value)]
    return 2 * len(found) > len(values)


def edition_shares(values: Sequence[str]) -> Mapping[Edition, float]:
    """Return for each edition which share of the codes in ``values`` it has."""
    codes = [code.strip() for value in values for code in _SEVERAL.split(value) if code.strip()]
    return {
        edition: sum(nace.normalised(code, edition) is not None for code in codes)
        / max(len(codes), 1)
        for edition in EDITIONS
    }


def country_shares(values: Sequence[str]) -> Mapping[str, float]:
    """Return for each country which share of postal codes its tables of the region have."""
    codes = [re.sub(r"\D", "", value).zfill(5) for value in values]
    return {
        country: sum(bool(places.postal_points(country, code)) for code in codes)
        / max(len(codes), 1)
        for country in ("DE", "CZ")
    }


def _each(test: Callable[[str], object]) -> Check:
    return lambda values: sum(bool(test(value)) for value in values) / len(values)


def _legal_form_in(value: str) -> bool:
    return any(legalforms.parse(value, country).code for country in ("DE", "CZ"))


def _sectors(values: Sequence[str]) -> float:
    # A bare number of five digits is rather a postal code; a list of codes writes some with dots.
    if not any(_DOTTED.search(value) for value in values):
        return 0.5 * max(edition_shares(values).values())
    return max(edition_shares(values).values())


def _few(values: Sequence[str]) -> float:
    short = all(len(value) <= _LONGEST_SHORT for value in values)
    return 1.0 if short and 1 < len(set(values)) <= max(len(values) // 3, 2) else 0.0


def _degrees(least: float, most: float) -> Callable[[str], bool]:
    def fits(value: str) -> bool:
        try:
            return least <= float(value.replace(",", ".")) <= most
        except ValueError:
            return False

    return fits


CHECKS: Mapping[str, Check] = {
    "name": _each(lambda value: _WORDS.search(value) and not _MAIL.search(value)),
    "ico": _each(identifiers.ico),
    "hr": _each(identifiers.hr),
    "register": _each(_REGISTER.fullmatch),
    "lei": _each(identifiers.lei),
    "vat": _each(lambda value: identifiers.vat(value)),
    "unique": lambda values: len(set(values)) / len(values),
    "legal_form": _each(_legal_form_in),
    "few": _few,
    "address": _each(_CODE_AND_TOWN.fullmatch),
    "house": _each(_HOUSE.fullmatch),
    "postal_code": _each(_POSTAL_CODE.fullmatch),
    "words": _each(_WORDS.match),
    "digits": _each(lambda value: re.search(r"\d", value)),
    "latitude": _each(_degrees(*_LATITUDES)),
    "longitude": _each(_degrees(*_LONGITUDES)),
    "sectors": _sectors,
    "website": _each(lambda value: _WEBSITE.fullmatch(value) and "@" not in value),
    "size": _each(_SIZE.match),
    "date": _each(dates.day),
}
"""``text`` is none of them: anything may stand there."""


def share_with_form(values: Sequence[str]) -> float:
    """Return which share of names writes a legal form."""
    return _each(_legal_form_in)(values) if values else 0.0
