"""What an official title is about: its words without those that every title has."""

import re

from analyzers.stems import stem
from analyzers.tokens import tokens
from analyzers.words import role_words, stop_words

_FILLERS = re.compile(
    r"\b(a\. ?n\. ?g\.|j\. ?n\.|n\. ?e\. ?c\.|u\. ?Ä\.|anderweitig nicht genannt|"
    r"sonstige[rnsm]?|ostatní\w*|other|verschiedene\w*|různé\w*|miscellaneous|"
    r"Erbringung von (sonstigen )?Dienstleistungen|Činnosti|activities|Tätigkeiten)\b",
    re.IGNORECASE,
)
"""What titles say around their subject."""
_EXCEPTIONS = re.compile(
    r"\(.*?\)|,? (ohne|außer|kromě|except|jiné než|jiných než) .*", re.IGNORECASE
)
"""What a class does not hold must not lead to it."""


def subject(title: str, language: str) -> frozenset[str]:
    """Return the stems of the words in a title of NACE or CPV that say what it is about."""
    said = _FILLERS.sub(" ", _EXCEPTIONS.sub(" ", title))
    idle = stop_words(language) | role_words(language)
    return frozenset(
        stem(token.text, language)
        for token in tokens(said)
        if token.text.lower() not in idle and len(token.text) > 1
    )
