"""Texts and numbers in the language of the request: Flask-Babel, which publishes no types."""

import flask_babel
from babel import Locale


def locale() -> Locale:
    """Return the locale of the request; English outside of one."""
    return flask_babel.get_locale() or Locale("en")


def refresh() -> None:
    """Ask anew for the language of the request, which was decided since."""
    flask_babel.refresh()


def gettext(message: str, **values: object) -> str:
    """Return ``message`` translated, with ``values`` in its named places."""
    return str(flask_babel.gettext(message, **values))


def ngettext(one: str, several: str, number: int) -> str:
    """Return the message for ``number`` things, translated, its named places still open."""
    return str(flask_babel.get_translations().ungettext(one, several, number))


def decimal(number: float, pattern: str | None = None) -> str:
    """Return a number as the language of the request writes it."""
    return str(flask_babel.format_decimal(number, format=pattern))
