"""Writes some Czech firms as answers of an ARES search saved to files."""

from collections.abc import Sequence
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any

import msgspec

from core.files import replacing
from demo.codes import czech_codes
from demo.firms import Firm
from taxonomy import places

PAGE = 1000
"""Subjects in one answer; ARES gives no more at once."""


def write(folder: Path, firms: Sequence[Firm], updated: date) -> list[Path]:
    """Write ``firms`` page by page as ``ares_vyhledani_<n>.json``; return the paths.

    ``updated`` is the day the subjects were last changed in ARES.
    """
    paths = []
    for number, start in zip(count(1), range(0, len(firms), PAGE), strict=False):
        page = firms[start : start + PAGE]
        answer = {
            "pocetCelkem": len(firms),
            "ekonomickeSubjekty": [_subject(firm, updated) for firm in page],
        }
        path = folder / f"ares_vyhledani_{number}.json"
        with replacing(path) as file:
            file.write(msgspec.json.format(msgspec.json.encode(answer), indent=1))
        paths.append(path)
    return paths


def _subject(firm: Firm, updated: date) -> dict[str, Any]:
    old, new = zip(*(czech_codes(sector) for sector in firm.sectors), strict=True)
    return {
        "ico": firm.number,
        "icoId": firm.number,
        "obchodniJmeno": firm.name,
        "sidlo": _seat(firm),
        "pravniForma": firm.form.code,
        "datumVzniku": firm.founded.isoformat(),
        "datumAktualizace": updated.isoformat(),
        "dic": f"CZ{firm.number}",
        "czNace": list(dict.fromkeys(new)),
        "czNace2008": list(dict.fromkeys(old)),
        "seznamRegistraci": {
            "stavZdrojeRos": "AKTIVNI",
            "stavZdrojeVr": "AKTIVNI",
            "stavZdrojeRes": "AKTIVNI",
            "stavZdrojeRzp": "AKTIVNI",
            "stavZdrojeDph": "AKTIVNI",
        },
        "primarniZdroj": "ros",
    }


def _seat(firm: Firm) -> dict[str, Any]:
    address, town = firm.address, firm.address.municipality
    district = places.district(town.district)
    region = places.region(district.region) if district else None
    seat: dict[str, Any] = {
        "kodStatu": "CZ",
        "nazevStatu": "Česká republika",
        "kodObce": int(town.code),
        "nazevObce": town.name,
        "nazevUlice": address.street,
        "cisloDomovni": address.number,
        "psc": int(address.postal_code),
    }
    if region:
        seat |= {"kodKraje": int(region.ares), "nazevKraje": region.titles["cs"]}
    house = str(address.number)
    if address.orientation:
        seat["cisloOrientacni"] = address.orientation
        house = f"{house}/{address.orientation}"
    return seat | {"textovaAdresa": f"{address.street} {house}, {address.postal_code} {town.name}"}
