"""The words of a text, cut the same way for queries and for what they are compared with."""

import re
import unicodedata

import msgspec

_WORD = re.compile(r"[^\W_]+(?:[.'’&+][^\W_]+)*\+*")
"""Letters and digits; dots, apostrophes, & and + hold a word together (s.r.o, C++, R&D)."""

_REPLACED = {"Cc": " ", "Cf": "", "Cs": ""}
"""Control characters part words; soft hyphens, joiners and lone surrogates are not there."""


class Token(msgspec.Struct, frozen=True):
    """A word as typed and its place in the cleaned text."""

    text: str
    start: int
    end: int


def clean(text: str) -> str:
    """Return ``text`` in NFC with single blanks, without control characters and surrogates."""
    kept = "".join(_REPLACED.get(unicodedata.category(c), c) for c in text)
    return " ".join(unicodedata.normalize("NFC", kept).split())


def tokens(text: str) -> tuple[Token, ...]:
    """Return the words of ``text`` in their order; operators and brackets are no words."""
    cleaned = clean(text)
    return tuple(Token(m.group(), m.start(), m.end()) for m in _WORD.finditer(cleaned))
