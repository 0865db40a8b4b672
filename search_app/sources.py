"""Names of the sources that records come from, in the language of the request."""

from collections.abc import Callable, Iterable

from core.records import Provenance
from search_app.dates import day
from search_app.texts import gettext


def name(code: str) -> str:
    """Return the name of a source; an unknown one is its own name."""
    return _NAMES[code]() if code in _NAMES else code


def short(code: str) -> str:
    """Return the name of a source as a card or a column has room for it."""
    return _SHORT.get(code) or name(code)


def telling(field: str, provenance: Iterable[Provenance]) -> tuple[str, ...]:
    """Return the short names of the sources that tell ``field`` of a record, with their dates."""
    told = (one for one in provenance if not one.fields or field in one.fields)
    return tuple(dict.fromkeys(_as_of(one.source, one.date) for one in told))


def _as_of(code: str, date: str | None) -> str:
    if not date:
        return short(code)
    # A date is never broken over two lines.
    shown = day(date).replace(" ", "\xa0")
    return gettext("%(source)s, as of %(date)s", source=short(code), date=shown)


_NAMES: dict[str, Callable[[], str]] = {
    "res": lambda: gettext("Czech register of economic subjects (ČSÚ RES)"),
    "ares": lambda: gettext("Czech register ARES"),
    "justice": lambda: gettext("Czech public register (justice.cz)"),
    "offeneregister": lambda: gettext("OffeneRegister (from OpenCorporates)"),
    "xjustiz": lambda: gettext("German commercial register (XJustiz)"),
    "gleif": lambda: gettext("Register of legal entity identifiers (GLEIF)"),
    "members": lambda: gettext("Member list"),
    "catalogue": lambda: gettext("Catalogue"),
    "ics": lambda: gettext("Calendar of events"),
    "jsonld": lambda: gettext("Events of a website"),
    "ted-notices": lambda: gettext("European tender notices (TED)"),
}

_SHORT = {
    "res": "ČSÚ RES",
    "ares": "ARES",
    "justice": "justice.cz",
    "offeneregister": "OffeneRegister",
    "xjustiz": "XJustiz",
    "gleif": "GLEIF",
    "ted-notices": "TED",
}
"""Proper names, alike in all languages."""
