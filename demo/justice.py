"""Writes some Czech firms as open data of the public registers: XML for each form, court and year.

The files of this year hold all of them with their history, those of an earlier year some in the
state that they had then. One person is entered with each firm, to prove that none is read.
"""

import gzip
import random
from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from xml.sax.saxutils import escape

from core.files import replacing
from demo import differences
from demo.ares import FORMER_ACTIVITY
from demo.firms import Firm
from taxonomy import places

_COURTS = {"CZ041": ("plzen", "KSPL", "Krajský soud v Plzni")}
_OTHER_COURT = ("usti_nad_labem", "KSUL", "Krajský soud v Ústí nad Labem")
"""Ústecký and Liberecký kraj belong to the court of Ústí."""
_FORMS = {
    "112": ("sro", "C", "Společnost s ručením omezeným"),
    "121": ("as", "B", "Akciová společnost"),
    "111": ("vos", "A", "Veřejná obchodní společnost"),
    "113": ("ks", "A", "Komanditní společnost"),
    "205": ("dr", "Dr", "Družstvo"),
}
_EARLIER = 0.2
"""Share of the firms that the files of an earlier year hold too."""
_HAD_IT = 0.3
_PERSON = "<osoba><jmeno>Osoba</jmeno><prijmeni>Keskryti</prijmeni></osoba>"


def write(folder: Path, firms: Sequence[Firm], valid: date, rng: random.Random) -> list[Path]:
    """Write the registers' files of the year of ``valid`` and of seven years before."""
    files: defaultdict[str, list[str]] = defaultdict(list)
    for firm in differences.sample(firms, rng):
        changed = differences.changed(valid, rng)
        name = f"{_FORMS[firm.form.code][0]}-full-{_court(firm)[0]}"
        files[f"{name}-{valid.year}"].append(_subject(firm, changed, rng))
        if firm.founded.year < valid.year - 7 and rng.random() < _EARLIER:
            files[f"{name}-{valid.year - 7}"].append(_subject(firm, firm.founded, rng))
    return [_packed(folder / f"{name}.xml.gz", files[name]) for name in sorted(files)]


def _packed(path: Path, subjects: Sequence[str]) -> Path:
    whole = "\n".join(('<?xml version="1.0" encoding="UTF-8"?>', "<xml>", *subjects, "</xml>\n"))
    with replacing(path) as file:
        # The time of packing is left out, so that equal demos are equal bytes.
        file.write(gzip.compress(whole.encode(), mtime=0))
    return path


def _court(firm: Firm) -> tuple[str, str, str]:
    district = places.district(firm.address.municipality.district)
    return _COURTS.get(district.region if district else "", _OTHER_COURT)


def _subject(firm: Firm, changed: date, rng: random.Random) -> str:
    since, day = firm.founded.isoformat(), changed.isoformat()
    form, section, title = _FORMS[firm.form.code]
    _, code, court = _court(firm)
    person = _entry("STATUTARNI_ORGAN_CLEN", _PERSON, since)
    entries = [
        *_names(firm, since, day),
        _entry("SIDLO", _seat(firm), since),
        _entry(
            "PRAVNI_FORMA",
            f"<pravniForma><kod>{firm.form.code}</kod><nazev>{title}</nazev>"
            f"<zkratka>{form}</zkratka></pravniForma>",
            since,
        ),
        _entry(
            "SPIS_ZN",
            f"<spisZn><soud><kod>{code}</kod><nazev>{court}</nazev></soud><oddil>{section}</oddil>"
            f"<vlozka>{firm.number[2:]}</vlozka></spisZn>",
            since,
        ),
        _section("PREDMET_PODNIKANI", _activities(firm, since, day, rng), since),
        _entry("STATUTARNI_ORGAN", _inner([person]), since),
    ]
    return (
        f"<Subjekt><nazev>{escape(firm.name)}</nazev><ico>{firm.number}</ico>"
        f"<zapisDatum>{since}</zapisDatum><udaje>{''.join(entries)}</udaje></Subjekt>"
    )


def _names(firm: Firm, since: str, day: str) -> list[str]:
    if not firm.former_name:
        return [_entry("NAZEV", _text(firm.name), since)]
    return [
        _entry("NAZEV", _text(firm.former_name), since, deleted=day),
        _entry("NAZEV", _text(firm.name), day),
    ]


def _activities(firm: Firm, since: str, day: str, rng: random.Random) -> list[str]:
    told = [_entry("PREDMET_PODNIKANI", _text(one), since) for one in firm.activities]
    if rng.random() < _HAD_IT:
        told.append(_entry("PREDMET_PODNIKANI", _text(FORMER_ACTIVITY), since, deleted=day))
    return told


def _seat(firm: Firm) -> str:
    address, town = firm.address, firm.address.municipality
    parts = {
        "statNazev": "Česká republika",
        "obec": town.name,
        "ulice": address.street,
        "cisloPo": str(address.number),
        "cisloOr": str(address.orientation or ""),
        "psc": address.postal_code,
    }
    inner = "".join(f"<{name}>{escape(told)}</{name}>" for name, told in parts.items() if told)
    return f"<adresa>{inner}</adresa>"


def _text(value: str) -> str:
    return f"<hodnotaText>{escape(value)}</hodnotaText>"


def _section(kind: str, entries: Sequence[str], made: str) -> str:
    return _entry(f"{kind}_SEKCE", _inner(entries), made)


def _inner(entries: Sequence[str]) -> str:
    return f"<podudaje>{''.join(entries)}</podudaje>"


def _entry(kind: str, body: str, made: str, *, deleted: str = "") -> str:
    end = f"<vymazDatum>{deleted}</vymazDatum>" if deleted else ""
    return (
        f"<Udaj><zapisDatum>{made}</zapisDatum>{end}<udajTyp><kod>{kind}</kod></udajTyp>"
        f"{body}</Udaj>"
    )
