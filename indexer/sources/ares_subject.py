"""One organisation from what the parts of ARES tell of it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from core.records import Edition, Identifier, Organisation, Place, Sector, Status
from indexer.normalise import addresses, text
from indexer.sources import ares_standing, build
from indexer.sources.ares_schema import RegisterEntry, Seat, Subject, Text
from indexer.sources.base import NATURAL_PERSON, OUTSIDE, Outcome, Row, RowRejected
from taxonomy import gazetteer, kinds, legalforms, nace, sizes


@dataclass(frozen=True)
class Part:
    """A record of one part of ARES, with the row that it came in."""

    row: Row
    record: Subject | RegisterEntry
    date: str = ""
    """Day on which ARES told it, where that is known; else that of its last change counts."""

    @property
    def ico(self) -> str:
        """The subject's number. Raises RowRejected where there is none or it is wrong."""
        number = self.record.ico
        if isinstance(number, list):
            number = next(_current(number), "")
        if not number:
            raise RowRejected("no_key", "The record has no IČO.")
        return build.required_ico(number)

    @property
    def rank(self) -> tuple[bool, str]:
        """What tells the better of two records: the primary one, then the newer one."""
        primary = isinstance(self.record, Subject) and self.record.primarni_zaznam is True
        return primary, self.record.datum_aktualizace or ""


@dataclass(frozen=True)
class _Told:
    """What the parts tell of one subject."""

    row: Row
    subjects: Sequence[Subject]
    entries: Sequence[RegisterEntry]
    """Of the public register."""

    def first(self, *values: Iterable[str | None]) -> str:
        """Return the first value that is not empty."""
        return next((value for several in values for value in several if value), "")

    @property
    def form(self) -> str:
        return self.first(
            (one.pravni_forma for one in self.subjects),
            (value for one in self.entries for value in _current(one.pravni_forma)),
        )

    @property
    def name(self) -> str:
        return self.first(
            (one.obchodni_jmeno for one in self.subjects),
            (value for one in self.entries for value in _current(one.obchodni_jmeno)),
        )

    @property
    def founded(self) -> str:
        return self.first(
            (one.datum_vzniku for one in self.subjects),
            (value for one in self.entries for value in _current(one.datum_vzniku)),
        )

    @property
    def ended_on(self) -> str:
        """Day on which it ended, as far as it is told."""
        return build.day(
            self.row,
            self.first(
                (one.datum_zaniku for one in self.subjects),
                (one.datum_vymazu for one in self.entries),
            ),
            "the end",
        )

    @property
    def ended(self) -> bool:
        return any(one.datum_zaniku for one in self.subjects) or any(
            one.datum_vymazu for one in self.entries
        )


def organisation(parts: Sequence[Part], *, insolvent: bool = False) -> Outcome:
    """Return the organisation that ``parts``, which share an IČO, tell of.

    ``insolvent`` says that it is, where the words that tell so are not among the parts any more.
    """
    told = _Told(
        parts[0].row,
        [part.record for part in parts if isinstance(part.record, Subject)],
        [part.record for part in parts if isinstance(part.record, RegisterEntry)],
    )
    form = build.czech_form(told.row, told.form)
    if legalforms.natural_person(form) and not told.row.context.natural_persons:
        return NATURAL_PERSON
    seat = build.place(told.row, _seat(told))
    if build.outside(seat, told.row.context.border):
        return OUTSIDE
    if not (seat.region or seat.postal_code or seat.locality):
        told.row.remark("no_place", "The answer tells no seat, so the subject was taken without.")
    taken = _organisation(parts, told, form, seat, insolvent)
    return build.ended(taken, told.ended_on) if told.ended else taken


def _organisation(
    parts: Sequence[Part], told: _Told, form: str, seat: Place, insolvent: bool
) -> Organisation:
    row, ico = told.row, parts[0].ico
    name = build.required_name(row, told.name)
    return Organisation(
        id=f"cz-{ico}",
        kind=kinds.kind_of(name, form, "CZ"),
        language="cs",
        country="CZ",
        name=name,
        legal_form=form,
        identifiers=(Identifier("ico", ico), *_tax_number(told, form)),
        place=seat,
        sectors=_sectors(told),
        activities=_activities(told),
        purpose=" ".join(
            _distinct(goal for one in told.entries if one.cinnosti for goal in one.cinnosti.ucel)
        ),
        founded=build.day(row, told.founded, "foundation"),
        size_class=sizes.employees(
            told.first(
                one.statisticke_udaje.kategorie_poctu_pracovniku
                for one in told.subjects
                if one.statisticke_udaje
            )
        ),
        former_names=_former_names(told, name),
        status=_status(told, name, insolvent),
        provenance=tuple(
            dict.fromkeys(
                source
                for part in parts
                for source in part.row.provenance(ico, part.date or part.record.datum_aktualizace)
            )
        ),
    )


