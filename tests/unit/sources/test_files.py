"""Files that are not what their name says, and lines of any kind."""

import bz2
import gzip
import zipfile

import pytest

from indexer.sources import all_sources, lines
from indexer.sources.base import WrongFile
from tests.unit.sources.reading import Read, res_file, res_row

MAPPING = "country: DE\nlanguage: de\ncolumns: {name: Firma}\n"

SOURCES = [
    "ares",
    "catalogue",
    "gleif",
    "justice",
    "offeneregister",
    "res",
    "ted-notices",
    "xjustiz",
]
"""Those whose files are lines, rows or XML; lists and calendars have tests of their own."""


def test_every_format_is_found_by_its_name():
    assert set(all_sources()) == {*SOURCES, "ics", "jsonld", "members"}


@pytest.mark.parametrize("source", SOURCES)
@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("empty.csv", b"", "is empty"),
        ("excel.csv", b"PK\x03\x04" + b"\0" * 50, "Excel"),
        ("old.csv", b"\xd0\xcf\x11\xe0" + b"\0" * 50, "Excel"),
        ("paper.jsonl", b"%PDF-1.7\n", "a PDF"),
        ("wide.csv", "Firma\n".encode("utf-16"), "UTF-16"),
        ("image.json", b"\x89PNG\r\n", "an image"),
        ("bytes.csv", b"ICO\0OKRES", "no text"),
        ("page.html", b"<!DOCTYPE html>\n<html></html>\n", "is not"),
        ("prose.csv", b"Sehr geehrte Damen und Herren,\n", "is not"),
        ("plain.jsonl.bz2", b'{"id": 1}\n', "not packed with bzip2"),
        ("plain.csv.gz", b"ICO\n", "not packed with gzip"),
        ("packed.jsonl", bz2.compress(b"{}\n"), "not named .bz2"),
        ("packed.csv", gzip.compress(b"ICO\n"), "not named .gz"),
        ("cut.json.gz", gzip.compress(b"{}\n" * 9)[:12], "damaged"),
        ("nothing.json.gz", gzip.compress(b""), "is not"),
        ("blank.csv", b"\n\n\n", "is not"),
    ],
)
def test_a_foreign_file_is_named_and_said_to_be_foreign(tmp_path, source, name, content, said):
    file, mapping = tmp_path / name, tmp_path / "map.yaml"
    file.write_bytes(content)
    mapping.write_text(MAPPING)
    read = Read(source, file, mapping=mapping)
    assert (read.records, read.rejected) == ([], [(0, "wrong_file")])
    (sentence,) = read.details
    assert name in sentence
    assert said in sentence


def test_a_missing_file_and_a_folder_are_named(tmp_path):
    read = Read("res", tmp_path / "nowhere.csv", tmp_path)
    assert read.rejected == [(0, "wrong_file")] * 2
    assert "nowhere.csv cannot be read: No such file or directory." in read.details[0]


def test_the_other_files_of_an_import_go_on(tmp_path):
    archive = tmp_path / "excel.csv"
    with zipfile.ZipFile(archive, "w") as opened:
        opened.writestr("x", "y")
    read = Read("res", archive, res_file(tmp_path, res_row()))
    assert read.rejected == [(0, "wrong_file")]
    assert len(read.records) == 1


def test_a_line_without_end_does_not_fill_the_memory(tmp_path, monkeypatch):
    monkeypatch.setattr(lines, "LONGEST_LINE", 1000)
    file = res_file(tmp_path, res_row(FIRMA="K" * 5000), res_row(ICO="175"))
    read = Read("res", file)
    assert read.rejected == [(2, "line_too_long")]
    assert [one.provenance[0].line for one in read.records] == [3]


def test_json_lines_go_on_after_a_damaged_first_line(tmp_path):
    file = tmp_path / "a.jsonl"
    good = b'{"type":"offer","id":"1","language":"de","country":"DE","title":"T"}\n'
    file.write_bytes(b"nonsense\n" + good)
    read = Read("catalogue", file)
    assert read.rejected == [(1, "not_json")]
    assert len(read.records) == 1


def test_a_document_that_breaks_off_is_refused(tmp_path):
    file = tmp_path / "a.json"
    file.write_bytes(b'{\n "type": "offer",\n "id": "1"')
    assert Read("catalogue", file).rejected == [(0, "wrong_file")]


def test_deeply_nested_json_is_no_row(tmp_path):
    file = tmp_path / "a.jsonl"
    file.write_bytes(b'{"x":' + b"[" * 200_000 + b"\n")
    assert Read("catalogue", file).rejected == [(1, "not_json")]


def test_lines_are_read_without_their_ends_and_the_mark(tmp_path):
    file = tmp_path / "a.txt"
    file.write_bytes(b"\xef\xbb\xbfone\r\ntwo\nthree")
    assert list(lines.read(file, "text")) == [
        (1, b"one", True),
        (2, b"two", True),
        (3, b"three", False),
    ]


def test_a_wrong_file_is_an_error_that_a_person_reads(tmp_path):
    with pytest.raises(WrongFile, match=r"nowhere\.txt cannot be read"):
        list(lines.read(tmp_path / "nowhere.txt", "text"))
