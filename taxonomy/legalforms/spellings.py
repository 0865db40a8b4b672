"""How names write legal forms and states of dissolution, ready to be looked up."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Literal

import msgspec

from core.errors import DataError
from core.records import Status
from taxonomy import tables
from taxonomy.folding import fold, german_fold
from taxonomy.legalforms.forms import forms

Where = Literal["anywhere", "edges", "last", "official", "dotted", "strict"]
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

    def fits(self, written: str, place: Position, country: str) -> bool:
        """Tell whether ``written``, which has the same letters, counts as this form.

        ``place`` is where it stands in a name of ``country``.
        """
        match self.where:
            case "anywhere":
                return True
            case "edges":
                return place != "middle"
            case "last":
                return place == "last"
            case "strict":
                return place == "last" and _letters(written) == self.letters
            case _:
                return place != "first" and self._abbreviated(written, place, country)

    def _abbreviated(self, written: str, place: Position, country: str) -> bool:
        """Tell whether a few letters are the form and no word or initials of the name."""
        if self._official(written):
            return True
        if country not in (self.country, ""):
            exact = _letters(written) == self.letters and not self.letters.islower()
            return place == "last" and self.where == "official" and exact
        return place == "last" and (self.where == "official" or not written.isalnum())

    def _official(self, written: str) -> bool:
        """Tell whether it is written as officials do; letters in lower case need dots."""
        dotted = "." in self.official or not self.letters.islower()
        return dotted and re.sub(r"\s", "", written) == self.official


class Found(msgspec.Struct, frozen=True):
    """A spelling and the words of a name that write it."""

    spelling: Spelling
    begin: int
    end: int


class Spellings:
    """Spellings that can be looked for in the words of a name."""

    def __init__(self, spellings: Iterable[tuple[str, Spelling]]) -> None:
        """Take pairs of the text as the data write it and the spelling."""
        by_key: dict[str, dict[Spelling, None]] = defaultdict(dict)
        for text, spelling in spellings:
            for folded in {fold(text), german_fold(text)}:
                by_key[folded.replace(" ", "")][spelling] = None
        self._by_key: Mapping[str, tuple[Spelling, ...]] = {
            key: tuple(several) for key, several in by_key.items()
        }
        self._ends = frozenset(key[start:] for key in by_key for start in range(len(key)))
        """All ends of keys: most words of a name are none, and need no further look."""

    def last(self, name: str, found: Sequence[Word], country: str) -> Found | None:
        """Return the longest spelling that ``found``, words of ``name``, close with."""
        return self._ending(name, found, len(found), country)

    def inside(self, name: str, found: Sequence[Word], country: str) -> Found | None:
        """Return the spelling that ends last before the last word, the longest there."""
        for stop in range(len(found) - 1, 0, -1):
            spelled = self._ending(name, found, stop, country)
            if spelled:
                return spelled
        return None

    def _ending(self, name: str, found: Sequence[Word], stop: int, country: str) -> Found | None:
        """Return the longest spelling that ends with the word before ``stop``."""
        best, key = None, ""
        for begin in range(stop - 1, -1, -1):
            key = found[begin].key + key
            if key not in self._ends:
                break
            candidates = self._by_key.get(key)
            if candidates:
                place: Position = "last" if stop == len(found) else "middle" if begin else "first"
                written = _written(name, found[begin], found[stop - 1])
                fitting = [one for one in candidates if one.fits(written, place, country)]
                if fitting:
                    # Of the same letters the form of the name's own country is meant.
                    own = min(fitting, key=lambda one: one.country != country)
                    best = Found(own, begin, stop)
        return best


def _written(name: str, first: Word, last: Word) -> str:
    """Return what stands in ``name`` from one word to another, with the dot behind."""
    end = last.end + name.startswith(".", last.end)
    return name[first.start : end]


def words(name: str) -> list[Word]:
    """Return the words of ``name``; ``&`` and ``+`` are words."""
    return [Word(_folded(m.group()), m.start(), m.end()) for m in _WORD.finditer(name)]


@cache
def of_forms() -> Spellings:
    """Return the spellings of all forms."""
    columns = ("code", "spelling", "where")
    return Spellings(
        (row["spelling"], _spelling(row["code"], row, forms()[row["code"]].country))
        for row in _checked("legalforms/spellings.csv", columns, set(forms()), "code")
    )


@cache
def of_states() -> Spellings:
    """Return the words that tell a state of dissolution, with the status as their code."""
    columns = ("status", "spelling", "where", "why")
    return Spellings(
        (row["spelling"], _spelling(row["status"], row, ""))
        for row in _checked("legalforms/status_words.csv", columns, set(_STATUS), "status")
    )


@cache
def composites() -> Mapping[tuple[str, str], str]:
    """Return the code of a form by that of its general partner and its own: GmbH and KG."""
    columns = ("partner", "form", "code")
    return {
        (row["partner"], row["form"]): row["code"]
        for row in _checked("legalforms/composites.csv", columns, set(forms()), *columns)
    }


@cache
def with_partner() -> frozenset[str]:
    """Return the codes of forms that name the form of a partner: ``GmbH & Co. KG``."""
    return frozenset(form for _, form in composites())


_STATUS: tuple[Status, ...] = ("", "liquidation", "insolvency")


def _checked(
    name: str, columns: tuple[str, ...], known: set[str], *coded: str
) -> Iterator[dict[str, str]]:
    """Yield the rows of a table whose columns ``coded`` may only hold ``known`` codes."""
    for row in tables.rows(name, columns):
        for column in coded:
            if row[column] not in known:
                raise DataError(f"taxonomy/data/{name}: unknown {column} {row[column]!r}.")
        yield row


def _spelling(code: str, row: Mapping[str, str], country: str) -> Spelling:
    tokens = row["spelling"].split()
    return Spelling(
        code=code,
        country=country,
        letters=_letters(row["spelling"]),
        official="".join(f"{token}." for token in tokens) if len(tokens) > 1 else tokens[0],
        where=msgspec.convert(row["where"], Where),
    )


def _letters(text: str) -> str:
    return _NO_LETTER.sub("", text)


def _folded(word: str) -> str:
    return word.lower() if word.isascii() else fold(word)