def _current(entries: Iterable[Text]) -> Iterator[str]:
    """Yield the values that are still true."""
    return (one.hodnota for one in entries if one.hodnota and not one.datum_vymazu)


def _distinct(entries: Iterable[Text]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, map(text.clean, _current(entries)))))


def _activities(told: _Told) -> tuple[str, ...]:
    given = [one.cinnosti for one in told.entries if one.cinnosti]
    return _distinct(
        entry
        for one in given
        for entry in (*one.predmet_podnikani, *one.predmet_cinnosti, *one.doplnkova_cinnost)
    )


def _former_names(told: _Told, name: str) -> tuple[str, ...]:
    deleted = (
        text.name(entry.hodnota or "")
        for one in told.entries
        for entry in one.obchodni_jmeno
        if entry.datum_vymazu
    )
    return tuple(dict.fromkeys(former for former in deleted if former and former != name))


def _status(told: _Told, name: str, insolvent: bool) -> Status:
    if insolvent or ares_standing.insolvent(told.entries):
        return "insolvency"
    return legalforms.parse(name, "CZ").status or "active"


def _tax_number(told: _Told, form: str) -> tuple[Identifier, ...]:
    """Return the tax number, which for a natural person can be the birth number."""
    number = told.first(one.dic for one in told.subjects)
    if not number or legalforms.natural_person(form):
        return ()
    return build.identifier(told.row, "vat", number)


def _seat(told: _Told) -> build.Seat:
    seat = next((one.sidlo for one in told.subjects if one.sidlo), None) or next(
        (
            dated.adresa
            for one in told.entries
            for dated in one.adresy
            if dated.adresa and not dated.datum_vymazu
        ),
        Seat(),
    )
    line = addresses.parsed(seat.textova_adresa or "", "CZ")
    street = seat.nazev_ulice or seat.nazev_casti_obce or seat.nazev_obce or ""
    house = "/".join(
        str(number) for number in (seat.cislo_domovni, seat.cislo_orientacni) if number
    )
    kraj = "" if seat.kod_kraje is None else str(seat.kod_kraje)
    return build.Seat(
        country=seat.kod_statu or "CZ",
        street=street if house else line.street,
        number=f"{house}{seat.cislo_orientacni_pismeno or ''}" if house else "",
        postal_code=line.postal_code if seat.psc is None else str(seat.psc),
        locality=seat.nazev_obce or line.locality,
        part=seat.nazev_casti_obce or "",
        municipality_code="" if seat.kod_obce is None else str(seat.kod_obce),
        district=told.first(one.okres_nuts_lau for one in told.subjects),
        region=gazetteer.kraje().get(kraj, ""),
    )


def _sectors(told: _Told) -> tuple[Sector, ...]:
    """Return the sectors, from the record that tells the prevailing one if there is one."""
    for subject in sorted(told.subjects, key=lambda one: not one.cz_nace_prevazujici):
        edition, main = _edition(subject), subject.cz_nace_prevazujici
        codes = [main, *subject.cz_nace] if main else subject.cz_nace
        if not codes:
            edition, main = "NACE2", subject.cz_nace_prevazujici2008
            codes = [main or "", *(subject.cz_nace2008 or ())]
        if any(codes):
            return build.sectors(told.row, codes, edition, primary=bool(main) or len(codes) == 1)
    return ()


def _edition(subject: Subject) -> Edition:
    """Return the edition of ``czNace``.

    Since 2026 the older codes stand beside it in ``czNace2008``. Before, it held them itself: then
    it is of the older edition, unless one of its codes is known in the newer only.
    """
    if subject.cz_nace2008 is not None or subject.cz_nace_prevazujici2008 is not None:
        return "NACE2.1"
    new = any(
        nace.normalised(code, "NACE2.1") and not nace.normalised(code, "NACE2")
        for code in subject.cz_nace
    )
    return "NACE2.1" if new else "NACE2"
