"""Names of coded values in the language of the request. An unknown code is its own name."""

from collections.abc import Callable

from core.confirmation import MONTHS
from search_app.dates import day
from search_app.texts import gettext, locale
from taxonomy import cpv, legalforms, nace, places


def language() -> str:
    """Return the language of the request: de, cs or en."""
    return locale().language


def country(code: str) -> str:
    """Return the country's name, for example Česko."""
    return str(locale().territories.get(code, code))


def language_name(code: str) -> str:
    """Return the name of a language: Tschechisch, němčina."""
    return str(locale().languages.get(code, code))


def sector(code: str) -> str:
    """Return a sector's code with its official title; letters say that they are sections."""
    return f"{code} {sector_title(code)}".rstrip()


def sector_title(code: str, of: str | None = None) -> str:
    """Return a sector's official title in ``of`` or the language of the request, or nothing."""
    return nace.title(code, of or language()) if nace.exists(code) else ""


def cpv_title(code: str) -> str:
    """Return the title of an eight-digit CPV code, or nothing."""
    return cpv.title(code, language()) if cpv.exists(code) else ""


def legal_form_short(code: str) -> str:
    """Return the usual abbreviation of a legal form, or nothing."""
    found = legalforms.get(code)
    return found.abbreviation if found else ""


def concept(key: str) -> str:
    """Return code and title of a concept of the bridge: ``nace:25.53``, ``cpv:44316000``."""
    return f"{key.partition(':')[2]} {concept_title(key)}".rstrip()


def concept_title(key: str) -> str:
    """Return the title of a concept of the bridge, or nothing."""
    scheme, _, code = key.partition(":")
    return cpv_title(code) if scheme == "cpv" else sector_title(code)


def district(code: str) -> str:
    """Return the name of a Landkreis or okres."""
    found = places.district(code)
    return found.titles[language()] if found else code


def region(code: str) -> str:
    """Return the name of a Land or kraj."""
    found = places.region(code)
    return found.titles[language()] if found else code


def legal_form(code: str) -> str:
    """Return the wording of a legal form, or nothing."""
    found = legalforms.get(code)
    return found.titles[language()] if found else ""


def kind(code: str) -> str:
    """Return a kind of organisation in words."""
    return _KINDS[code]() if code in _KINDS else code


def offer_type(code: str) -> str:
    """Return offer, request or event in words."""
    return _TYPES[code]() if code in _TYPES else code


def status(code: str) -> str:
    """Return how an organisation stands in words, or nothing."""
    return _STATUSES[code]() if code in _STATUSES else code


def told(field: str, value: str) -> str:
    """Return what a source tells of ``field``, as one line for a person."""
    make = _TOLD.get(field)
    return (make(value) or value) if make else value


def relation(reason: str, country_code: str) -> str:
    """Return in words why another organisation is shown as related."""
    if reason == "same_name":
        return _SAME_NAME.get(country_code, _SAME_NAME[""])()
    return _RELATIONS[reason]() if reason in _RELATIONS else reason


def confirmed(_value: str) -> str:
    """Return the one value of the filter by confirmation."""
    return gettext("in the last %(months)s months", months=MONTHS)


def scheme(code: str) -> str:
    """Return the name of a kind of official number."""
    return _SCHEMES[code]() if code in _SCHEMES else code


def edition(code: str) -> str:
    """Return the name of a classification's edition."""
    return _EDITIONS.get(code, code)


def facet(name: str) -> str:
    """Return the heading of a facet."""
    return _FACETS[name]() if name in _FACETS else name


def facet_value(name: str, value: str) -> str:
    """Return the name of a value of the facet ``name``."""
    make = _VALUES.get(name)
    return make(value) if make else value


_KINDS: dict[str, Callable[[], str]] = {
    "company": lambda: gettext("Company"),
    "university": lambda: gettext("University"),
    "institute": lambda: gettext("Research institute"),
    "chamber": lambda: gettext("Chamber"),
    "cluster": lambda: gettext("Cluster"),
    "association": lambda: gettext("Association"),
    "public": lambda: gettext("Public body"),
    "other": lambda: gettext("Other"),
}

_STATUSES: dict[str, Callable[[], str]] = {
    "active": lambda: gettext("active"),
    "liquidation": lambda: gettext("in liquidation"),
    "insolvency": lambda: gettext("in insolvency proceedings"),
    "ended": lambda: gettext("ended"),
}

_SAME_NAME: dict[str, Callable[[], str]] = {
    "DE": lambda: gettext("same name in Germany; not the same company"),
    "CZ": lambda: gettext("same name in Czechia; not the same company"),
    "": lambda: gettext("same name in another country; not the same company"),
}

_RELATIONS: dict[str, Callable[[], str]] = {
    "parent": lambda: gettext("parent company, as a source states"),
    "subsidiary": lambda: gettext("subsidiary, as a source states"),
}

_TYPES: dict[str, Callable[[], str]] = {
    "offer": lambda: gettext("Offer"),
    "request": lambda: gettext("Request"),
    "event": lambda: gettext("Event"),
}

_SCHEMES: dict[str, Callable[[], str]] = {
    "ico": lambda: gettext("Czech company number (IČO)"),
    "hr": lambda: gettext("German commercial register"),
    "lei": lambda: gettext("Legal Entity Identifier (LEI)"),
    "vat": lambda: gettext("VAT number"),
    "other": lambda: gettext("Other number"),
}

_EDITIONS = {
    "NACE2.1": "NACE Rev. 2.1",
    "NACE2": "NACE Rev. 2",
    "WZ2025": "WZ 2025",
    "WZ2008": "WZ 2008",
}

_FACETS: dict[str, Callable[[], str]] = {
    "country": lambda: gettext("Country"),
    "district": lambda: gettext("District"),
    "sector": lambda: gettext("Sector"),
    "kind": lambda: gettext("Kind"),
    "status": lambda: gettext("Status"),
    "confirmed": lambda: gettext("Confirmed by a source"),
    "type": lambda: gettext("Type"),
    "language": lambda: gettext("Language"),
}

_VALUES: dict[str, Callable[[str], str]] = {
    "country": country,
    "district": district,
    "sector": sector,
    "kind": kind,
    "status": status,
    "confirmed": confirmed,
    "type": offer_type,
    "language": language_name,
}

_TOLD: dict[str, Callable[[str], str]] = {
    "kind": kind,
    "status": status,
    "legal_form": legal_form,
    "founded": day,
    "ended": day,
}
"""Fields whose values are codes or dates."""
