"""Spellings made one, the same way as the engine's chains do it."""

import unicodedata

_UMLAUTS = {"ä": "a", "ö": "o", "ü": "u"}
_NO_UMLAUT_AFTER = frozenset("eiqy")
"""An u after one of these or after another vowel begins no umlaut: Neue, Quelle, Bauelement."""


def normalise(word: str) -> str:
    """Return German ``word`` in lower case as the engine's ``german_normalization`` leaves it.

    ä, ae → a; ö, oe → o; ü, ue → u, but ue stays after a vowel or q; ß → ss. The length may
    change. Source of the rules: Lucene's GermanNormalizationFilter.
    """
    kept: list[str] = []
    after_vowel = False  # an u here would be the second half of a diphthong
    umlaut_open = False  # an e here would be the second half of a written-out umlaut
    for char in unicodedata.normalize("NFC", word).lower():
        if char == "e" and umlaut_open:
            after_vowel, umlaut_open = True, False
            continue
        umlaut_open = char in "ao" or (char == "u" and not after_vowel)
        after_vowel = char == "u" or char in _NO_UMLAUT_AFTER or char in _UMLAUTS or umlaut_open
        kept.append("ss" if char == "ß" else _UMLAUTS.get(char, char))
    return "".join(kept)


def fold(word: str) -> str:
    """Return ``word`` in lower case without accents; as long as the NFC word."""
    decomposed = unicodedata.normalize("NFD", word.lower())
    return "".join(char for char in decomposed if not unicodedata.combining(char))
