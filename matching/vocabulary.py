"""The words of the trade in each language, as the glossary and the official titles have them."""

from collections.abc import Iterator

import msgspec

from analyzers import glossary, overlay
from analyzers.stems import stem
from analyzers.tokens import tokens
from analyzers.words import role_words, stop_words
from taxonomy import cpv, nace


class Vocabulary(msgspec.Struct, frozen=True):
    """Words in lower case as they are written, and their stems."""

    words: frozenset[str]
    stems: frozenset[str]


@overlay.cached("term", "stop_word", "protected_word", maxsize=3 * overlay.AT_ONCE)
def vocabulary(language: str) -> Vocabulary:
    """Return the words known in ``language`` (de, cs or en)."""
    words = {token.text.lower() for text in _texts(language) for token in tokens(text)}
    words |= stop_words(language) | role_words(language)
    return Vocabulary(frozenset(words), frozenset(stem(word, language) for word in words))


@overlay.cached("term", maxsize=3 * overlay.AT_ONCE)
def of_glossary(language: str) -> frozenset[str]:
    """Return the words of the glossary's terms in ``language``, in lower case."""
    terms = (term for entry in glossary.entries() for term in entry.terms(language))
    return frozenset(token.text.lower() for term in terms for token in tokens(term))


def _texts(language: str) -> Iterator[str]:
    for entry in glossary.entries():
        yield from entry.terms(language)
    yield from (nace.title(code, language) for code in nace.all_classes())
    yield from (cpv.title(code, language) for code in cpv.all_codes())
