"""How sure an inferred sector is, in words."""

import flask_babel

from search_app.texts import gettext

_VERY_LIKELY, _LIKELY = 0.8, 0.5
"""Four of five such guesses are right; and more are right than wrong."""


def in_words(confidence: float) -> str:
    """Return a confidence of 0 to 1 as a word, with the share that it stands for."""
    share = str(flask_babel.format_percent(confidence, "#,##0\xa0%"))
    if confidence >= _VERY_LIKELY:
        return gettext("very likely: %(share)s of such guesses are right", share=share)
    if confidence >= _LIKELY:
        return gettext("likely: %(share)s of such guesses are right", share=share)
    return gettext("possible: %(share)s of such guesses are right", share=share)
