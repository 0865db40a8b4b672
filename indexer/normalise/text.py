"""Texts as registers write them, made plain: one Unicode form, single blanks, no control signs."""

import re
import unicodedata
from functools import lru_cache

from analyzers.spelling import normalise
from taxonomy.folding import fold

# Letters that cannot be seen, and the sign that stands for a byte that could not be read.
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2028-\u202e\u2060\ufeff\ufffd]")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]+")
_BLANKS = re.compile(r"\s+")


def clean(text: str) -> str:
    """Return ``text`` in NFC, on one line, with single blanks and without control signs."""
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()
    visible = _INVISIBLE.sub("", _CONTROL.sub(" ", text))
    return _BLANKS.sub(" ", unicodedata.normalize("NFC", visible)).strip()


def name(text: str) -> str:
    """Return a name: clean, without quotation marks around the whole and loose signs at the end.

    ``&amp;``, left by those who wrote it for a web page, is "&" again.
    """
    cleaned = clean(text).replace("&amp;", "&").strip(" ,;")
    if len(cleaned) > 1 and cleaned[0] == cleaned[-1] == '"' and cleaned.count('"') == _PAIR:
        cleaned = cleaned[1:-1].strip()
    return cleaned if any(char.isalnum() for char in cleaned) else ""


_PAIR = 2


@lru_cache(maxsize=131_072)
def word_key(word: str) -> str:
    """Return one spelling for a word however it is written: Müller, Mueller, MULLER are ``muller``.

    Case, accents and umlauts written out are made one, punctuation is a blank.
    """
    return fold(normalise(word))
