"""Which texts may be kept: those of the trade, and none that names a person.

Three answers, since nobody can tell every name from every word:

- *never*: an e-mail or web address, six digits or more (telephone, birth and company numbers,
  dates of birth), a given name or a salutation, a legal form, words of which the trade knows none,
  or a text too long to be a question of the trade.
- *surely*: glossary, official titles, places and lists know every word of it.
- *when several ask*: anything else. One word that nobody knows may be a surname or just the term
  that is missing; asked from several addresses it says nothing of who asked.
"""

import re
from typing import Literal

from analyzers.tokens import clean, tokens
from analyzers.words import listed
from matching.bridge import LONG_QUERY
from matching.naming import coined
from taxonomy import legalforms
from taxonomy.folding import fold

Verdict = Literal["surely", "when several ask", "never"]

LONGEST = 100
"""Characters; with LONG_QUERY words the bound of what is a keyword rather than a text, which may
say anything of anybody."""
_MOST_DIGITS = 5
"""A postal code, a standard (ISO 14001) or a size; Czech birth numbers, telephone numbers and
numbers of registers have six digits or more."""
_ADDRESS = re.compile(r"@|://|\bwww\.", re.IGNORECASE)
_COUNTRIES = ("DE", "CZ")
_PERSONS = "person_words.txt"


def kept_as(text: str) -> str:
    """Return the form in which a text is counted: case and blanks tell nothing apart."""
    return clean(text).casefold()


def verdict(text: str) -> Verdict:
    """Tell whether ``text`` may be kept."""
    words = tokens(text)
    if not words or _names_somebody(text, [word.text for word in words]):
        return "never"
    unknown = [word.text for word in words if coined(word.text)]
    if not unknown:
        return "surely"
    return "never" if len(unknown) == len(words) > 1 else "when several ask"


def _names_somebody(text: str, words: list[str]) -> bool:
    return (
        len(text) > LONGEST
        or len(words) > LONG_QUERY
        or bool(_ADDRESS.search(text))
        or sum(map(str.isdigit, text)) > _MOST_DIGITS
        or not listed(_PERSONS).isdisjoint(map(fold, words))
        or any(legalforms.parse(clean(text), country).code for country in _COUNTRIES)
    )
