"""One subject of the Czech public registers as XML tells it: what is true now, and former names.

A subject is a list of entries (``Udaj``), each of a type (``udajTyp/kod``) and with the days on
which it was made and deleted. Entries that are lists themselves hold others (``podudaje``). Only
the types named here are looked at; members of bodies, partners, shareholders, owners and
liquidators are persons, and their entries are never read.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from indexer.normalise import text
from indexer.sources.xml import Element

NAME, SEAT, FORM, FILE_NUMBER, BEGIN = "NAZEV", "SIDLO", "PRAVNI_FORMA", "SPIS_ZN", "VZNIK"
ACTIVITIES = (
    "PREDMET_PODNIKANI",
    "PREDMET_CINNOSTI",
    "DOPLNKOVA_CINNOST",
    "PREDMET_VEDLEJSI_CINNOSTI",
)
PURPOSES = ("UCEL_SUBJEKTU", "UCEL_FONDU")
INSOLVENCY = ("INSOLVENCNI_ZAPIS", "KONKURS_PROHLASENI", "ZRUSENI_KONKURSU")
"""Their texts, which name persons, decide the status only."""
LIQUIDATION = "LIKVIDATOR"
_PERSON = re.compile(r"\bfyzick[áé] osob", re.IGNORECASE)
"""In the name of a legal form, for codes that no list has."""
SOLE_TRADER = ("PODNIKATEL_SEKCE", "PODNIKATEL")
_SECTIONS = frozenset(
    {
        *(f"{kind}_SEKCE" for kind in (*ACTIVITIES, *PURPOSES)),
        *("INSOLVENCE_SEKCE", "INSOLVENCE", "KONKURS_SEKCE", "KONKURS"),
    }
)
"""Entries that hold others. Those of an establishment (``ODSTEPNY_ZAVOD``) hold a second seat and
second activities, which are not the subject's own, so they are none of these."""
_WANTED = frozenset(
    {
        *(NAME, SEAT, FORM, FILE_NUMBER, BEGIN, LIQUIDATION),
        *(*ACTIVITIES, *PURPOSES, *INSOLVENCY, *SOLE_TRADER),
    }
)


class Entry(NamedTuple):
    """One entry of a wanted type."""

    type: str
    made: str
    deleted: str
    """Empty where it is still true."""
    element: Element


class Address(NamedTuple):
    """``adresa`` of a seat, in the register's words."""

    country: str = ""
    town: str = ""
    part: str = ""
    street: str = ""
    house: str = ""
    postal_code: str = ""
    district: str = ""
    line: str = ""
    """The address as one text, where the parts are not told."""


def own(element: Element, path: str) -> str:
    """Return the text at ``path`` below ``element``, clean, empty where there is none."""
    return text.clean(element.findtext(path) or "")


def entries(subject: Element) -> list[Entry]:
    """Return the entries of a subject, outermost ones first."""
    return list(_entries(subject.iterfind("udaje/Udaj")))


def _entries(elements: Iterable[Element], section_deleted: str = "") -> Iterator[Entry]:
    for element in elements:
        # Most entries are of persons: they are passed over by their type alone.
        kind = (element.findtext("udajTyp/kod") or "").strip()
        if kind not in _WANTED and kind not in _SECTIONS:
            continue
        deleted = own(element, "vymazDatum") or section_deleted
        if kind in _WANTED:
            yield Entry(kind, own(element, "zapisDatum"), deleted, element)
        if kind in _SECTIONS:
            yield from _entries(element.iterfind("podudaje/Udaj"), deleted)


