"""Takes legal form and state of dissolution off a name."""

from functools import lru_cache

import msgspec

from core.records import Status
from taxonomy.legalforms.forms import kind
from taxonomy.legalforms.spelling import words
from taxonomy.legalforms.spellings import (
    Found,
    Spellings,
    composites,
    of_forms,
    of_forms_ahead,
    of_states,
    with_partner,
)

_COMPANY = frozenset({"co", "cie", "comp", "compagnie", "company"})
_AND = frozenset({"&", "+", "u", "und", "and", "et"})
_BETWEEN = 6
"""Words between "GmbH & Co." and its KG at most: GmbH & Co. Beteiligungs KG."""
_HEADLESS = "de-kg"
"""What "GmbH & Co." without more stands for."""
_CUT_OFF = {"aktiengesellschaft": "de-ag", "kommanditgesellschaft": "de-kg"}
"""Forms that end compounds: Versicherungsaktiengesellschaft."""
_LOOSE_ENDS = " \t,;:–-/&+"
_PAIRS = (("(", ")"), ("[", "]"), ("„", "“"))


class ParsedName(msgspec.Struct, frozen=True):
    """A name and what it tells beside itself."""

    stem: str
    """The name without legal forms and state of dissolution."""
    code: str
    """Code of the legal form, empty where none was recognised."""
    status: Status = ""
    """``liquidation`` or ``insolvency`` where the name says so, else empty."""


@lru_cache(maxsize=8192)
def parse(name: str, country: str) -> ParsedName:
    """Split legal form and state off a name of ``country`` (DE, CZ; others know no own forms).

    ``Beispiel Bau GmbH & Co. KG i. L.`` gives ``Beispiel Bau``, ``de-gmbh-co-kg`` and
    ``liquidation``. A form at the end counts before one in the middle (``Beispiel GmbH Dresden``),
    a longer before a shorter one, and the country's own before another's. A name that is nothing
    but a form keeps it.
    """
    cut = _Cut(name, country)
    status = cut.state()
    code = cut.form()
    stem = cut.rest()
    return ParsedName(stem or name.strip(), code, status)


def status(name: str, country: str) -> Status:
    """Return the state of dissolution that a name tells, without looking for its form."""
    return _Cut(name, country).state()


def _tidy(piece: str) -> str:
    """Return a piece of a name without what held it to the part that was taken off."""
    piece = " ".join(piece.removeprefix(".").split()).strip(_LOOSE_ENDS)
    if piece.count('"') % 2:
        piece = piece.strip('" ')
    for opening, closing in _PAIRS:
        if piece.count(opening) > piece.count(closing):
            piece = piece.rstrip(opening + _LOOSE_ENDS)
            piece += closing * (piece.count(opening) - piece.count(closing))
        elif piece.count(closing) > piece.count(opening):
            piece = piece.lstrip(closing + _LOOSE_ENDS)
    return piece if any(map(str.isalnum, piece)) else ""


class _Cut:
    """A name from which parts are taken."""

    def __init__(self, name: str, country: str) -> None:
        self._name, self._country = name, country
        self._words = words(name)
        self._taken: list[tuple[int, int]] = []

    def state(self) -> Status:
        """Take states off and return the first one."""
        status: Status = ""
        while True:
            found = self._found(of_states())
            if found is None:
                return status
            self._take(found.begin, found.end)
            status = status or msgspec.convert(found.spelling.code, Status)

    def form(self) -> str:
        """Take forms off and return the one that counts."""
        ahead = self._found(of_forms_ahead())
        code = self._composed(ahead) if ahead else ""
        last = self._last(of_forms())
        if last is None:
            return code or self._headless() or self._elsewhere() or self._compound()
        code = code or self._composed(last)
        # Home Credit N.V., odštěpný závod; but the company that a foundation is named after stays.
        if ahead or kind(code) == "company":
            while (more := self._last(of_forms())) and more.begin:
                self._composed(more)
        return code

    def rest(self) -> str:
        """Return what is left of the name."""
        if not self._taken:
            return _tidy(self._name)
        pieces, begin = [], 0
        for start, end in sorted(self._taken):
            pieces.append(_tidy(self._name[begin:start]))
            begin = end
        pieces.append(_tidy(self._name[begin:]))
        return " ".join(piece for piece in pieces if piece)

    def _composed(self, found: Found) -> str:
        """Take a form off, with the general partner before it; return the code of both together."""
        code, end = found.spelling.code, found.begin
        self._take(found.begin, found.end)
        if code not in with_partner():
            return code
        for at in range(end - 1, max(end - 1 - _BETWEEN, 0), -1):
            if self._words[at].key in _COMPANY:
                partner = self._partner(at)
                if partner or at == end - 1:
                    self._take(partner.begin if partner else self._joint(at), at + 1)
                return composites().get((partner.spelling.code, code), code) if partner else code
        return code

    def _elsewhere(self) -> str:
        found = self._inside(of_forms())
        return self._composed(found) if found else ""

    def _headless(self) -> str:
        """Take off ``GmbH & Co.`` at the end, which leaves out its KG."""
        at = len(self._words) - 1
        partner = self._partner(at) if at > 0 and self._words[at].key in _COMPANY else None
        code = composites().get((partner.spelling.code, _HEADLESS), "") if partner else ""
        if partner and code:
            self._take(partner.begin, at + 1)
        return code

    def _compound(self) -> str:
        """Take off a form that is the end of a compound."""
        for word in reversed(self._words):
            for ending, code in _CUT_OFF.items():
                if word.key.endswith(ending) and word.end - word.start == len(word.key):
                    self._taken.append((word.end - len(ending), word.end))
                    return code
        return ""

    def _partner(self, at: int) -> Found | None:
        """Return the form of the general partner of whom the word ``at`` is the company."""
        return of_forms().last(self._name, self._words[: self._joint(at)], self._country)

    def _joint(self, at: int) -> int:
        """Return where ``& Co`` begins whose ``Co`` is the word ``at``."""
        return at - 1 if at and self._words[at - 1].key in _AND else at

    def _found(self, table: Spellings) -> Found | None:
        return self._last(table) or self._inside(table)

    def _last(self, table: Spellings) -> Found | None:
        return table.last(self._name, self._words, self._country)

    def _inside(self, table: Spellings) -> Found | None:
        return table.inside(self._name, self._words, self._country)

    def _take(self, begin: int, end: int) -> None:
        self._taken.append((self._words[begin].start, self._words[end - 1].end))
        del self._words[begin:end]
