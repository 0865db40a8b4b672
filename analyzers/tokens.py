"""The words of a text, cut the same way for queries and for what they are compared with."""

import re
import unicodedata
from collections.abc import Sequence

import msgspec

from analyzers.ellipsis import Missing, expanded, missing

_STANDARD = r"(?:DIN|EN|IATF|IEC|ISO|VDA|VDI|ČSN|CSN)(?=\d)"
"""Joined to their number or not, standards are two words: ISO9001, ISO 9001. The chains part them
too (``standards`` in chains/signs.yaml)."""
_LETTER = r"[^\W\d_]-[^\W\d_]{2,}"
"""A letter says nothing without its word: E-Mail, O-Ring, C-Teile."""
_LETTERS = r"[^\W_]+(?:(?:[.'’&+]|(?<=\d),(?=\d))[^\W_]+)*\+*"
"""Letters and digits; dots, apostrophes, & and + hold a word together (s.r.o, C++, R&D), and so
does the comma of a number (0,5 mm)."""
_WORD = re.compile(rf"(?<![^\W_])(?:(?i:{_STANDARD})|{_LETTER})|{_LETTERS}")

_REPLACED = {"Cc": " ", "Cf": "", "Cs": ""}
"""Control characters part words; soft hyphens, joiners and lone surrogates are not there."""


class Token(msgspec.Struct, frozen=True):
    """A word, and the place in the cleaned text where it was typed."""

    text: str
    """As typed, but for what a hyphen left out: Fräs-/Drehteile are Frästeile and Drehteile."""
    start: int
    end: int


def clean(text: str) -> str:
    """Return ``text`` in NFC with single blanks, without control characters and surrogates."""
    kept = "".join(_REPLACED.get(unicodedata.category(c), c) for c in text)
    return " ".join(unicodedata.normalize("NFC", kept).split())


def tokens(text: str) -> tuple[Token, ...]:
    """Return the words of ``text`` in their order; operators and brackets are no words."""
    cleaned = clean(text)
    gaps = missing(cleaned)
    words = _WORD.finditer(expanded(cleaned))
    return tuple(
        Token(word.group(), _typed(word.start(), gaps), _typed(word.end(), gaps)) for word in words
    )


def _typed(position: int, gaps: Sequence[Missing]) -> int:
    """Return where ``position`` of the text written out lies in the text as typed."""
    added = 0
    for gap in gaps:
        here = gap.position + added
        if position <= here:
            break
        if position <= here + len(gap.text):
            return gap.position + (1 if position == here + len(gap.text) else 0)
        added += len(gap.text) - 1
    return position - added
