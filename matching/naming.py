"""Whether a query is the name of an organisation, and what of it is the name.

"Kemolux", "Metallbau Müller GmbH" and "Strojírny Alfa Ústí" ask for one firm; "Metallbau" and
"CNC Drehteile Zwickau" for a trade, and firms that merely bear its word must not come first. What
tells them apart is a legal form, or a word that neither glossary nor official titles know.
"""

import re

import msgspec

from analyzers import overlay
from analyzers.compounds import split
from analyzers.stems import stem
from analyzers.tokens import Token
from analyzers.tokens import tokens as cut
from analyzers.words import role_words, stop_words
from matching.request import LANGUAGES
from matching.vocabulary import vocabulary
from taxonomy import legalforms, places
from taxonomy.folding import fold

_COUNTRIES = ("DE", "CZ")
_LONGEST_PLACE = 4
"""Words (Roudnice nad Labem, Bad Gottleuba-Berggießhübel)."""
_SHORTEST_PLACE = 3
_BLANK = re.compile(" ")


class Named(msgspec.Struct, frozen=True):
    """A query, read as the name of an organisation."""

    text: str
    """The name."""
    stem: str
    """The name without its legal form."""
    coined: bool
    """It has a word of no trade, or a legal form: it is a name rather than a need."""
    words: int
    """Of the stem."""
    place: str = ""
    """Where the organisation sits, if the query says so."""

    @property
    def telling(self) -> bool:
        """One word of a trade is no firm's name, though firms are called so."""
        return self.coined or self.words > 1


def readings(text: str, tokens: tuple[Token, ...]) -> tuple[Named, ...]:
    """Return ``text`` as a name, and where it begins or ends with a place, what is left of it as
    the name of an organisation there (Ústí, or Aussig, behind a firm's name)."""
    found = [_named(text, tokens)]
    split_at = _place(tokens)
    if split_at:
        name, place = split_at
        said = text[name[0].start : name[-1].end]
        where = text[place[0].start : place[-1].end]
        found.append(msgspec.structs.replace(_named(said, name), place=where))
    return tuple(found)


def _named(text: str, tokens: tuple[Token, ...]) -> Named:
    parsed = [legalforms.parse(text, country) for country in _COUNTRIES]
    bare = next((one.stem for one in parsed if one.code), text)
    name = bare != text or any(coined(token.text) for token in tokens)
    return Named(text, bare, name, len(cut(bare)))


def coined(word: str) -> bool:
    """Tell whether ``word`` is of no trade and no place in any language."""
    if any(map(str.isdigit, word)) or fold(word) in _place_names() or split(word):
        return False
    return not any(_known(word, language) for language in LANGUAGES)


def _known(word: str, language: str) -> bool:
    """Tell whether the trade knows ``word`` in some form; English stems are shared by too many."""
    words = vocabulary(language)
    known = word.lower() in words.words
    return known or (language != "en" and stem(word, language) in words.stems)


def _place(
    tokens: tuple[Token, ...],
) -> tuple[tuple[Token, ...], tuple[Token, ...]] | None:
    """Return the words of a name and those of the place after or before it, None without one."""
    for size in range(min(_LONGEST_PLACE, len(tokens) - 1), 0, -1):
        for place, name in ((tokens[-size:], tokens[:-size]), (tokens[:size], tokens[size:])):
            if _is_place(" ".join(token.text for token in place)):
                return name, place
    return None


def _is_place(text: str) -> bool:
    return fold(text) in _place_names()


@overlay.cached("stop_word", maxsize=overlay.AT_ONCE)
def _place_names() -> frozenset[str]:
    """Return names of places of the region in both languages, also shortened (Ústí), folded; but
    for words that are said of any firm."""
    names = {fold(name) for one in places.municipalities() for name in (one.name, *one.names)}
    shortened = {name[: at.start()] for name in names for at in _BLANK.finditer(name)}
    idle = {fold(word) for one in LANGUAGES for word in stop_words(one) | role_words(one)}
    return frozenset(name for name in names | shortened if len(name) >= _SHORTEST_PLACE) - idle
