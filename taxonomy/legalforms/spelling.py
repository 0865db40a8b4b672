"""One way to write a legal form or a state of dissolution, and where in a name it counts."""

import re
from typing import Literal

import msgspec

from taxonomy.folding import fold

Where = Literal["anywhere", "ahead", "edges", "last", "official", "dotted", "strict"]
"""Where in a name a spelling counts; taxonomy/data/legalforms/SOURCE.md has the meanings."""
Position = Literal["first", "middle", "last"]

_WORD = re.compile(r"[^\W_]+|[&+]")
_NO_LETTER = re.compile(r"[\s.,\-]")


class Word(msgspec.Struct, frozen=True):
    """A word of a name: its folded form and its place."""

    key: str
    start: int
    end: int


class Spelling(msgspec.Struct, frozen=True, kw_only=True):
    """One way to write a form, or a state of dissolution."""

    code: str
    """Code of the form; of a state the status."""
    country: str
    letters: str
    """The exact letters without blanks and dots: ``GmbH``."""
    official: str
    """As officials write it, without blanks: ``e.K.``, ``GmbH``."""
    where: Where
    spaced: bool
    """True where it begins with a letter that stands alone: ``e. K.``, ``G. m. b. H.``"""

    def fits(self, written: str, place: Position, country: str) -> bool:
        """Tell whether ``written``, which has the same letters, counts as this form.

        ``place`` is where it stands in a name of ``country``. A hyphen that joins it to the word
        before is its first character.
        """
        joined, plain = written.startswith("-"), written.removeprefix("-")
        match self.where:
            case "anywhere" | "ahead":
                return True
            case "edges":
                return place != "middle"
            case "last":
                return place == "last"
            case "strict":
                exact = place == "last" and _letters(plain) == self.letters
                return exact or (place == "middle" and self._official(plain, dots=True))
            case _:
                if place == "first" or self._official(plain):
                    return place != "first"
                return place == "last" and not joined and self._abbreviated(plain, country)

    def _abbreviated(self, written: str, country: str) -> bool:
        """Tell whether a few last letters are the form and no word or initials of the name."""
        if country in (self.country, ""):
            return self.where == "official" or not written.isalnum()
        exact = _letters(written) == self.letters and not self.letters.islower()
        return self.where == "official" and exact

    def _official(self, written: str, *, dots: bool = False) -> bool:
        """Tell whether it is written as officials do; letters in lower case need dots."""
        dotted = "." in self.official or not (dots or self.letters.islower())
        return dotted and re.sub(r"\s", "", written) == self.official


def spelling(code: str, country: str, text: str, where: str) -> Spelling:
    """Return the spelling that the data write as ``text``: ``GmbH``, ``e K``.

    Raises ValidationError of msgspec where ``where`` is none.
    """
    tokens = text.split()
    return Spelling(
        code=code,
        country=country,
        letters=_letters(text),
        official="".join(f"{token}." for token in tokens) if len(tokens) > 1 else tokens[0],
        where=msgspec.convert(where, Where),
        spaced=len(tokens) > 1 and len(tokens[0]) == 1,
    )


def words(name: str) -> list[Word]:
    """Return the words of ``name``; ``&`` and ``+`` are words."""
    return [Word(_folded(m.group()), m.start(), m.end()) for m in _WORD.finditer(name)]


def written(name: str, first: Word, last: Word) -> str:
    """Return a part of ``name`` with the hyphen before it and the dot behind."""
    start = first.start - (name[first.start - 1 : first.start] == "-")
    return name[start : last.end + name.startswith(".", last.end)]


def _letters(text: str) -> str:
    return _NO_LETTER.sub("", text)


def _folded(word: str) -> str:
    return word.lower() if word.isascii() else fold(word)
