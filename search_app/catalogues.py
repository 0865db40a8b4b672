"""Message catalogues, read from their ``.po`` files once when the service starts.

No compiled file has to be made first, so a fresh clone and an installed package behave alike.
English is the language of the messages themselves and needs no catalogue.
"""

from functools import cache
from importlib import resources
from io import BytesIO

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations
from flask_babel import Domain

from search_app.texts import locale

LANGUAGES = ("de", "cs", "en")
"""Languages of the pages, in the order of the switch."""
TRANSLATED = ("de", "cs")


def catalogue(language: str) -> Catalog:
    """Read the catalogue of one of TRANSLATED."""
    file = resources.files("search_app") / "translations" / language / "LC_MESSAGES" / "messages.po"
    with file.open("rb") as source:
        return read_po(source, locale=language, abort_invalid=True)


@cache
def translations(language: str) -> NullTranslations:
    """Return the messages of ``language``; those of English are the messages themselves."""
    if language not in TRANSLATED:
        return NullTranslations()
    compiled = BytesIO()
    write_mo(compiled, catalogue(language))
    compiled.seek(0)
    return Translations(compiled)


class Catalogues(Domain):  # type: ignore[misc]  # Flask-Babel publishes no types
    """Gives Flask-Babel the catalogues of this package."""

    def get_translations(self) -> NullTranslations:
        """Return the messages of the language that the request is answered in."""
        return translations(locale().language)
