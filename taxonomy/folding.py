"""One spelling for comparing names: without case, accents and punctuation."""

import re
import unicodedata

_GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
_NO_WORD = re.compile(r"[\W_]+")


def fold(text: str) -> str:
    """Return ``text`` in lower case, without accents, with single blanks for all punctuation."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(char for char in decomposed if not unicodedata.combining(char))
    return _NO_WORD.sub(" ", plain).strip()


def german_fold(text: str) -> str:
    """Like :func:`fold`, with umlauts written out as Germans do without them: Goerlitz."""
    return fold(unicodedata.normalize("NFC", text.casefold()).translate(_GERMAN))
