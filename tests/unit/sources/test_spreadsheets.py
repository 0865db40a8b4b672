"""Member lists as spreadsheets. All firms are invented."""

import time
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from indexer.sources import spreadsheets
from indexer.sources.base import WrongFile
from indexer.sources.spreadsheet_child import shown
from tests.unit.sources.reading import DATA, Read

MAPPING = """
country: DE
language: de
date: 2026-09-30
columns:
  name: Firma
  hr: Handelsregister
  street: Straße
  postal_code: PLZ
  locality: Ort
  products: Produkte
  founded: Gegründet
"""
HEADER = ("Firma", "Handelsregister", "Straße", "PLZ", "Ort", "Produkte", "Gegründet", "Telefon")
Fill = Callable[[Any, Any], None]


def book(folder: Path, fill: Fill, name: str = "liste.xlsx") -> Path:
    """Write a workbook as Excel does; ``fill`` gets it with its first sheet."""
    path = folder / name
    with xlsxwriter.Workbook(path) as workbook:
        fill(workbook, workbook.add_worksheet("Mitglieder"))
    return path


def read(file: Path, mapping: str = MAPPING) -> Read:
    map_file = file.parent / "liste.yaml"
    map_file.write_text(mapping, "utf-8")
    return Read("members", file, mapping=map_file)


def firm(number: int, **cells: Any) -> tuple[Any, ...]:
    row = {
        "Firma": f"Betrieb {number} GmbH",
        "Handelsregister": f"Dresden HRB {number}",
        "Straße": "Weg 1",
        "PLZ": "01067",
        "Ort": "Dresden",
        **cells,
    }
    return tuple(row.get(name, "") for name in HEADER)


def test_title_blank_rows_and_columns_before_the_list_are_passed_over(tmp_path):
    def fill(workbook: Any, sheet: Any) -> None:
        sheet.merge_range("C3:J3", "Mitgliederverzeichnis, Stand September 2026")
        for at, row in ((5, HEADER), (7, firm(1)), (8, firm(2, Firma="")), (11, firm(3))):
            sheet.write_row(at, 2, row)

    found = read(book(tmp_path, fill))
    assert [one.name for one in found.records] == ["Betrieb 1 GmbH", "Betrieb 3 GmbH"]
    # Rows are those that Excel shows, so that a person finds them.
    assert found.rejected == [(9, "no_name")]
    assert [one.provenance[0].line for one in found.records] == [8, 12]


def test_numbers_and_dates_are_what_they_were_before_excel_changed_them(tmp_path):
    def fill(workbook: Any, sheet: Any) -> None:
        german = workbook.add_format({"num_format": "dd.mm.yyyy"})
        sheet.write_row(0, 0, HEADER)
        sheet.write_row(1, 0, firm(1, PLZ=1067))
        sheet.write_datetime(1, 6, datetime(1999, 3, 4), german)
        sheet.write_row(2, 0, firm(2, PLZ=9111.0, Ort="Chemnitz", Gegründet=1990))

    first, second = read(book(tmp_path, fill)).records
    assert (first.place.postal_code, first.founded) == ("01067", "1999-03-04")
    assert (second.place.postal_code, second.founded) == ("09111", "1990")
    assert second.place.district == "14511"


def test_a_czech_number_that_lost_its_zeros_is_put_right(tmp_path):
    def fill(workbook: Any, sheet: Any) -> None:
        sheet.write_row(0, 0, ("IČO", "Název", "PSČ", "Obec"))
        sheet.write_row(1, 0, (175, "Vzorová, s.r.o.", 40001.0, "Ústí nad Labem"))

    columns = "{ico: IČO, name: Název, postal_code: PSČ, locality: Obec}"
    found = read(book(tmp_path, fill), f"country: CZ\nlanguage: cs\ncolumns: {columns}\n").only
    assert (found.id, found.place.postal_code) == ("cz-00000175", "40001")


