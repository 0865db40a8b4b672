"""Writes Czech firms as the two files of the ČSÚ register of subjects (RES)."""

import random
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from demo.codes import czech_codes
from demo.firms import Firm
from demo.numbers import check_digit
from demo.sheets import write_register

_HEADER = (
    "ICO,OKRESLAU,DDATVZN,DDATZAN,ZPZAN,DDATPAKT,FORMA,ROSFORMA,KATPO,NACE,NACE2025,ICZUJ,FIRMA,"
    "CISS2010,KODADM,TEXTADR,PSC,OBEC_TEXT,COBCE_TEXT,ULICE_TEXT,TYPCDOM,CDOM,COR,DATPLAT,PRIZNAK"
)
COLUMNS = _HEADER.split(",")
NACE_COLUMNS = ("ICO", "ZDRUD", "KODCIS", "HODN")
_OLD_NACE, _NEW_NACE = "80004", "80143"
_HOUSE_NUMBER = "1"
_COMPANIES = "11002"
"""Institutional sector: private non-financial firms."""

Row = dict[str, str]


def write(folder: Path, firms: Sequence[Firm], valid: date, rng: random.Random) -> list[Path]:
    """Write ``res_data.csv`` and ``res_pf_nace.csv``; return their paths.

    ``valid`` is the state of the register. A few rows are as bad as they are in life.
    """
    subjects, activities = folder / "res_data.csv", folder / "res_pf_nace.csv"
    rows = [_row(firm, valid, rng) for firm in firms]
    write_register(subjects, COLUMNS, _with_dirt(rows, rng))
    write_register(activities, NACE_COLUMNS, _activities(firms))
    return [subjects, activities]


def _row(firm: Firm, valid: date, rng: random.Random) -> Row:
    town, address = firm.address.municipality, firm.address
    old, new = czech_codes(firm.sectors[0])
    shouted = rng.random() < 0.08
    orientation = str(address.orientation or "")
    postal_code = address.postal_code
    return {
        "ICO": firm.number,
        "OKRESLAU": town.district,
        "DDATVZN": firm.founded.isoformat(),
        "DDATZAN": "",
        "ZPZAN": "",
        "DDATPAKT": valid.isoformat(),
        "FORMA": firm.form.code,
        "ROSFORMA": firm.form.code,
        "KATPO": firm.size.code if rng.random() < 0.97 else "",
        "NACE": old,
        "NACE2025": new if rng.random() < 0.96 else "",
        "ICZUJ": town.code if rng.random() < 0.995 else "",
        "FIRMA": firm.name.upper() if shouted else firm.name,
        "CISS2010": _COMPANIES,
        "KODADM": "",
        # Filled in the register only where the parts below are not.
        "TEXTADR": "",
        "PSC": f"{postal_code[:3]} {postal_code[3:]}" if rng.random() < 0.02 else postal_code,
        "OBEC_TEXT": town.name,
        "COBCE_TEXT": town.name if rng.random() < 0.9 else "",
        "ULICE_TEXT": address.street,
        "TYPCDOM": _HOUSE_NUMBER,
        "CDOM": str(address.number),
        "COR": orientation,
        "DATPLAT": valid.isoformat(),
        "PRIZNAK": "",
    }


def _activities(firms: Sequence[Firm]) -> Iterator[Row]:
    for firm in firms:
        codes = [czech_codes(sector) for sector in firm.sectors]
        for edition, values in (
            (_OLD_NACE, [old for old, _ in codes]),
            (_NEW_NACE, [new for _, new in codes]),
        ):
            for value in dict.fromkeys(values):
                yield {"ICO": firm.number, "ZDRUD": "", "KODCIS": edition, "HODN": value}


def _with_dirt(rows: Sequence[Row], rng: random.Random) -> Iterator[Row]:
    """Yield the rows and, between them, some that a loader must reject or leave out.

    For every thousand good rows there is one to reject (a duplicate, no name, a wrong check
    digit) and four to leave out (ended, a natural person, outside the region).
    """
    for row in rows:
        yield row
        chance = rng.random()
        if chance < 0.001:
            yield rng.choice((_duplicate, _nameless, _misprinted))(row)
        elif chance < 0.005:
            yield rng.choice((_ended, _person, _elsewhere))(row)


def _duplicate(row: Row) -> Row:
    return row


def _nameless(row: Row) -> Row:
    return _other(row, FIRMA="")


def _misprinted(row: Row) -> Row:
    wrong = str((int(row["ICO"][-1]) + 5) % 10)
    return {**row, "ICO": row["ICO"][:-1] + wrong}


def _ended(row: Row) -> Row:
    return _other(row, DDATZAN="2021-09-30", ZPZAN="1")


def _person(row: Row) -> Row:
    return _other(row, FORMA="101", ROSFORMA="101", FIRMA="Živnost k vynechání")


def _elsewhere(row: Row) -> Row:
    prague = {"OKRESLAU": "CZ0100", "ICZUJ": "554782", "OBEC_TEXT": "Praha"}
    return _other(row, **prague, COBCE_TEXT="Smíchov", PSC="15000")


def _other(row: Row, **changes: str) -> Row:
    """Return ``row`` as another subject, whose number is beyond those that firms are given."""
    stem = "85" + row["ICO"][2:7]
    return {**row, **changes, "ICO": stem + check_digit(stem)}
