"""A small delivery for each format, as valid as can be, from which damaged ones are made."""

import bz2
import gzip
import io
import json
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import msgspec
import xlsxwriter

from indexer.sources.ares_schema import VERSION
from tests.remote import subjects
from tests.unit.sources import extracts
from tests.unit.sources.reading import DATA, NOTICES, RES_COLUMNS, res_row
from tests.unit.sources.test_catalogue import entry
from tests.unit.sources.test_members import GOOD, HEADER, MAPPING
from tests.unit.sources.test_offeneregister import company, lines
from tests.unit.sources.test_spreadsheets import HEADER as SHEET_HEADER
from tests.unit.sources.test_spreadsheets import MAPPING as SHEET_MAPPING
from tests.unit.sources.test_spreadsheets import firm

Pack = Callable[[bytes], bytes]


def plain(content: bytes) -> bytes:
    """Leave a file as it is."""
    return content


def zipped(name: str) -> Pack:
    """Return what puts a file as ``name`` into a ZIP archive."""

    def pack(content: bytes) -> bytes:
        archive = io.BytesIO()
        with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as file:
            file.writestr(name, content)
        return archive.getvalue()

    return pack


@dataclass(frozen=True)
class Seed:
    """One file of a delivery, before it is damaged."""

    name: str
    content: bytes
    pack: Pack = plain
    """How the content is packed; both the content and the packed file are damaged."""
    beside: Mapping[str, bytes] = field(default_factory=dict)
    """Files that lie beside it and belong to it."""
    imported: str = ""
    """The file beside it that is imported, where it is not this one."""
    mapping: str = ""
    """What the columns mean, where the format wants to be told."""


def _json_lines(*things: object) -> bytes:
    return b"".join(json.dumps(one, ensure_ascii=False).encode() + b"\n" for one in things)


def _workbook() -> bytes:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as workbook:
        sheet = workbook.add_worksheet()
        for number, row in enumerate((SHEET_HEADER, firm(1), firm(2))):
            sheet.write_row(number, 0, row)
    return content.getvalue()


def _delivered() -> bytes:
    number = subjects.ico(1)
    parts = {
        "basic": subjects.basic(number),
        "res": subjects.statistics(number),
        "vr": subjects.register(number),
    }
    return _json_lines(
        {"delivery": VERSION, "ico": number, "fetched": "2026-11-23", **parts},
        {"delivery": VERSION, "ico": subjects.ico(2), "fetched": "2026-11-23", "unknown": True},
    )


def _sample(path: str) -> bytes:
    return (DATA / path).read_bytes()


_LIST = f"{HEADER}\r\n{GOOD}\r\n".encode()
_CZECH_SHEET = """
country: CZ
language: cs
columns: {ico: IČO, name: Název, postal_code: PSČ, locality: Obec, founded: Založeno}
"""
_RES = "\n".join((RES_COLUMNS, res_row(), res_row(ICO="175"), "")).encode()
_ACTIVITIES = b"ICO,ZDRUD,KODCIS,HODN\n26168685,1,80143,25530\n26168685,2,80004,25620\n"
_REGISTER = lines(company(), company(company_number="U1206_HRB2", name="Zweite GmbH"))
_XJUSTIZ = extracts.xjustiz(entry="Geheime Person").encode()
_INSOLVENT = extracts.udaj("INSOLVENCE", extracts.text_of("Úpadek. Správce: Geheime Person."))
_JUSTICE = extracts.register(
    extracts.subject(extracts.udaj("PREDMET", extracts.text_of("Obrábění"))),
    extracts.subject(_INSOLVENT, ico="00000175", name="Druhá s.r.o."),
).encode()

