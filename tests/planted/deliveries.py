"""Deliveries in the formats of the registers in which persons are planted. All of it is invented.

``OFFICER`` stands wherever a register names people: officers, members of organs, owners, contacts,
sole traders. ``BLOCKED`` is the name of a firm that an administrator blocks: in a member list, as a
member of a chamber, as who offers something, in texts of others, as a former name.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

OFFICER = ("Zdislava", "Šeptalová")
TRADER = "Kunigunde Zwölfender"
BLOCKED = "Tischlerei Adalbert Quintenz"
BLOCKED_ID = "de-chemnitz-hrb-77001"

_CHEMNITZ = "Brückenstraße 5, 09111 Chemnitz"


class Delivery(NamedTuple):
    """A file as it is imported."""

    format: str
    file: Path
    mapping: Path | None = None
    legal_basis: str = ""


def written(folder: Path) -> Iterator[Delivery]:
    """Write all deliveries to ``folder``."""
    yield Delivery("res", _file(folder / "res_data.csv", _res()))
    yield Delivery("ares", _file(folder / "ares.jsonl", *map(_json, _ares())))
    yield Delivery("offeneregister", _file(folder / "or.jsonl", *map(_json, _offeneregister())))
    yield Delivery("justice", _file(folder / "justice.xml", _JUSTICE))
    yield Delivery("xjustiz", _file(folder / "si.xml", _xjustiz()), legal_basis="test of privacy")
    mapping = _file(folder / "mapping.yaml", _MAPPING)
    yield Delivery("members", _file(folder / "members.csv", _MEMBERS), mapping)
    yield Delivery("catalogue", _file(folder / "fair.jsonl", *map(_json, _catalogue())))


def _file(path: Path, *lines: str) -> Path:
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _res() -> str:
    header = (
        "ICO,OKRESLAU,DDATVZN,DDATZAN,ZPZAN,DDATPAKT,FORMA,ROSFORMA,KATPO,NACE,NACE2025,ICZUJ,FIRMA,"
        "CISS2010,KODADM,TEXTADR,PSC,OBEC_TEXT,COBCE_TEXT,ULICE_TEXT,TYPCDOM,CDOM,COR,DATPLAT,PRIZNAK"
    )
    name = " ".join(OFFICER)
    firm = "26168685,CZ0513,2001-01-01,,,2026-01-01,112,112,110,1623,1623,"
    firm += (
        '562335,Truhlárna Liberec s.r.o.,1,1,"Dlouhá 5, Liberec",46001,Liberec,Liberec,Dlouhá,1,5,'
    )
    firm += ",2026-10-01,1"
    trader = "71111117,CZ0513,2001-01-01,,,2026-01-01,101,101,110,1623,1623,"
    trader += (
        f'562335,{name},1,1,"Dlouhá 7, Liberec",46001,Liberec,Liberec,Dlouhá,1,7,,2026-10-01,1'
    )
    return "\n".join((header, firm, trader))


def _ares() -> Iterator[dict[str, Any]]:
    first, last = OFFICER
    person = {
        "jmeno": first,
        "prijmeni": last,
        "datumNarozeni": "1955-02-03",
        "adresa": {"textovaAdresa": "Dlouhá 7, Liberec"},
    }
    member = {"datumZapisu": "2022-12-06", "fyzickaOsoba": person}
    yield {
        "icoId": "26168685",
        "zaznamy": [
            {
                "ico": "26168685",
                "obchodniJmeno": [
                    {"datumZapisu": "2003-08-26", "hodnota": "Truhlárna Liberec s.r.o."}
                ],
                "pravniForma": [{"datumZapisu": "2003-08-26", "hodnota": "112"}],
                "adresy": [
                    {
                        "datumZapisu": "2003-08-26",
                        "adresa": {
                            "kodStatu": "CZ",
                            "kodKraje": 51,
                            "nazevObce": "Liberec",
                            "psc": 46001,
                        },
                    }
                ],
                "statutarniOrgany": [{"nazevOrganu": "Jednatel", "clenoveOrganu": [member]}],
                "spolecnici": [{"spolecnik": [{"osoba": member}]}],
                "akcionari": [{"clenoveOrganu": [member]}],
            }
        ],
    }


def _offeneregister() -> Iterator[dict[str, Any]]:
    name = " ".join(OFFICER)
    officer = {"name": name, "position": "Geschäftsführer", "type": "person",
               "other_attributes": {"firstname": OFFICER[0], "lastname": OFFICER[1]}}  # fmt: skip
    for number, kind, firm in (
        ("77001", "HRB", f"{BLOCKED} GmbH"),
        ("77002", "HRB", "Möbelwerk Chemnitz GmbH"),
        ("77003", "HRA", f"{TRADER} e.K."),
    ):
        yield {
            "company_number": f"U1206_{kind}{number}",
            "name": firm,
            "current_status": "currently registered",
            "registered_address": f"{_CHEMNITZ}.",
            "retrieved_at": "2026-02-01T00:00:00Z",
            "officers": [officer],
            "all_attributes": {
                "native_company_number": f"Chemnitz {kind} {number}",
                "registrar": "Chemnitz",
                "federal_state": "Saxony",
                "_registerArt": kind,
                "_registerNummer": number,
            },
        }


_JUSTICE = f"""<xml>
<Subjekt>
  <nazev>Truhlárna Liberec s.r.o.</nazev>
  <ico>26168685</ico>
  <zapisDatum>2020-01-15</zapisDatum>
  <udaje>
    <Udaj><zapisDatum>2020-01-15</zapisDatum><udajTyp><kod>SIDLO</kod></udajTyp>
      <adresa><statNazev>Česká republika</statNazev><obec>Liberec</obec><ulice>Dlouhá</ulice>
      <cisloPo>5</cisloPo><psc>46001</psc></adresa></Udaj>
    <Udaj><zapisDatum>2020-01-15</zapisDatum><udajTyp><kod>PRAVNI_FORMA</kod></udajTyp>
      <pravniForma><kod>112</kod></pravniForma></Udaj>
    <Udaj><zapisDatum>2020-01-15</zapisDatum><udajTyp><kod>STATUTARNI_ORGAN</kod></udajTyp>
      <podudaje><Udaj><udajTyp><kod>STATUTARNI_ORGAN_CLEN</kod></udajTyp>
        <osoba><jmeno>{OFFICER[0]}</jmeno><prijmeni>{OFFICER[1]}</prijmeni>
        <narozDatum>1955-02-03</narozDatum></osoba></Udaj></podudaje></Udaj>
    <Udaj><zapisDatum>2020-01-15</zapisDatum><udajTyp><kod>SPOLECNIK</kod></udajTyp>
      <hodnotaText>{" ".join(OFFICER)}</hodnotaText>
      <osoba><jmeno>{OFFICER[0]}</jmeno><prijmeni>{OFFICER[1]}</prijmeni></osoba></Udaj>
  </udaje>
