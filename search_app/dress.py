"""How words that a person or a register wrote appear in a sentence: as HTML or as plain text."""

from collections.abc import Iterable
from itertools import islice
from typing import Protocol, TypeVar

from markupsafe import Markup

from search_app import labels

_MOST_WORDS = 4
"""More of them say nothing that the first ones do not."""


T = TypeVar("T", bound=str)


class Dress(Protocol[T]):
    """What a sentence needs."""

    def words(self, words: Iterable[str], language: str) -> T:
        """Set off ``words``, which are in ``language`` or in an unknown one (empty)."""

    def fill(self, sentence: str, **values: str) -> T:
        """Put ``values`` into the named places of a message."""

    def joined(self, parts: Iterable[T]) -> T:
        """Make one text of several."""


class Html:
    """Emphasis; says the language of words where it is not the page's. Everything is escaped."""

    def words(self, words: Iterable[str], language: str) -> Markup:
        """Return the words as ``em`` elements."""
        foreign = language and language != labels.language()
        start = Markup('<em lang="{}">').format(language) if foreign else Markup("<em>")
        return Markup(", ").join(start + word + Markup("</em>") for word in first(words))

    def fill(self, sentence: str, **values: str) -> Markup:
        """Return the message as HTML."""
        return Markup(sentence) % values  # noqa: S704 - our own message; % escapes values

    def joined(self, parts: Iterable[Markup]) -> Markup:
        """Return the parts with semicolons between."""
        return Markup("; ").join(parts)


class Plain:
    """Quotation marks as the language of the request sets them."""

    def words(self, words: Iterable[str], language: str) -> str:  # noqa: ARG002 - as in Dress
        """Return the words in quotation marks."""
        before, after = "“”" if labels.language() == "en" else "„“"
        return ", ".join(f"{before}{word}{after}" for word in first(words))

    def fill(self, sentence: str, **values: str) -> str:
        """Return the message as text."""
        return sentence % values

    def joined(self, parts: Iterable[str]) -> str:
        """Return the parts with semicolons between."""
        return "; ".join(parts)


def first(words: Iterable[str]) -> list[str]:
    """Return as many of ``words`` as a sentence takes."""
    return list(islice(words, _MOST_WORDS))
