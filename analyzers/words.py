"""Words of a query that are not what is looked for: stop words, and words that say a role; and
words that no stemmer may change."""

from functools import cache
from importlib.resources import files

from analyzers import overlay

_LISTS = 3 * overlay.AT_ONCE
"""Of all languages."""


@overlay.cached("stop_word", maxsize=_LISTS)
def stop_words(language: str) -> frozenset[str]:
    """Return the stop words of ``language`` in lower case; none for an unknown language.

    They are taken out of a query before it meets fields of any language, since words collide:
    Czech "a" (and) meets "a. n. g." in German titles.
    """
    own = listed(f"stopwords_{language}.txt")
    return overlay.current().words("stop_word", language).of(own)


def role_words(language: str) -> frozenset[str]:
    """Return words that say what role a firm has, not what trade (Zulieferer, firma, supplier)."""
    return listed(f"role_words_{language}.txt")


@overlay.cached("protected_word", maxsize=_LISTS)
def protected_words(language: str) -> frozenset[str]:
    """Return words of ``language`` in lower case that stay as they are where others are stemmed."""
    own = listed(f"protected_words_{language}.txt")
    return overlay.current().words("protected_word", language).of(own)


@cache
def listed(name: str) -> frozenset[str]:
    """Return the lines of a word list of ``data/``; none where there is no such file."""
    file = files("analyzers").joinpath("data", name)
    if not file.is_file():
        return frozenset()
    lines = file.read_text(encoding="utf-8").splitlines()
    return frozenset(line.strip() for line in lines if line.strip() and not line.startswith("#"))