def test_a_name_merged_over_rows_is_one_member_with_the_products_of_all(tmp_path):
    def fill(workbook: Any, sheet: Any) -> None:
        sheet.write_row(0, 0, HEADER)
        sheet.write_row(1, 0, firm(1, Produkte="Drehteile"))
        sheet.write_row(2, 0, firm(1, Produkte="Frästeile | Drehteile", Telefon="0351 1"))
        sheet.write_row(3, 0, firm(2, Produkte="Guss"))
        sheet.merge_range("A2:A3", "Betrieb 1 GmbH")
        sheet.merge_range("E2:E4", "Dresden")

    found = read(book(tmp_path, fill))
    assert [(one.name, one.products) for one in found.records] == [
        ("Betrieb 1 GmbH", ("Drehteile", "Frästeile")),
        ("Betrieb 2 GmbH", ("Guss",)),
    ]
    assert found.rejected == []
    assert {one.place.locality for one in found.records} == {"Dresden"}


def test_line_breaks_in_a_cell_separate_values_and_an_address_may_stand_in_one_cell(tmp_path):
    def fill(workbook: Any, sheet: Any) -> None:
        sheet.write_row(0, 0, ("Firma", "PLZ / Ort", "Leistungen"))
        sheet.write_row(1, 0, ("Eins GmbH", "01067 Dresden", "Drehen\n Fräsen\n\nDrehen"))
        sheet.write_row(2, 0, ("Zwei GmbH", "Markt 1, 02763 Zittau", ""))

    mapping = (
        'country: DE\nlanguage: de\nseparator: "\\n"\n'
        "columns: {name: Firma, address: PLZ / Ort, products: Leistungen}\n"
    )
    first, second = read(book(tmp_path, fill), mapping).records
    assert first.products == ("Drehen", "Fräsen")
    assert (first.place.postal_code, first.place.locality) == ("01067", "Dresden")
    assert (second.place.street, second.place.district) == ("Markt", "14626")


def test_the_mapping_chooses_sheet_and_row_of_the_header(tmp_path):
    def fill(workbook: Any, sheet: Any) -> None:
        sheet.write_row(0, 0, HEADER)
        sheet.write_row(1, 0, firm(1))
        second = workbook.add_worksheet("Partner")
        second.write_row(0, 0, HEADER)
        second.write_row(1, 0, ["Firma"] * len(HEADER))
        second.write_row(2, 0, HEADER)
        second.write_row(3, 0, firm(2))

    file = book(tmp_path, fill)
    assert read(file).only.name == "Betrieb 1 GmbH"
    for sheet in ("Partner", "2"):
        found = read(file, f"{MAPPING}sheet: {sheet}\nheader_row: 3\n")
        assert found.only.name == "Betrieb 2 GmbH"


def test_a_hidden_first_sheet_is_passed_over(tmp_path):
    def fill(workbook: Any, sheet: Any) -> None:
        second = workbook.add_worksheet("Liste")
        second.write_row(0, 0, HEADER)
        second.write_row(1, 0, firm(2))
        second.activate()
        sheet.hide()

    assert read(book(tmp_path, fill)).only.name == "Betrieb 2 GmbH"


def test_a_column_that_is_missing_is_named_with_the_nearest_and_with_those_that_are_there(tmp_path):
    def fill(workbook: Any, sheet: Any) -> None:
        sheet.write(0, 0, "Unsere Mitglieder")
        sheet.write_row(2, 0, HEADER)

    found = read(book(tmp_path, fill), MAPPING.replace("Ort", "Orte").replace("PLZ", "plz "))
    assert found.rejected == [(0, "wrong_file")]
    assert "liste.xlsx has no column Orte (nearest: Ort)." in found.details[0]
    assert "Firma, Handelsregister, Straße, PLZ, Ort, Produkte" in found.details[0]
    assert "plz" not in found.details[0]  # spelling of a column's name does not matter


def test_a_column_that_stands_twice_is_refused_since_it_could_be_the_wrong_one(tmp_path):
    def fill(workbook: Any, sheet: Any) -> None:
        sheet.write_row(0, 0, (*HEADER, "Ort"))
        sheet.write_row(1, 0, (*firm(1), "Frau Geheim"))

    found = read(book(tmp_path, fill))
    assert "more than one column Ort" in found.details[0]
    assert "Geheim" not in repr(found.outcomes)


def test_a_sheet_that_is_not_there_is_named_with_those_that_are(tmp_path):
    file = book(tmp_path, lambda _, sheet: sheet.write_row(0, 0, HEADER))
    assert "has no sheet Partner; its sheets are: Mitglieder." in " ".join(
        read(file, f"{MAPPING}sheet: Partner\n").details
    )


