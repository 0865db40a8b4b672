"""Writes an OffeneRegister as large as wanted, of invented companies, packed with bz2."""

import bz2
import random
from collections.abc import Mapping
from pathlib import Path

import msgspec

FILE = "de_companies_ocdata.jsonl.bz2"

_REGISTERED = 0.44
"""2.3 of 5.3 million companies; the others are removed (OpenCorporates on how the data set was
made, gijn.org, 28 June 2019)."""
_LAENDER: Mapping[str, tuple[float, str, str, str]] = {
    "North Rhine-Westphalia": (0.22, "Köln", "50667", "R3306"),
    "Bavaria": (0.16, "München", "81677", "D2601V"),
    "Baden-Württemberg": (0.13, "Stuttgart", "70173", "B2609"),
    "Lower Saxony": (0.10, "Hannover", "30159", "P2305"),
    "Hesse": (0.08, "Frankfurt am Main", "60311", "M1201"),
    "Berlin": (0.27, "Berlin (Charlottenburg)", "10117", "F1103R"),
    "Saxony": (0.05, "Chemnitz", "09111", "U1206"),
}
"""Share, court, postal code and court code by Land. Saxony has its share of the population; the
others stand for all that are outside, with rough shares, since nothing is read of them."""
_OFFICERS = 4
"""Most officers of a registered company; of removed ones hardly any are known (README of the data
set). The real record that the tests have has four."""
_SYLLABLES = (
    *("an", "bel", "cor", "dan", "el", "fer", "gor", "hel", "in", "ja", "kar", "lu", "mar", "nor"),
    *("ol", "per", "rei", "sten", "tor", "ul", "ber", "chem", "dorf", "ei", "fink", "gau", "holz"),
    *("jun", "klein", "licht", "meis", "neu", "ost", "pau", "rich", "schul", "thal", "weg", "zim"),
)


def write(folder: Path, lines: int) -> Path:
    """Write ``lines`` companies to ``folder``; return the file."""
    rng = random.Random(1)
    encode = msgspec.json.Encoder().encode
    folder.mkdir(parents=True, exist_ok=True)
    with bz2.open(folder / FILE, "wb") as file:
        for number in range(lines):
            file.write(encode(_company(number, rng)) + b"\n")
    return folder / FILE


def _company(number: int, rng: random.Random) -> dict[str, object]:
    (land,) = rng.choices(list(_LAENDER), [share for share, *_ in _LAENDER.values()])
    _, court, postal_code, code = _LAENDER[land]
    registered = rng.random() < _REGISTERED
    town = court.partition(" (")[0]
    name = f"{_word(rng)} {_word(rng)}"
    return {
        "officers": [_officer(rng, town) for _ in range(rng.randint(1, _OFFICERS) * registered)],
        "registered_address": f"{_word(rng)}straße {rng.randint(1, 200)}, {postal_code} {town}.",
        "retrieved_at": f"2017-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}T00:27:59Z",
        "jurisdiction_code": "de",
        "all_attributes": {
            "federal_state": land,
            "registrar": court,
            "_registerArt": "HRB",
            "_registerNummer": str(number),
            "registered_office": town,
            "additional_data": dict.fromkeys(("AD", "CD", "HD", "DK", "UT", "VÖ", "SI"), True),
            "native_company_number": f"{court} HRB {number}",
        },
        "company_number": f"{code}_HRB{number}",
        "name": f"{name} GmbH",
        "current_status": "currently registered" if registered else "removed",
        "previous_names": [{"company_name": f"{name} UG"}] if rng.random() < 0.2 else [],
    }


def _officer(rng: random.Random, town: str) -> dict[str, object]:
    first, last = _word(rng), _word(rng)
    return {
        "other_attributes": {"city": town, "lastname": last, "firstname": first},
        "position": rng.choice(("Geschäftsführer", "Prokurist")),
        "name": f"{first} {last}",
        "type": "person",
        "start_date": f"20{rng.randint(0, 18):02}-{rng.randint(1, 12):02}-01",
    }


def _word(rng: random.Random) -> str:
    return "".join(rng.choices(_SYLLABLES, k=3)).capitalize()
