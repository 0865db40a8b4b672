"""What is read of an XJustiz message with the content of a German register.

Only the legal person itself: those who lead it, represent it or own it are participants of their
own (``beteiligung``), which nothing here looks at.
"""

from collections.abc import Iterator
from typing import NamedTuple

from indexer.normalise import text
from indexer.sources import xml

_SPACE = {"x": "http://www.xjustiz.de"}
"""The namespace of every version; which one it is stands in the head of the message."""
TAG = "{http://www.xjustiz.de}nachricht.reg.0400003"
_BODY = "x:fachdatenRegister/x:basisdatenRegister/x:rechtstraeger"
_CASE = "x:grunddaten/x:verfahrensdaten/x:instanzdaten"
_FILE_NUMBER = f"{_CASE}/x:aktenzeichen/x:auswahl_aktenzeichen"
_STRUCTURED = f"{_FILE_NUMBER}/x:aktenzeichen.strukturiert"
_EXTRACT = "x:fachdatenRegister/x:auszug"
_BUSINESS, _PRIVATE = "003", "017"
"""Kinds of address in the code list gds.anschriftstyp."""


class Address(NamedTuple):
    """An address of a legal person, in the message's words."""

    kind: str = ""
    street: str = ""
    house: str = ""
    postal_code: str = ""
    town: str = ""
    part: str = ""
    state: str = ""

    @classmethod
    def of(cls, element: xml.Element) -> "Address":
        """Return what an element of the type ``anschrift`` tells."""
        paths = (
            *("x:anschriftstyp/code", "x:strasse", "x:hausnummer", "x:postleitzahl", "x:ort"),
            *("x:ortsteil", "x:staat//code"),
        )
        found = (element.findtext(path, namespaces=_SPACE) for path in paths)
        return cls(*(text.clean(one or "") for one in found))


class Message:
    """The parts of a message that are read."""

    def __init__(self, root: xml.Element) -> None:
        self._root = root

    def _text(self, path: str) -> str:
        """Return the text at a path, clean, empty where there is none."""
        return text.clean(self._root.findtext(path, namespaces=_SPACE) or "")

    def _texts(self, path: str) -> Iterator[str]:
        """Yield the texts of all elements at a path."""
        return (
            text.clean(found.text or "") for found in self._root.iterfind(path, namespaces=_SPACE)
        )

    @property
    def version(self) -> str:
        """What the head says of the version, empty where it says nothing."""
        head = self._root.find("x:nachrichtenkopf", namespaces=_SPACE)
        return "" if head is None else text.clean(head.get("xjustizVersion", ""))[:20]

    @property
    def fits(self) -> bool:
        """Whether the message has what is read."""
        return self._root.find(_BODY, namespaces=_SPACE) is not None

    @property
    def name(self) -> str:
        """The name as it is entered now."""
        return self._text(f"{_BODY}/x:bezeichnung/x:bezeichnung.aktuell")

    @property
    def former_names(self) -> Iterator[str]:
        """The names that it had before."""
        return self._texts(f"{_BODY}/x:bezeichnung/x:bezeichnung.alt")

    @property
    def form(self) -> str:
        """The code of the legal form."""
        return self._text(f"{_BODY}/x:angabenZurRechtsform/x:rechtsform/code")

    @property
    def purpose(self) -> str:
        """The stated purpose."""
        return self._text("x:fachdatenRegister/x:basisdatenRegister/x:gegenstand")

    @property
    def entries(self) -> Iterator[str]:
        """The texts of the register's entries, in its order. They name persons."""
        return self._texts(f"{_EXTRACT}/x:eintragungstext/x:text")

    @property
    def register(self) -> str:
        """``HRB``, ``HRA``, ``GnR``, ``VR``, ``PR``, ``GsR``; empty where it is not structured."""
        return self._text(f"{_STRUCTURED}/x:register/code")

    @property
    def number(self) -> str:
        """Register and number, ``HRB 32007``, with what follows the number."""
        parts = (self.register, self._text(f"{_STRUCTURED}/x:laufendeNummer"))
        if all(parts):
            return " ".join(filter(None, (*parts, self._text(f"{_STRUCTURED}/x:zusatz"))))
        return self._text(f"{_FILE_NUMBER}/x:aktenzeichen.freitext")

    @property
    def court(self) -> str:
        """The code of the court that keeps the register."""
        return self._text(f"{_CASE}/x:auswahl_instanzbehoerde/x:gericht/code")

    @property
    def address(self) -> Address:
        """The business address, else the seat alone."""
        found = self._root.findall(f"{_BODY}/x:anschrift", namespaces=_SPACE)
        told = [one for one in map(Address.of, found) if one.kind != _PRIVATE]
        # Sorting keeps the order of the others.
        best = next(iter(sorted(told, key=lambda one: one.kind != _BUSINESS)), Address())
        return best if best.town else best._replace(town=self._text(f"{_BODY}/x:sitz/x:ort"))

    @property
    def drawn(self) -> str:
        """The day on which the extract was drawn."""
        written = self._text("x:nachrichtenkopf/x:erstellungszeitpunkt")
        return self._text(f"{_EXTRACT}/x:abrufdatum") or written[:10]
