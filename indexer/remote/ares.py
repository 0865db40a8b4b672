"""The questions that ARES answers, one function each, and its answers checked against the contract.

What is known of ARES beyond its OpenAPI description: a search with more than 1,000 results is
refused whatever page is asked for, with ``subKod`` VYSTUP_PRILIS_MNOHO_VYSLEDKU and the number in
the text; a list of more than 100 numbers is refused too.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from core.errors import RemoteUnavailable
from indexer.remote import contract
from indexer.remote.contract import Misfit
from indexer.remote.http import Answer, Polite
from indexer.sources.ares_schema import VERSION
from indexer.sources.ares_standing import insolvent_answer

NUMBERS_AT_ONCE = 100
"""The longest list of numbers that a search takes."""
_PAGE = 500
"""Subjects asked for at once; two pages make the largest search."""
_TWICE = 2
"""Times that a search is read whose pages shift while they are turned."""

_OK, _BAD, _NOT_FOUND = 200, 400, 404
_TOO_MANY = "VYSTUP_PRILIS_MNOHO_VYSLEDKU"
_COUNT = re.compile(r"\((\d[\d\s]*)\)")
_CODE = re.compile(r"[A-Z_]{1,60}")

Json = dict[str, Any]


class TooMany(RemoteUnavailable):
    """A search has more results than ARES gives out. ``total`` is 0 where it does not say."""

    def __init__(self, total: int) -> None:
        super().__init__(f"A search finds {total or 'more'} subjects, more than ARES gives out.")
        self.total = total


@dataclass
class Found:
    """What a search gave."""

    subjects: dict[str, Json] = field(default_factory=dict)
    """Basic answers by number. Subjects without a number are left out."""
    misfits: list[Misfit] = field(default_factory=list)
    """Of subjects whose answer does not fit the contract."""
    missing: int = 0
    """Subjects that were counted but not given."""


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
        found, total = Found(), 0
        for _ in range(_TWICE):
            total = self._read(wanted, found)
            found.missing = max(0, total - len(found.subjects) - len(found.misfits))
            if not found.missing:
                break
        return found

    def batches(self, register: str) -> Sequence[Json]:
        """Return the lists of changes that ARES still has for ``vr``, ``res`` or ``ros``."""
        path = "/ekonomicke-subjekty-notifikace/vyhledat"
        answer = self._given(path, self._polite.post(path, {"datovyZdroj": register}))
        batches: list[Json] = self._kept("SeznamNotifikacnichDavek", answer, path)[
            "notifikacniDavky"
        ]
        return batches

    def batch(self, register: str, number: int) -> Sequence[Json]:
        """Return the changes of one list."""
        path = f"/ekonomicke-subjekty-notifikace/datovy-zdroj/{register}/cislo-davky/{number}"
        answer = self._given(path, self._polite.get(path))
        changes: list[Json] = self._kept("NotifikacniDavkaZaznam", answer, path)["seznamNotifikaci"]
        return changes

    def _answer(self, ico: str, register: str) -> Json | None:
        """Return the whole answer of a part of ARES for a number, or None where it has none."""
        path = _path(ico, register)
        answer = self._polite.get(path)
        if answer.status == _NOT_FOUND and _error(answer).get("kod") == "NENALEZENO":
            return None
        return self._given(path, answer)

    def _checked(self, ico: str, register: str, schema: str, whole: Json) -> Json:
        path = _path(ico, register)
        kept = self._kept(schema, whole, path)
        told = kept.get("icoId") or kept.get("ico")
        if told and told != ico:
            raise Misfit(f"{path} answered with another subject.")
        return kept

    def _read(self, wanted: Mapping[str, Any], found: Found) -> int:
        """Turn the pages of a search once; return how many subjects it is said to have."""
        path, start, total = "/ekonomicke-subjekty/vyhledat", 0, 1
        misfits = []
        while start < total:
            answer = self._given(
                path, self._polite.post(path, {**wanted, "start": start, "pocet": _PAGE})
            )
            one_by_one = answer.get("ekonomickeSubjekty")
            items = one_by_one if isinstance(one_by_one, list) else []
            # Each subject is checked alone, so that one that does not fit leaves the others.
            rest = {**answer, "ekonomickeSubjekty": []} if items else answer
            total = int(self._kept("EkonomickeSubjektySeznam", rest, path)["pocetCelkem"])
            for item in items:
                try:
                    subject = self._kept("EkonomickySubjekt", item, path)
                except Misfit as misfit:
                    misfits.append(misfit)
                else:
                    if number := subject.get("ico"):
                        found.subjects[number] = subject
                    else:
                        total -= 1
            if not items:
                break
            start += len(items)
        found.misfits = misfits
        return total

    def _kept(self, schema: str, answer: Any, path: str) -> Json:
        kept = contract.kept(schema, answer, path)
        self.unknown_keys |= kept.unknown
        value: Json = kept.value
        return value

    def _given(self, path: str, answer: Answer) -> Json:
        """Return the body of a good answer; an error that ARES tells is raised."""
        if answer.status == _OK:
            if isinstance(answer.body, dict):
                return answer.body
            raise Misfit(f"{path} answered with no object; {VERSION} is what is read.")
        told = _error(answer)
        if answer.status == _BAD and told.get("subKod") == _TOO_MANY:
            raise TooMany(_count(str(told.get("popis", ""))))
        codes = [code for key in ("kod", "subKod") if _CODE.fullmatch(code := str(told.get(key)))]
        raise RemoteUnavailable(
            f"{path} refuses the question with status {answer.status}"
            + (f" ({', '.join(codes)})." if codes else "; is PARTNERNET_ARES_URL right?")
        )


def _path(ico: str, register: str) -> str:
    return f"/ekonomicke-subjekty{register}/{ico}"


def _error(answer: Answer) -> Json:
    return answer.body if isinstance(answer.body, dict) else {}


def _count(text: str) -> int:
    match = _COUNT.search(text)
    return int("".join(match[1].split())) if match else 0
