"""Writes a RES as large as the real one, of invented subjects.

The rows are those of the demo, as wide as real ones, again and again with other numbers. The
proportions are those of the real register.
"""

import random
import tempfile
from collections.abc import Iterator
from itertools import count, cycle
from pathlib import Path

import demo
from core.progress import Silent
from demo.numbers import check_digit
from taxonomy import nace

SUBJECTS = "res_data.csv"
ACTIVITIES = "res_pf_nace.csv"

_IN_REGION = 0.14
"""Share of the three regions in the population of Czechia."""
_NATURAL = 0.686
"""Share of natural persons trading on their own at the end of 2020: statistikaamy.cz, "Organizační
statistika"."""
_ENDED = 0.11
"""What a file of 3.3 million rows has beside the 2.93 million subjects that were registered at
the end of 2020 (same source)."""
_OKRESY = tuple(
    f"CZ0{region}{number}"
    for region, numbers in (
        *((20, "123456789ABC"), (31, "1234567"), (32, "1234567"), (52, "12345"), (53, "1234")),
        *((63, "12345"), (64, "1234567"), (71, "12345"), (72, "1234"), (80, "123456")),
        (10, "0"),
    )
    for number in numbers
)
"""The districts that are not of the three regions."""
_CODES = 2
"""Activities of a subject; each is told in both editions."""
_SAMPLE = 8_000
"""Firms of the demo, half of them Czech, that are repeated."""
_FIRST = 1_000_000
"""First stem of seven digits; with its check digit it is an IČO."""


def write(folder: Path, rows: int) -> Path:
    """Write both files with ``rows`` subjects to ``folder``; return that of the subjects."""
    rng = random.Random(1)
    header, sample = _sample()
    codes = [code.replace(".", "") + "0" for code in nace.all_classes()]
    folder.mkdir(parents=True, exist_ok=True)
    with (
        (folder / ACTIVITIES).open("w", encoding="utf-8") as activities,
        (folder / SUBJECTS).open("w", encoding="utf-8") as subjects,
    ):
        subjects.write(f"{header}\n")
        activities.write("ICO,ZDRUD,KODCIS,HODN\n")
        for _, ico, row in zip(range(rows), _numbers(), cycle(sample), strict=False):
            subjects.write(f"{ico},{_changed(row, rng)}\n")
            for code in rng.sample(codes, _CODES):
                activities.write(f"{ico},RES,80143,{code}\n{ico},RES,80004,{code}\n")
    return folder / SUBJECTS


def _sample() -> tuple[str, list[str]]:
    """Return the header, and rows without their first cell, the number."""
    with tempfile.TemporaryDirectory() as folder:
        written = demo.write(Path(folder), _SAMPLE, 1, Silent())
        (file,) = (file for one in written.sources for file in one.files if file.name == SUBJECTS)
        header, *rows = file.read_text("utf-8").splitlines()
    return header, [row.partition(",")[2] for row in rows]


def _changed(row: str, rng: random.Random) -> str:
    okres, founded, _, way, updated, form, rest = row.split(",", 6)
    okres = okres if rng.random() < _IN_REGION else rng.choice(_OKRESY)
    ended = "2020-01-01" if rng.random() < _ENDED else ""
    form = "101" if rng.random() < _NATURAL else form
    return ",".join((okres, founded, ended, way, updated, form, rest))


def _numbers() -> Iterator[str]:
    """Yield IČO with right check digits."""
    for stem in count(_FIRST):
        yield f"{stem}{check_digit(str(stem))}"
