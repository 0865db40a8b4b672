"""An interrupted import passes over what it had done: each source gives as many outcomes again."""

import zipfile

import pytest

from tests.unit.sources.extracts import GLEIF, register, subject, xjustiz
from tests.unit.sources.reading import Read


def justice(folder):
    for year in (2019, 2026):
        file = folder / f"sro-full-x-{year}.xml"
        file.write_text(register(subject(), subject(ico="175"), subject(deleted="2020-01-01")))
        yield file


def extracts(folder):
    with zipfile.ZipFile(folder / "d.zip", "w") as archive:
        for name in ("1+2025.xml", "1+2026.xml", "2.xml", "3.xml"):
            number, year = name[0], name[2:6] if "+" in name else "2026"
            changes = {"32007": number, "2026-02-25": f"{year}-02-25"}
            archive.writestr(name, "<damaged" if number == "3" else xjustiz(**changes))
    yield folder / "d.zip"


def entities(folder):
    yield GLEIF / "lei2_shape_invented.csv"
    yield GLEIF / "rr_shape_invented.csv"


@pytest.mark.parametrize(
    ("source", "files"), [("justice", justice), ("xjustiz", extracts), ("gleif", entities)]
)
def test_as_many_outcomes_come_again_without_being_made(tmp_path, source, files):
    given = list(files(tmp_path))
    first, again = Read(source, *given), Read(source, *given, replaying=True)
    assert first.records
    assert len(again.outcomes) == len(first.outcomes)
    assert again.records == []
    assert again.context.keys == {}
