"""How names write legal forms and states of dissolution, ready to be looked up."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

import msgspec

from core.errors import DataError
from core.records import Status
from taxonomy import tables
from taxonomy.folding import fold, german_fold
from taxonomy.legalforms.forms import forms
from taxonomy.legalforms.spelling import Position, Spelling, Where, Word, spelling, written


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
        for text, one in spellings:
            for folded in {fold(text), german_fold(text)}:
                by_key[folded.replace(" ", "")][one] = None
        self._by_key: Mapping[str, tuple[Spelling, ...]] = {
            key: tuple(several) for key, several in by_key.items()
        }
        self._ends = frozenset(key[start:] for key in by_key for start in range(len(key)))
        """All ends of keys: most words of a name are none, and need no further look."""

    def only(self, where: Where) -> "Spellings":
        """Return those of one kind."""
        return Spellings(
            (key, one)
            for key, several in self._by_key.items()
            for one in several
            if one.where == where
        )

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
            if key in self._by_key:
                candidates = self._fitting(self._by_key[key], name, found, (begin, stop), country)
                # Of the same letters the form of the name's own country is meant.
                own = min(candidates, key=lambda one: one.country != country, default=None)
                best = Found(own, begin, stop) if own else best
        return best

    @staticmethod
    def _fitting(
        several: Iterable[Spelling],
        name: str,
        found: Sequence[Word],
        window: tuple[int, int],
        country: str,
    ) -> list[Spelling]:
        """Return those of ``several`` that the words of a window are, where they stand."""
        begin, stop = window
        place: Position = "last" if stop == len(found) else "middle" if begin else "first"
        text = written(name, found[begin], found[stop - 1])
        # Initials: the G of I.T.G.-GmbH belongs to no form, nor do S. A. in A. S. A.
        lone = stop - begin > 1 and len(found[begin].key) == 1
        before = found[begin - 1].key if lone and begin else ""
        return [
            one
            for one in several
            if (one.spaced or not lone)
            and not (one.where == "strict" and len(before) == 1 and before.isalpha())
            and one.fits(text, place, country)
        ]


@cache
def of_forms() -> Spellings:
    """Return the spellings of all forms."""
    columns = ("code", "spelling", "where")
    return Spellings(
        (
            row["spelling"],
            spelling(row["code"], forms()[row["code"]].country, row["spelling"], row["where"]),
        )
        for row in _checked("legalforms/spellings.csv", columns, set(forms()), "code")
    )


@cache
def of_forms_ahead() -> Spellings:
    """Return the spellings of forms that go before one at the end of a name."""
    return of_forms().only("ahead")


@cache
def of_states() -> Spellings:
    """Return the words that tell a state of dissolution, with the status as their code."""
    columns = ("status", "spelling", "where", "why")
    return Spellings(
        (row["spelling"], spelling(row["status"], "", row["spelling"], row["where"]))
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
