"""The questions that ARES answers, one function each, and its answers checked against the contract.

What is known of ARES beyond its OpenAPI description: a search with more than 1,000 results is
refused whatever page is asked for, with ``subKod`` VYSTUP_PRILIS_MNOHO_VYSLEDKU and the number in
the text; a list of more than 100 numbers is refused too.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from indexer.remote import contract, pages, refusals
from indexer.remote.contract import Misfit
from indexer.remote.http import Polite
from indexer.remote.pages import Found, Page
from indexer.remote.refusals import Json
from indexer.sources.ares_standing import insolvent_answer

NUMBERS_AT_ONCE = 100
"""The longest list of numbers that a search takes."""

_SEARCH = "/ekonomicke-subjekty/vyhledat"
_CHANGES = "/ekonomicke-subjekty-notifikace"


@dataclass(frozen=True)
class Register:
    """What the public register tells of a subject."""

    answer: Json
    insolvent: bool
    """Read from words that are not kept, since they name persons."""


class Ares:
    """ARES REST v3 behind a polite connection."""

    def __init__(self, polite: Polite) -> None:
        self._polite = polite
        self.unknown_keys: set[str] = set()
        """Keys of answers that the contract does not know."""

    def subject(self, ico: str) -> Json | None:
        """Return the basic answer for a number, or None where ARES knows none.

        As every question here it raises Misfit for an answer that does not fit the contract, and
        RemoteUnavailable where there is none.
        """
        whole = self._answer(ico, "")
        return None if whole is None else self._checked(ico, "", "EkonomickySubjekt", whole)

    def statistics(self, ico: str) -> Json | None:
        """Return what the statistical register RES tells of a number, or None."""
        whole = self._answer(ico, "-res")
        return None if whole is None else self._checked(ico, "-res", "EkonomickySubjektRes", whole)

    def register(self, ico: str) -> Register | None:
        """Return what the public register VR tells of a number, or None."""
        whole = self._answer(ico, "-vr")
        if whole is None:
            return None
        kept = self._checked(ico, "-vr", "EkonomickySubjektVr", whole)
        return Register(kept, insolvent_answer(whole))

    def search(self, wanted: Mapping[str, Any]) -> Found:
        """Return all subjects that a filter finds. Raises TooMany for more than ARES gives out."""
        return pages.together(
            lambda start: self._page(wanted, start),
            lambda item: self._kept("EkonomickySubjekt", item, _SEARCH),
        )

    def batches(self, register: str) -> Sequence[Json]:
        """Return the lists of changes that ARES still has for ``vr``, ``res`` or ``ros``."""
        path = f"{_CHANGES}/vyhledat"
        answer = refusals.body(path, self._polite.post(path, {"datovyZdroj": register}))
        kept = self._kept("SeznamNotifikacnichDavek", answer, path)
        batches: list[Json] = kept["notifikacniDavky"]
        return batches

    def batch(self, register: str, number: int) -> Sequence[Json]:
        """Return the changes of one list."""
        path = f"{_CHANGES}/datovy-zdroj/{register}/cislo-davky/{number}"
        answer = refusals.body(path, self._polite.get(path))
        changes: list[Json] = self._kept("NotifikacniDavkaZaznam", answer, path)["seznamNotifikaci"]
        return changes

    def _answer(self, ico: str, register: str) -> Json | None:
        """Return the whole answer of a part of ARES for a number, or None where it has none."""
        path = _path(ico, register)
        answer = self._polite.get(path)
        return None if refusals.knows_none(answer) else refusals.body(path, answer)

    def _checked(self, ico: str, register: str, schema: str, whole: Json) -> Json:
        path = _path(ico, register)
        kept = self._kept(schema, whole, path)
        told = kept.get("icoId") or kept.get("ico")
        if told and told != ico:
            raise Misfit(f"{path} answered with another subject.")
        return kept

    def _page(self, wanted: Mapping[str, Any], start: int) -> Page:
        asked = {**wanted, "start": start, "pocet": pages.PAGE}
        answer = refusals.body(_SEARCH, self._polite.post(_SEARCH, asked))
        items = answer.get("ekonomickeSubjekty")
        if not isinstance(items, list):
            items = []
        else:
            answer = {**answer, "ekonomickeSubjekty": []}
        total = self._kept("EkonomickeSubjektySeznam", answer, _SEARCH)["pocetCelkem"]
        return Page(int(total), items)

    def _kept(self, schema: str, answer: Any, path: str) -> Json:
        kept = contract.kept(schema, answer, path)
        self.unknown_keys |= kept.unknown
        value: Json = kept.value
        return value


def _path(ico: str, register: str) -> str:
    return f"/ekonomicke-subjekty{register}/{ico}"
