"""The language that a request is answered in (not the one that is searched in)."""

from babel import Locale
from flask import g, request

from search_app import texts
from search_app.catalogues import LANGUAGES

DEFAULT = "de"
_DECIDED = "answered_in"


def answered_in() -> str:
    """Return de, cs or en.

    A view may have decided (:func:`answer_in`). Pages say it in their path. The API takes ``ui``,
    else what Accept-Language prefers, else the language of the query, else German.
    """
    wishes = (
        g.get(_DECIDED),
        request.path[1:].partition("/")[0],
        request.args.get("ui"),
        request.accept_languages.best_match(LANGUAGES),
        request.args.get("lang"),
    )
    return next((wish for wish in wishes if wish in LANGUAGES), DEFAULT)


def answer_in(language: str) -> None:
    """Answer this request in ``language``, whatever it asks for: its reader is known."""
    setattr(g, _DECIDED, language)
    texts.refresh()


def own_name(language: str) -> str:
    """Return the name of a language in itself: Deutsch, Čeština, English."""
    name = Locale.parse(language).get_language_name(language) or language
    return name[0].upper() + name[1:]
