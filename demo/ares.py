"""Writes some Czech firms as answers of ARES saved to files.

Each firm is in an answer of the search, and in one of the public register with its registered
activities, some of which are deleted: history that a reader must leave out.
"""

import random
from collections.abc import Sequence
from datetime import date, timedelta
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
FORMER_ACTIVITY = "Koupě zboží za účelem jeho dalšího prodeje a prodej"
"""Wording of the commonest trade before the law of 2008, which renamed it."""
_RENAMED = 2008
_HAD_IT = 0.3
"""Share of the older firms that had it."""
_ACTIVE = {f"stavZdroje{register}": "AKTIVNI" for register in ("Ros", "Vr", "Res", "Rzp", "Dph")}


def write(folder: Path, firms: Sequence[Firm], valid: date, rng: random.Random) -> list[Path]:
    """Write the answers about ``firms``, given on the day ``valid``; return the paths.

    The search goes page by page to ``ares_vyhledani_<n>.json``, the answers of the public
    register to ``ares_vr.jsonl``, one a line.
    """
    paths = []
    for number, start in zip(count(1), range(0, len(firms), PAGE), strict=False):
        page = firms[start : start + PAGE]
        answer = {
            "pocetCelkem": len(firms),
            "ekonomickeSubjekty": [_subject(firm, _updated(valid, rng)) for firm in page],
        }
        path = folder / f"ares_vyhledani_{number}.json"
        with replacing(path) as file:
            file.write(msgspec.json.format(msgspec.json.encode(answer), indent=1))
        paths.append(path)
    register = folder / "ares_vr.jsonl"
    with replacing(register) as file:
        for firm in firms:
            file.write(msgspec.json.encode(_entry(firm, _updated(valid, rng), rng)) + b"\n")
    return [*paths, register]


def _updated(valid: date, rng: random.Random) -> str:
    """Return the day on which something about a subject was last changed."""
    return (valid - timedelta(days=rng.randint(20, 700))).isoformat()


def _subject(firm: Firm, updated: str) -> dict[str, Any]:
    old, new = zip(*(czech_codes(sector) for sector in firm.sectors), strict=True)
    return {
        "ico": firm.number,
        "icoId": firm.number,
        "obchodniJmeno": firm.name,
        "sidlo": _seat(firm),
        "pravniForma": firm.form.code,
        "datumVzniku": firm.founded.isoformat(),
        "datumAktualizace": updated,
        "dic": f"CZ{firm.number}",
        "czNace": list(dict.fromkeys(new)),
        "czNace2008": list(dict.fromkeys(old)),
        "seznamRegistraci": _ACTIVE,
        "primarniZdroj": "ros",
    }


def _entry(firm: Firm, updated: str, rng: random.Random) -> dict[str, Any]:
    since = firm.founded.isoformat()
    activities = [{"hodnota": one, "datumZapisu": since} for one in firm.activities]
    if firm.founded.year < _RENAMED and rng.random() < _HAD_IT:
        activities.append(
            {"hodnota": FORMER_ACTIVITY, "datumZapisu": since, "datumVymazu": updated}
        )
    return {
        "icoId": firm.number,
        "zaznamy": [
            {
                "ico": firm.number,
                "datumZapisu": since,
                "datumAktualizace": updated,
                "primarniZaznam": True,
                "stavSubjektu": "AKTIVNI",
                "obchodniJmeno": _names(firm, updated),
                "pravniForma": [{"hodnota": firm.form.code, "datumZapisu": since}],
                "adresy": [{"adresa": _seat(firm), "datumZapisu": since}],
                "cinnosti": {"predmetPodnikani": activities},
            }
        ],
    }


def _names(firm: Firm, updated: str) -> list[dict[str, str]]:
    since = firm.founded.isoformat()
    if not firm.former_name:
        return [{"hodnota": firm.name, "datumZapisu": since}]
    return [
        {"hodnota": firm.former_name, "datumZapisu": since, "datumVymazu": updated},
        {"hodnota": firm.name, "datumZapisu": updated},
    ]


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