def test_an_old_excel_file_is_read(tmp_path):
    mapping = tmp_path / "x.yaml"
    columns = "{ico: IČO, name: Název, postal_code: PSČ, locality: Obec, founded: Založeno}"
    mapping.write_text(f"country: CZ\nlanguage: cs\ncolumns: {columns}\n", "utf-8")
    found = Read("members", DATA / "members" / "clenove_excel97_invented.xls", mapping=mapping)
    assert [(one.id, one.founded, one.place.district) for one in found.records] == [
        ("cz-00000175", "1999-03-04", "CZ0421"),
        ("cz-26168685", "", "CZ0512"),
    ]


def test_an_opendocument_file_is_read(tmp_path):
    cell = "<table:table-cell office:value-type='string'><text:p>{}</text:p></table:table-cell>"
    cells = ["".join(map(cell.format, row)) for row in (HEADER, firm(1))]
    rows = "".join(f"<table:table-row>{row}</table:table-row>" for row in cells)
    names = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    file = tmp_path / "liste.ods"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        archive.writestr(
            "content.xml",
            f"<?xml version='1.0'?><office:document-content {names}><office:body>"
            f"<office:spreadsheet><table:table table:name='Liste'>{rows}</table:table>"
            "</office:spreadsheet></office:body></office:document-content>",
        )
    assert read(file).only.name == "Betrieb 1 GmbH"


def test_a_sheet_as_large_as_excel_allows_is_refused_before_memory_is_full(tmp_path):
    def fill(workbook: Any, sheet: Any) -> None:
        sheet.write_row(0, 0, HEADER)
        sheet.write(1_048_575, 16_383, "x")

    started = time.monotonic()
    found = read(book(tmp_path, fill))
    assert found.rejected == [(0, "wrong_file")]
    assert "a cell far outside the list" in found.details[0]
    assert time.monotonic() - started < 20


def test_a_sheet_that_unpacks_to_very_much_is_refused_before_memory_is_full(tmp_path, monkeypatch):
    monkeypatch.setattr(spreadsheets, "MEMORY", 128 * 1024 * 1024)
    file = book(tmp_path, lambda _, sheet: sheet.write_row(0, 0, HEADER))
    bomb = tmp_path / "bombe.xlsx"
    with zipfile.ZipFile(file) as good, zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as bad:
        for entry in good.infolist():
            content = good.read(entry)
            if entry.filename == "xl/sharedStrings.xml":
                filler = b"<si><t>" + b"a" * 1024 * 1024 + b"</t></si>"
                content = content.replace(b"</sst>", filler * 128 + b"</sst>")
            bad.writestr(entry.filename, content)
    assert bomb.stat().st_size < 1024 * 1024
    with pytest.raises(WrongFile, match=r"bombe\.xlsx could not be laid out"):
        list(spreadsheets.rows(bomb))


@pytest.mark.parametrize(
    "content", [b"PK\x03\x04", b"PK\x03\x04" + bytes(500), b"\xd0\xcf\x11\xe0"]
)
def test_what_only_begins_like_a_spreadsheet_is_named(tmp_path, content):
    file = tmp_path / "liste.xlsx"
    file.write_bytes(content)
    assert "liste.xlsx is no spreadsheet that can be read" in read(file).details[0]


def test_half_a_file_is_named(tmp_path):
    file = book(tmp_path, lambda _, sheet: sheet.write_row(0, 0, HEADER))
    file.write_bytes(file.read_bytes()[:-500])
    assert read(file).rejected == [(0, "wrong_file")]


def test_a_zip_of_something_else_is_named(tmp_path):
    file = tmp_path / "liste.xlsx"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("brief.txt", "Sehr geehrte")
    assert "is no spreadsheet" in read(file).details[0]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1067.0, "1067"),
        (50.25, "50.25"),
        (True, "yes"),
        (date(2026, 9, 30), "2026-09-30"),
        (datetime(2026, 9, 30), "2026-09-30"),
        (datetime(2026, 9, 30, 8, 30), "2026-09-30T08:30:00"),
        ("  a ", "a"),
        ("", ""),
        (123456789012345.0, "123456789012345"),
    ],
)
def test_a_cell_is_shown_as_a_person_reads_it(value, text):
    assert shown(value) == text