_CALENDAR = """BEGIN:VCALENDAR
VERSION:2.0
BEGIN:VTIMEZONE
TZID:Praha
BEGIN:STANDARD
DTSTART:19701025T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:19700329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
END:VTIMEZONE
BEGIN:VEVENT
UID:kooperace@example.org
DTSTART;TZID=Praha:20260310T093000
DURATION:PT2H
RRULE:FREQ=MONTHLY;BYDAY=2TU;INTERVAL=2
EXDATE;TZID=Praha:20260512T093000
SUMMARY:Kooperationsbörse der Zulieferer
DESCRIPTION:Gespräche\\, Angebote\\nund Anfragen aus dem
 Maschinenbau
LOCATION:Hotel\\, Zittau
GEO:50.89;14.8
ORGANIZER;CN=Geheime Person:mailto:geheim@example.org
END:VEVENT
BEGIN:VEVENT
UID:2
DTSTART;VALUE=DATE:20260401
DTEND;VALUE=DATE:20260403
RRULE:FREQ=YEARLY
SUMMARY:Messe
END:VEVENT
END:VCALENDAR
""".replace("\n", "\r\n").encode()
_EVENT = {
    "@context": "https://schema.org",
    "@type": "BusinessEvent",
    "@id": "#e1",
    "name": {"@value": "Kooperationsbörse", "@language": "de"},
    "description": "Gespräche &amp; Angebote aus dem Maschinenbau",
    "startDate": "2098-03-10T09:30+01:00",
    "endDate": "2098-03-10",
    "location": {
        "@type": "Place",
        "name": "Rathaus",
        "address": {"postalCode": "02763", "addressLocality": "Zittau", "addressCountry": "DE"},
        "geo": {"latitude": 50.89, "longitude": "14,8"},
    },
    "organizer": [{"@type": "Person", "name": "Geheime Person"}, {"@id": "#o"}],
}
_GRAPH = {
    "@context": "https://schema.org",
    "@graph": [_EVENT, {"@id": "#o", "@type": "Organization", "name": "Kammer"}],
}
_PAGE = (
    "<!DOCTYPE html><html lang='de'><head><title>Termine</title>"
    f"<script type='application/ld+json'>{json.dumps(_GRAPH)}</script></head><body></body></html>"
).encode()

SEEDS: Mapping[str, tuple[Seed, ...]] = {
    "ares": (
        Seed("delivery.jsonl", _delivered()),
        Seed("answers.json", msgspec.json.encode([subjects.basic(subjects.ico(1))])),
        Seed("vr.json", json.dumps(subjects.register(subjects.ico(1))).encode()),
    ),
    "catalogue": (
        Seed(
            "catalogue.jsonl",
            _json_lines(entry(place="Zittau"), entry(id=2, sectors=["25.53"], cpv=["44316000"])),
        ),
    ),
    "gleif": (
        Seed(
            "lei2.csv",
            _sample("gleif/lei2_shape_invented.csv"),
            beside={"rr.csv": _sample("gleif/rr_shape_invented.csv")},
        ),
        Seed("lei2.json", _sample("gleif/lei2_shape_invented.json")),
        Seed("lei2.jsonl", _sample("gleif/lei2_shape_invented.jsonl")),
        Seed("lei2.csv.zip", _sample("gleif/lei2_shape_invented.csv"), zipped("lei2.csv")),
    ),
    "ics": (
        Seed("termine.ics", _CALENDAR),
        Seed("termine.zip", _CALENDAR, zipped("termine.ics")),
        Seed(
            "mapping.yaml",
            b"language: de\ncountry: DE\nplace: Zittau\ntime_zone: Europe/Prague\n",
            beside={"termine.ics": _CALENDAR},
            imported="termine.ics",
        ),
    ),
    "jsonld": (
        Seed("event.jsonld", json.dumps(_GRAPH).encode()),
        Seed("termine.html", _PAGE),
        Seed("seiten.zip", _PAGE, zipped("termine.html")),
    ),
    "justice": (
        Seed("sro-actual-praha-2026.xml", _JUSTICE),
        Seed("sro-actual-praha-2026.xml.gz", _JUSTICE, gzip.compress),
        Seed("sro-actual-praha-2026.zip", _JUSTICE, zipped("sro-actual-praha-2026.xml")),
    ),
    "members": (
        Seed("list.csv", _LIST, mapping=MAPPING),
        Seed("mapping.yaml", MAPPING.encode(), beside={"list.csv": _LIST}, imported="list.csv"),
        Seed("list.xlsx", _workbook(), mapping=SHEET_MAPPING),
        Seed("list.xls", _sample("members/clenove_excel97_invented.xls"), mapping=_CZECH_SHEET),
    ),
    "offeneregister": (
        Seed("companies.jsonl", _REGISTER),
        Seed("companies.jsonl.bz2", _REGISTER, bz2.compress),
        Seed("companies.jsonl.gz", _REGISTER, gzip.compress),
    ),
    "res": (
        Seed("res_data.csv", _RES, beside={"res_pf_nace.csv": _ACTIVITIES}),
        Seed(
            "res_pf_nace.csv", _ACTIVITIES, beside={"res_data.csv": _RES}, imported="res_data.csv"
        ),
    ),
    "ted-notices": (
        Seed(
            "notices.jsonl",
            b"".join(NOTICES.read_bytes().splitlines(keepends=True)[:3]),
        ),
    ),
    "xjustiz": (
        Seed("extract.xml", _XJUSTIZ),
        Seed("extracts.zip", _XJUSTIZ, zipped("extract.xml")),
    ),
}
