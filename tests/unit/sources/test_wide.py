"""Which rows of the large Czech register are read."""

import csv
import gzip
from functools import partial
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.records import Organisation, Rejection, Skipped
from indexer.sources import blocks, lines, res, tables
from indexer.sources.base import Context, guarded
from indexer.sources.wide.activities import Activities, key
from taxonomy import border
from tests.unit.sources.reading import RES_COLUMNS, Read, res_file, res_row

POSITIONS = tables.positions(Path(), RES_COLUMNS.split(","), res.COLUMNS, "")
CELLS = st.fixed_dictionaries(
    {},
    optional={
        "ICO": st.sampled_from(["26168685", '"27074358"', "175", "", "x", '"']),
        "OKRESLAU": st.sampled_from(["CZ0421", '"CZ0421"', " CZ0421 ", "CZ0100", '"CZ0100"', ""]),
        "DDATZAN": st.sampled_from(["", '""', " ", "2020-01-01", '"2020-01-01"', 'x"y']),
        "FORMA": st.sampled_from(["112", "101", '"101"', "", "9,9", '"1,2"', "1\r"]),
        "FIRMA": st.sampled_from(['"A, s.r.o."', "A, s.r.o.", '"""A"""', '"A', "Č", ""]),
    },
)
ROWS = st.one_of(
    CELLS.map(lambda cells: res_row(**cells)),
    st.sampled_from(["", " ", ",", ",CZ0421", "CZ0421", '"', "26168685,CZ0421,,,"]),
)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(
    rows=st.lists(ROWS, max_size=6),
    encoding=st.sampled_from(["utf-8", "cp1250"]),
    end=st.sampled_from(["\n", "\r\n"]),
    cut=st.integers(0, 30),
    size=st.sampled_from([40, 500, 100_000]),
)
def test_the_result_is_that_of_reading_every_row(tmp_path_factory, rows, encoding, end, cut, size):
    file = tmp_path_factory.mktemp("wide") / "res_data.csv"
    content = "".join(row + end for row in (RES_COLUMNS, *rows)).encode(encoding)
    file.write_bytes(content[: max(len(content) - cut, len(RES_COLUMNS) + 2)])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(blocks, "BLOCK", size)
        found = Read("res", file).outcomes
    every = each_row(file)
    assert records(found) == records(every)
    assert number_of_rows(found) == number_of_rows(every)
    assert rejections(found) <= rejections(every)
    # What is not told to be wrong is left out for what its first cells say.
    for line, _ in rejections(every) - rejections(found):
        _, okres, _, ended, _, _, form, *_ = next(csv.reader([content_of(file, line)]))
        inside = not okres.strip() or BORDER.holds(okres.strip())
        assert not inside or ended.strip() or form.strip() in NATURAL


BORDER = border.load(None)
NATURAL = {"101"}


def each_row(file):
    """Return what becomes of every row when none is passed over."""
    context = Context(source="res", dataset="test", border=BORDER)
    return [
        guarded(
            context.at(file, line.number),
            partial(res._subject, line=line, positions=POSITIONS, activities=Activities()),
        )
        for line in islice(lines.read(file, ""), 1, None)
        if line.raw.strip()
    ]


def content_of(file, number) -> str:
    return file.read_bytes().split(b"\n")[number - 1].replace(b"\r", b"").decode("latin-1")


def records(outcomes):
    return [one for one in outcomes if isinstance(one, Organisation)]


def rejections(outcomes):
    return {(one.line, one.reason) for one in outcomes if isinstance(one, Rejection)}


def number_of_rows(outcomes) -> int:
    return sum(one.count if isinstance(one, Skipped) else 1 for one in outcomes)


def test_cells_before_those_that_are_asked_for_may_be_quoted(tmp_path):
    columns = RES_COLUMNS.split(",")
    columns.insert(0, columns.pop(columns.index("FIRMA")))
    cells = dict(zip(RES_COLUMNS.split(","), res_row(FIRMA="x").split(","), strict=True))
    file = tmp_path / "res_data.csv"
    for name in ('"A, s.r.o."', '"A ""b"", s.r.o."', "A"):
        row = ",".join({**cells, "FIRMA": name}[column] for column in columns)
        away = ",".join({**cells, "FIRMA": name, "OKRESLAU": "CZ0100"}[one] for one in columns)
        file.write_text("\n".join((",".join(columns), row, away)) + "\n", "utf-8")
        read = Read("res", file)
        assert (len(read.records), read.skipped) == (1, ["outside_region"])


def activities(folder, *rows: str, subjects=(26168685, 175)) -> tuple[Activities, list[Rejection]]:
    file = folder / "res_pf_nace.csv"
    file.write_bytes("\n".join(("ICO,ZDRUD,KODCIS,HODN", *rows)).encode("cp1250"))
    found = Activities()
    context = Context(source="res", dataset="test", border=BORDER)
    return found, list(found.collect(file, context, subjects))


def test_codes_are_those_of_the_subjects_by_edition_in_their_order(tmp_path, monkeypatch):
    monkeypatch.setattr(blocks, "BLOCK", 30)
    found, wrong = activities(
        tmp_path,
        "26168685,1,80143,25530",
        "00000175,1,80004,01110",
        "99999999,1,80143,99999",
        '"26168685","š","80143","01110"',
        "175,1,80143,1110",
        "26168685,1,5161,13110",
        "26168685,1,80143,28410",
    )
    assert wrong == []
    assert found.codes(26168685) == {"NACE2.1": ["25530", "01110", "28410"], "NACE2": []}
    assert found.codes(175) == {"NACE2.1": ["1110"], "NACE2": ["01110"]}
    assert found.codes(99999999) == {"NACE2.1": [], "NACE2": []}


def test_codes_of_several_files_are_put_together_also_of_one_that_breaks_off(tmp_path):
    subjects = res_file(tmp_path, res_row(NACE2025=""))
    first, second = tmp_path / "first.csv", tmp_path / "second.csv.gz"
    first.write_text("ICO,ZDRUD,KODCIS,HODN\n26168685,1,80143,25530\n")
    rows = "26168685,1,80143,28410\n" + "".join(f"{ico},1,80143,x\n" for ico in range(300_000))
    second.write_bytes(gzip.compress(f"ICO,ZDRUD,KODCIS,HODN\n{rows}".encode())[:-100])
    read = Read("res", subjects, first, second)
    assert [one.code for one in read.only.sectors] == ["25.53", "28.41"]
    assert read.rejected == [(0, "wrong_file")]


def test_wrong_rows_of_the_subjects_are_told_with_their_place(tmp_path):
    found, wrong = activities(
        tmp_path,
        "26168685,1,80143",
        "99999999,1",
        "no comma",
        "",
        "26168685,1,80143,25530,more",
        "175,1,80143,01110",
        "175,1,80",
    )
    assert [(one.line, one.reason) for one in wrong] == [
        (2, "wrong_columns"),
        (4, "wrong_columns"),
        (6, "wrong_columns"),
        (8, "half_line"),
    ]
    assert found.codes(175)["NACE2.1"] == ["01110"]


def test_a_last_row_without_an_end_may_be_whole(tmp_path):
    found, wrong = activities(tmp_path, "175,1,80143,01110")
    assert (wrong, found.codes(175)["NACE2.1"]) == ([], ["01110"])


@pytest.mark.parametrize(
    ("written", "number"),
    [("00000175", 175), ("175", 175), ("", 0), ("x", 0), ("２６", 0), ("123456789", 0)],
)
def test_both_files_are_joined_by_the_number(written, number):
    assert key(written) == number
