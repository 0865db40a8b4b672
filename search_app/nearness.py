"""How near in meaning a result is, in words; the number is in the API."""

from search_app.texts import gettext

_VERY_NEAR, _NEAR = 0.5, 0.35
"""Cosines of centred vectors. What belongs by meaning alone begins at 0.22 to 0.33, by direction
(docs/decisions/0008); from 0.35 on all directions are above that, and 0.5 is what texts about the
same thing in one language reach."""


def in_words(cosine: float) -> str:
    """Return a cosine as a phrase."""
    if cosine >= _VERY_NEAR:
        return gettext("very close in meaning")
    if cosine >= _NEAR:
        return gettext("close in meaning")
    return gettext("related in meaning")