class Subject:
    """What a subject is now, and what it was called before."""

    def __init__(self, element: Element) -> None:
        self._element = element
        self._entries = entries(element)
        self.ico = own(element, "ico")
        self.name = own(element, "nazev") or self._text(NAME)
        self.entered = own(element, "zapisDatum")
        self.deleted = own(element, "vymazDatum")

    @property
    def newest(self) -> str:
        """The day of the last change that the entries show, empty where they show none."""
        days = (day for one in self._entries for day in (one.made, one.deleted))
        return max((*days, self.entered), default="")

    @property
    def began(self) -> str:
        """The day on which it came into being."""
        return self._text(BEGIN) or self.entered

    @property
    def form(self) -> tuple[str, str]:
        """Code and name of the legal form."""
        found = self._current(FORM)
        if not found:
            return "", ""
        return own(found[0].element, "pravniForma/kod"), own(found[0].element, "pravniForma/nazev")

    @property
    def sole_trader(self) -> bool:
        """Whether the register says that it is a person trading on his or her own."""
        entered = any(one.type in SOLE_TRADER for one in self._entries)
        return entered or _PERSON.search(self.form[1]) is not None

    @property
    def former_names(self) -> tuple[str, ...]:
        """The names that were deleted, in the order of the register."""
        deleted = (
            text.name(own(one.element, "hodnotaText"))
            for one in self._entries
            if one.type == NAME and not self._holds(one)
        )
        return tuple(dict.fromkeys(name for name in deleted if name and name != self.name))

    @property
    def activities(self) -> tuple[str, ...]:
        """The registered activities that are still true."""
        return self._texts(ACTIVITIES)

    @property
    def purposes(self) -> tuple[str, ...]:
        """What it is for, in its own words."""
        return self._texts(PURPOSES)

    @property
    def in_liquidation(self) -> bool:
        """Whether a liquidator is entered."""
        return bool(self._current(LIQUIDATION))

    @property
    def file_number(self) -> str:
        """Section, insert and court of the register (``C 231666/MSPH``), empty where not told."""
        for one in self._current(FILE_NUMBER):
            parts = [own(one.element, f"spisZn/{part}") for part in ("oddil", "vlozka", "soud/kod")]
            if all(parts):
                return f"{parts[0]} {parts[1]}/{parts[2]}"
        return ""

    @property
    def insolvency(self) -> tuple[str, ...]:
        """Texts of current entries on insolvency, the oldest first. They name persons."""
        found = sorted(
            (one for one in self._entries if one.type in INSOLVENCY and self._holds(one)),
            key=lambda one: one.made,
        )
        paths = ("udajTyp/nazev", "hodnotaText", "hodnotaUdaje/text")
        return tuple(" ".join(own(one.element, path) for path in paths) for one in found)

    @property
    def address(self) -> Address:
        """The current seat."""
        for one in self._current(SEAT):
            return _address(one.element)
        return Address()

    def _holds(self, entry: Entry) -> bool:
        """Tell whether an entry is still true, or was when all of them were deleted."""
        return not entry.deleted or entry.deleted == self.deleted

    def _current(self, kind: str) -> Sequence[Entry]:
        """Return the entries of a type that are still true, the newest first."""
        found = [one for one in self._entries if one.type == kind and self._holds(one)]
        return sorted(found, key=lambda one: one.made, reverse=True)

    def _text(self, kind: str) -> str:
        return next((own(one.element, "hodnotaText") for one in self._current(kind)), "")

    def _texts(self, kinds: Sequence[str]) -> tuple[str, ...]:
        found = (
            own(one.element, "hodnotaText")
            for kind in kinds
            for one in self._entries
            if one.type == kind and self._holds(one)
        )
        return tuple(dict.fromkeys(filter(None, found)))


def _address(entry: Element) -> Address:
    def part(name: str) -> str:
        return own(entry, f"adresa/{name}")

    listed = f"č. ev. {part('cisloEv')}" if part("cisloEv") else ""
    house = "/".join(filter(None, (part("cisloPo") or listed, part("cisloOr"))))
    return Address(
        country=part("statNazev"),
        town=part("obec"),
        part=part("castObce"),
        street=part("ulice"),
        house=house or part("cisloText"),
        postal_code=part("psc"),
        district=part("okres"),
        line=part("adresaText"),
    )
