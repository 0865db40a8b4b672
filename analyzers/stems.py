"""Forms of a word made one, for comparing words without the engine."""

from functools import lru_cache
from threading import local

import snowballstemmer

from analyzers import overlay
from analyzers.spelling import fold, normalise
from analyzers.words import protected_words

_CZECH_ENDINGS = tuple(
    sorted(
        (
            *("iho", "imu", "imi", "ich", "eho", "emu", "ych", "ymi", "ami", "emi", "ech", "ach"),
            *("ovi", "um", "am", "em", "im", "ym", "ou", "a", "e", "i", "o", "u", "y"),
        ),
        key=len,
        reverse=True,
    )
)
"""Endings of cases and numbers without accents, longest first."""

_SHORTEST_STEM = 3
_FLEETING_BEFORE = frozenset("nklbc")


def stem(word: str, language: str) -> str:
    """Return one form for all inflected forms and spellings of ``word``.

    German: umlauts, ae, oe, ue and ß made one, then Snowball. Czech: accents away, then the
    endings. English: Snowball. Any other language: lower case. Protected words lose their accents
    alone. The form is no word, and not the engine's.
    """
    protected = spared(language)
    if protected and spelt(word, language) in protected:
        return spelt(word, language)
    if language == "cs":
        return _czech(word)
    if language == "de":
        return _snowball("german", normalise(word))
    if language == "en":
        return _snowball("english", fold(word))
    return word.lower()


def spelt(word: str, language: str) -> str:
    """Return ``word`` in the one spelling that its language's stems are made from."""
    return normalise(word) if language == "de" else fold(word)


@overlay.cached("protected_word", maxsize=3 * overlay.AT_ONCE)
def spared(language: str) -> frozenset[str]:
    """Return the protected words of ``language`` in that spelling."""
    return frozenset(spelt(word, language) for word in protected_words(language))


@lru_cache(maxsize=65_536)
def _czech(word: str) -> str:
    """Strip endings until none is left, so that accented and unaccented forms always agree.

    Snowball's Czech stemmer knows accented endings only: it leaves "plastovych" and "dodavatelum"
    as they are, and people type so.
    """
    form = fold(word)
    while True:
        ending = next((e for e in _CZECH_ENDINGS if form.endswith(e)), "")
        if not ending or len(form) - len(ending) < _SHORTEST_STEM:
            break
        form = form[: -len(ending)]
    if form.endswith("ic"):  # zámečníci, technice
        form = form[:-1] + "k"
    if len(form) > _SHORTEST_STEM and form[-2] == "e" and form[-1] in _FLEETING_BEFORE:
        form = form[:-2] + form[-1]  # sleváren, trubek, staveb
    return form


@lru_cache(maxsize=65_536)
def _snowball(algorithm: str, word: str) -> str:
    return str(_stemmer(algorithm).stemWord(word))


def _stemmer(algorithm: str) -> "snowballstemmer.stemmer":
    """Return a stemmer of this thread: one keeps the word that it works on in itself."""
    if not hasattr(_of_thread, algorithm):
        setattr(_of_thread, algorithm, snowballstemmer.stemmer(algorithm))
    return getattr(_of_thread, algorithm)


_of_thread = local()