</Subjekt>
</xml>"""


def _xjustiz() -> str:
    sample = (
        Path(__file__).parent.parent / "data/xjustiz/si_reg0400003_v3.5.1_leipzig_sanitised.xml"
    )
    text = (
        sample.read_text(encoding="utf-8").replace("04109", "09111").replace("Leipzig", "Chemnitz")
    )
    first, last = OFFICER
    person = (
        "<tns:beteiligung><tns:rolle><tns:rollennummer>2</tns:rollennummer></tns:rolle>"
        "<tns:beteiligter><tns:auswahl_beteiligter><tns:natuerlichePerson><tns:vollerName>"
        f"<tns:vorname>{first}</tns:vorname><tns:nachname>{last}</tns:nachname></tns:vollerName>"
        "<tns:geburt><tns:geburtsdatum>1955-02-03</tns:geburtsdatum></tns:geburt>"
        "</tns:natuerlichePerson></tns:auswahl_beteiligter></tns:beteiligter></tns:beteiligung>"
    )
    return text.replace("</tns:verfahrensdaten>", f"{person}</tns:verfahrensdaten>")


_MAPPING = """country: DE
language: de
date: 2026-09-30
columns:
  name: Firma
  hr: Register
  street: Strasse
  postal_code: PLZ
  locality: Ort
  purpose: Zweck
  website: Internet
"""
_MEMBERS = f"""Firma;Register;Strasse;PLZ;Ort;Zweck;Internet;Ansprechpartner
{BLOCKED} GmbH;Chemnitz HRB 77001;Brückenstr. 5;09111;Chemnitz;Wir tischlern.;;{" ".join(OFFICER)}
Möbelwerk Chemnitz GmbH;Chemnitz HRB 77002;Brückenstr. 5;09111;Chemnitz;\
Wir bauen Möbel. Früher {BLOCKED}. Wir liefern.;;{" ".join(OFFICER)}"""


def _catalogue() -> Iterator[dict[str, Any]]:
    common = {"language": "de", "country": "DE", "date": "2026-09-01"}
    yield {
        "type": "organisation",
        "id": "kammer",
        "kind": "chamber",
        "name": "Kammer Chemnitz",
        "text": f"Wir beraten. Vorstand: {BLOCKED}.",
        "members": ["Möbelwerk Chemnitz GmbH", f"{BLOCKED} GmbH"],
        "place": {"postal_code": "09111", "locality": "Chemnitz"},
        **common,
    }
    yield {
        "type": "offer",
        "id": "offer/1",
        "title": "Treppen aus Eiche",
        "organisation": BLOCKED_ID,
        "organisation_name": f"{BLOCKED} GmbH",
        **common,
    }
    yield {
        "type": "request",
        "id": "request/2",
        "title": "Türen gesucht",
        "organisation_name": BLOCKED.upper(),
        **common,
    }
    yield {
        "type": "offer",
        "id": "offer/4",
        "title": f"Nachfolge für {BLOCKED}",
        "organisation": "de-chemnitz-hrb-77002",
        **common,
    }
    yield {
        "type": "event",
        "id": "event/3",
        "title": "Tag des Holzes",
        "text": f"Es tischlert {BLOCKED}. Eintritt frei.",
        "organisation": "kammer",
        **common,
    }
