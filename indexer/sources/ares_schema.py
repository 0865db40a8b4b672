"""The parts of ARES answers that are read, as the API description 1.3.0 defines them.

Persons (statutory bodies, partners, shareholders) are not among them, so the decoder passes over
them. The register part of ARES keeps history: an entry with ``datumVymazu`` is no longer true.
"""

import msgspec

VERSION = "ARES REST v3 (API description 1.3.0)"


class _Read(msgspec.Struct, rename="camel", kw_only=True):
    """Keys are in camel case in the answers."""


class Seat(_Read):
    """``Adresa``."""

    kod_statu: str | None = None
    kod_kraje: int | None = None
    kod_obce: int | None = None
    nazev_obce: str | None = None
    nazev_casti_obce: str | None = None
    nazev_ulice: str | None = None
    cislo_domovni: int | None = None
    cislo_orientacni: int | None = None
    cislo_orientacni_pismeno: str | None = None
    psc: int | None = None
    textova_adresa: str | None = None


class Statistics(_Read):
    """``StatistickeUdaje``."""

    kategorie_poctu_pracovniku: str | None = None


class Subject(_Read):
    """``EkonomickySubjekt`` and ``ZaznamRes``: what both tell of a subject."""

    ico: str | None = None
    obchodni_jmeno: str | None = None
    sidlo: Seat | None = None
    pravni_forma: str | None = None
    datum_vzniku: str | None = None
    datum_zaniku: str | None = None
    datum_aktualizace: str | None = None
    dic: str | None = None
    cz_nace: list[str] = []
    cz_nace_prevazujici: str | None = None
    cz_nace2008: list[str] | None = msgspec.field(name="czNace2008", default=None)
    cz_nace_prevazujici2008: str | None = msgspec.field(name="czNacePrevazujici2008", default=None)
    okres_nuts_lau: str | None = None
    statisticke_udaje: Statistics | None = None
    primarni_zaznam: bool | None = None


class Text(_Read):
    """``ObecnyTextVr`` and its kin: a value with the days it was entered and deleted."""

    hodnota: str | None = None
    text: str | None = None
    """What an entry on insolvency has in the place of ``hodnota``."""
    datum_zapisu: str | None = None
    datum_vymazu: str | None = None


class Proceeding(_Read):
    """``InsolvencniRizeniVr`` and ``KonkursVr``."""

    text: str | None = None
    insolvencni_zapis: list[Text] = []
    zruseni_konkursu: list[Text] = []
    datum_zapisu: str | None = None
    datum_vymazu: str | None = None


class DatedSeat(_Read):
    """``AdresaVr``."""

    adresa: Seat | None = None
    datum_vymazu: str | None = None


class Activities(_Read):
    """``CinnostiVr``."""

    predmet_podnikani: list[Text] = []
    predmet_cinnosti: list[Text] = []
    doplnkova_cinnost: list[Text] = []
    ucel: list[Text] = []


class RegisterEntry(_Read):
    """``ZaznamVr``: a subject in the public register."""

    ico: str | list[Text] | None = None
    obchodni_jmeno: list[Text] = []
    pravni_forma: list[Text] = []
    adresy: list[DatedSeat] = []
    cinnosti: Activities | None = None
    datum_vzniku: list[Text] = []
    insolvence: list[Proceeding] = []
    konkursy: list[Proceeding] = []
    datum_vymazu: str | None = None
    datum_aktualizace: str | None = None


class Answer(_Read):
    """What every answer can hold; its keys tell which kind it is."""

    ekonomicke_subjekty: list[msgspec.Raw] | None = None
    zaznamy: list[msgspec.Raw] | None = None
    ico: msgspec.Raw = msgspec.Raw()
    ico_id: str | None = None
    obchodni_jmeno: msgspec.Raw = msgspec.Raw()
    kod: msgspec.Raw = msgspec.Raw()
    delivery: str | None = None


NOTHING = msgspec.Raw()
"""Stands for an answer that there is not; only this one is left out of a line."""


class Delivered(_Read, omit_defaults=True):
    """A line of a delivery: what ``partnernet data fetch ares`` got to know of one subject."""

    delivery: str
    """The version of ARES that answered."""
    ico: str
    fetched: str
    """Day on which ARES told this last, ISO."""
    updated: str = ""
    """``datumAktualizace`` of the basic answer, by which a change is noticed."""
    municipality: int = 0
    """``kodObce`` of the basic answer, by which it is noticed that a subject left a district."""
    insolvent: bool = False
    """True where the public register tells of an insolvency that goes on."""
    unknown: bool = False
    """True where ARES knew no subject of that number; ``basic`` is what it told last, if ever."""
    basic: msgspec.Raw = NOTHING
    """Answers as they came, without persons: ``EkonomickySubjekt``, …"""
    res: msgspec.Raw = NOTHING
    """… ``EkonomickySubjektRes`` of the statistical register, …"""
    vr: msgspec.Raw = NOTHING
    """… and ``EkonomickySubjektVr`` of the public register."""
