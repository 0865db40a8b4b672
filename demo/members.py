"""Writes the member lists of invented chambers as CSV, each with the file that maps its columns."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from zlib import crc32

from core.files import replacing
from demo import differences
from demo.codes import wz2008
from demo.firms import Firm
from demo.sheets import write_spreadsheet
from demo.words import capital

SEVERAL = " | "
"""Between several values in one cell; no text of the stock holds it."""

_TWICE = 0.001
"""Share of members that a list has twice, as lists do that were put together by hand."""
_ONE_WITHOUT_NUMBER_IN = 200
"""Firms of a register of which one has no number in its list: it is found by name and place."""

Row = dict[str, str]


@dataclass(frozen=True)
class List:
    """One member list: its file, the file of demo/data that maps it, and whom it lists."""

    name: str
    mapping: str
    numbers: tuple[str, ...]
    """Columns of the official number."""
    columns: tuple[str, ...]
    row: Callable[[Firm, random.Random], Row]
    takes: Callable[[Firm], bool]


def write(folder: Path, firms: Sequence[Firm], rng: random.Random) -> list[tuple[str, Path, Path]]:
    """Write all lists and their mappings; return name, list and mapping of each."""
    written = []
    for one in LISTS:
        path, mapping = folder / f"{one.name}.csv", folder / f"{one.name}.mapping.yaml"
        rows = [
            row
            for firm in firms
            if firm.listed and one.takes(firm)
            for row in [_told(one, firm, rng)] * (2 if rng.random() < _TWICE else 1)
        ]
        write_spreadsheet(path, one.columns, rows)
        with replacing(mapping) as file:
            file.write(files("demo").joinpath("data", one.mapping).read_bytes())
        written.append((one.name, path, mapping))
    return written


def _told(one: List, firm: Firm, rng: random.Random) -> Row:
    """Return what a list tells of a firm; of every second one without a number also otherwise."""
    draw = crc32(firm.number.encode())
    if draw % _ONE_WITHOUT_NUMBER_IN or not firm.in_register_copy:
        return one.row(firm, rng)
    if draw % (2 * _ONE_WITHOUT_NUMBER_IN):
        firm = differences.moved(firm)
    return {**one.row(firm, rng), **dict.fromkeys(one.numbers, "")}


def _german(firm: Firm, codes: Sequence[str], column: str, rng: random.Random) -> Row:
    postal_code = firm.address.postal_code
    return {
        "Firma": firm.name,
        "Rechtsform": firm.form.name,
        "Registergericht": firm.court,
        "Registerart": firm.register,
        "Registernummer": firm.number,
        "Straße": f"{firm.address.street} {firm.address.number}",
        # A spreadsheet takes a postal code for a number now and then.
        "PLZ": postal_code.lstrip("0") if rng.random() < 0.01 else postal_code,
        "Ort": firm.address.municipality.name,
        column: SEVERAL.join(_code(code, rng) for code in dict.fromkeys(codes)),
        "Tätigkeit": " ".join(firm.purposes) if rng.random() < 0.94 else "",
        "Produkte": SEVERAL.join(map(capital, firm.products)) if rng.random() < 0.92 else "",
        "Internet": firm.website,
        "Beschäftigte": firm.size.text,
        "Gegründet": str(firm.founded.year),
    }


def _code(code: str, rng: random.Random) -> str:
    """Return ``code`` as lists write it: with dots, without, or with a blank too many."""
    chance = rng.random()
    if chance < 0.1:
        return code.replace(".", "")
    return f"{code} " if chance < 0.12 else code


def _wz2008_row(firm: Firm, rng: random.Random) -> Row:
    return _german(firm, [wz2008(sector) for sector in firm.sectors], "WZ 2008", rng)


def _wz2025_row(firm: Firm, rng: random.Random) -> Row:
    return _german(firm, firm.sectors, "WZ 2025", rng)


def _czech_row(firm: Firm, rng: random.Random) -> Row:
    postal_code = firm.address.postal_code
    spaced = f"{postal_code[:3]} {postal_code[3:]}"
    return {
        "IČO": firm.number,
        "Název": firm.name,
        "Ulice": f"{firm.address.street} {firm.address.number}",
        "PSČ": spaced if rng.random() < 0.7 else postal_code,
        "Obec": firm.address.municipality.name,
        "Předmět podnikání": SEVERAL.join(firm.activities),
        "Popis činnosti": " ".join(firm.purposes) if rng.random() < 0.93 else "",
        "Výrobky a služby": SEVERAL.join(map(capital, firm.products))
        if rng.random() < 0.92
        else "",
        "WWW": firm.website,
    }


def _german_columns(sectors: str) -> tuple[str, ...]:
    return (
        *("Firma", "Rechtsform", "Registergericht", "Registerart", "Registernummer"),
        *("Straße", "PLZ", "Ort", sectors, "Tätigkeit", "Produkte", "Internet"),
        *("Beschäftigte", "Gegründet"),
    )


_GERMAN_NUMBER = ("Registergericht", "Registerart", "Registernummer")
_CZECH_COLUMNS = (
    *("IČO", "Název", "Ulice", "PSČ", "Obec", "Předmět podnikání", "Popis činnosti"),
    *("Výrobky a služby", "WWW"),
)


def _court(name: str) -> Callable[[Firm], bool]:
    return lambda firm: firm.court == name


def _kraj(code: str) -> Callable[[Firm], bool]:
    return lambda firm: firm.address.municipality.district.startswith(code)


_WZ2008 = ("members_wz2008.yaml", _GERMAN_NUMBER, _german_columns("WZ 2008"), _wz2008_row)
_WZ2025 = ("members_wz2025.yaml", _GERMAN_NUMBER, _german_columns("WZ 2025"), _wz2025_row)
_CZECH = ("members_cz.yaml", ("IČO",), _CZECH_COLUMNS, _czech_row)
LISTS = (
    List("kammerbezirk_chemnitz", *_WZ2008, _court("Chemnitz")),
    List("kammerbezirk_dresden", *_WZ2025, _court("Dresden")),
    List("komora_karlovarsko", *_CZECH, _kraj("CZ041")),
    List("komora_ustecko", *_CZECH, _kraj("CZ042")),
    List("komora_liberecko", *_CZECH, _kraj("CZ051")),
)
"""Two German chambers, one of which has already moved to WZ 2025, and three Czech ones."""
