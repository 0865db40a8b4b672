"""Member lists and the mapping of their columns."""

from pathlib import Path

import pytest

from core.errors import DataError
from core.records import Identifier
from tests.unit.sources.reading import Read

MAPPING = """
country: DE
language: de
edition: WZ2008
date: 2026-09-30
columns:
  name: Firma
  legal_form: Rechtsform
  hr_court: Gericht
  hr_register: Art
  hr_number: Nummer
  street: [Straße, Hausnummer]
  postal_code: PLZ
  locality: Ort
  latitude: Breite
  longitude: Länge
  sectors: WZ
  activities: Tätigkeiten
  purpose: Beschreibung
  products: Produkte
"""
HEADER = (
    "Firma;Rechtsform;Gericht;Art;Nummer;Straße;Hausnummer;PLZ;Ort;Breite;Länge;WZ;Tätigkeiten;"
    "Beschreibung;Produkte;Ansprechpartner"
)
GOOD = (
    "Muster GmbH;GmbH;Chemnitz;HRB;12345;Weg;1a;9111;Chemnitz;50,83;12,92;25.62.0 | 2561;"
    'Drehen|Fräsen;"Wir ""drehen""\r\nund fräsen.";Drehteile | Frästeile;Frau Geheim'
)


def write(folder: Path, *rows: str, mapping: str = MAPPING, encoding: str = "utf-8") -> Read:
    file, map_file = folder / "list.csv", folder / "list.yaml"
    file.write_bytes("\r\n".join((HEADER, *rows, "")).encode(encoding))
    map_file.write_text(mapping, "utf-8")
    return Read("members", file, mapping=map_file)


def row(name: str, number: int, rest: str = ";;;;;;;;;;;") -> str:
    return f"{name};;Dresden;HRB;{number}{rest}"


def test_a_member_becomes_an_organisation_and_persons_to_contact_are_not_read(tmp_path):
    found = write(tmp_path, GOOD).only
    assert found.id == "de-chemnitz-hrb-12345"
    assert found.identifiers == (Identifier("hr", "Chemnitz HRB 12345"),)
    assert (found.language, found.country, found.legal_form) == ("de", "DE", "de-gmbh")
    assert (found.place.street, found.place.number) == ("Weg", "1a")
    assert (found.place.postal_code, found.place.district) == ("09111", "14511")
    assert (found.place.latitude, found.place.precision) == (50.83, "address")
    assert [(one.code, one.original, one.edition) for one in found.sectors] == [
        ("25.53", "25.62.0", "WZ2008"),
        ("25.51", "2561", "WZ2008"),
        ("25.52", "2561", "WZ2008"),
    ]
    assert found.activities == ("Drehen", "Fräsen")
    assert found.purpose == 'Wir "drehen" und fräsen.'
    assert found.products == ("Drehteile", "Frästeile")
    assert found.provenance[0].date == "2026-09-30"
    assert "Geheim" not in repr(found)


def test_lines_are_counted_through_cells_with_line_breaks(tmp_path):
    read = write(tmp_path, GOOD, row("", 3), row("Zwei GmbH", 4))
    assert read.rejected == [(4, "no_name")]
    assert read.records[1].provenance[0].line == 5


def test_an_open_quotation_mark_costs_one_row(tmp_path):
    read = write(tmp_path, row('"Offen GmbH', 1), row("Zwei GmbH", 2), row("Drei GmbH", 3))
    assert read.rejected == [(2, "bad_quotes")]
    assert [one.name for one in read.records] == ["Zwei GmbH", "Drei GmbH"]


def test_a_quotation_mark_inside_a_cell_is_text(tmp_path):
    read = write(tmp_path, row('Rohre 12" GmbH', 1), row("Zwei GmbH", 2))
    assert [one.name for one in read.records] == ['Rohre 12" GmbH', "Zwei GmbH"]


@pytest.mark.parametrize("encoding", ["cp1252", "cp1250", "iso-8859-2"])
def test_the_mapping_says_the_code_page(tmp_path, encoding):
    mapping = f"{MAPPING}encoding: {encoding}\n"
    assert write(tmp_path, GOOD, mapping=mapping, encoding=encoding).only.activities[1] == "Fräsen"


def test_a_row_in_another_code_page_than_the_mapping_says_is_rejected(tmp_path):
    wrong = write(tmp_path, GOOD, encoding="utf-8", mapping=f"{MAPPING}encoding: cp1252\n")
    assert wrong.rejected == [(0, "wrong_file")]  # its header does not fit either
    file = tmp_path / "list.csv"
    file.write_bytes(f"{HEADER}\n".encode() + f"{row('Müller GmbH', 1)}\n".encode("cp1252"))
    read = Read("members", file, mapping=tmp_path / "list.yaml")
    assert read.rejected == [(0, "wrong_file")]
    (tmp_path / "list.yaml").write_text(MAPPING, "utf-8")
    assert Read("members", file, mapping=tmp_path / "list.yaml").rejected == [(2, "bad_encoding")]


@pytest.mark.parametrize(
    ("rest", "reason"),
    [
        (";;;01067;Dresden;95;200;;;;;", "bad_coordinates"),
        (";;;01067;Dresden;x;1;;;;;", "bad_coordinates"),
        (";;;01067;Dresden;0;0;;;;;", "bad_coordinates"),
        (";;;01067;Dresden;50.8;;;;;;", "bad_coordinates"),
        (";;;123456;Dresden;;;;;;;", "bad_postal_code"),
        (";;;01067;Dresden;;;Hans Müller;;;;", "unknown_sector"),
    ],
)
def test_a_doubtful_part_is_dropped_with_a_remark(tmp_path, rest, reason):
    read = write(tmp_path, row("Eins GmbH", 1, rest))
    assert read.only.place.district == "14612"
    assert {reason} == {found for _, found in read.remarks}
    assert "Müller" not in repr(read.context.remarks)


def test_a_name_without_a_form_is_taken_with_a_remark_and_a_sole_trader_is_left_out(tmp_path):
    read = write(tmp_path, row("Drehwunder", 1), row("Hans Müller e. K.", 2))
    assert [one.name for one in read.records] == ["Drehwunder"]
    assert read.remarks == [(2, "unknown_legal_form")]
    assert read.skipped == ["natural_person"]


def test_members_outside_are_left_out_and_those_without_a_place_are_taken(tmp_path):
    outside = row("Eins GmbH", 1, ";;;04109;Leipzig;;;;;;;")
    read = write(tmp_path, outside, row("Zwei GmbH", 2))
    assert read.skipped == ["outside_region"]
    assert [one.name for one in read.records] == ["Zwei GmbH"]


def test_a_member_without_a_register_number_is_known_by_name_and_postal_code(tmp_path):
    read = write(tmp_path, "Drehwunder GmbH;;;;;;;01067;Dresden;;;;;;;")
    assert read.only.id == "de-drehwunder-gmbh-01067"


def test_a_number_of_the_lists_own_is_a_number_of_that_list_only(tmp_path):
    mapping = MAPPING.replace("  hr_number: Nummer", "  id: Nummer")
    read = write(tmp_path, "Drehwunder GmbH;;;;17;;;01067;Dresden;;;;;;;", mapping=mapping)
    assert read.only.id == "de-test-17"  # the dataset's name is test


def test_half_a_last_line_and_blank_lines(tmp_path):
    file = tmp_path / "list.csv"
    read = write(tmp_path, row("Eins GmbH", 1), "", ";;;;;;;;;;;;;;;")
    assert len(read.outcomes) == 1
    file.write_bytes(file.read_bytes() + b"Zwei GmbH;;Dr")
    assert Read("members", file, mapping=tmp_path / "list.yaml").rejected == [(5, "half_line")]


def test_a_file_without_the_columns_is_refused_and_the_columns_are_named(tmp_path):
    read = write(tmp_path, mapping=MAPPING.replace("PLZ", "Postleitzahl"))
    assert read.rejected == [(0, "wrong_file")]
    assert "list.csv" in read.details[0]
    assert "Postleitzahl" in read.details[0]


@pytest.mark.parametrize(
    ("mapping", "said"),
    [
        (f"{MAPPING}colour: red\n", "unknown field `colour`"),
        (MAPPING.replace("  name: Firma\n", ""), "missing required field `name`"),
        (MAPPING.replace("edition: WZ2008\n", ""), "edition"),
        (MAPPING.replace("WZ2008", "WZ2003"), "edition"),
        (f"{MAPPING}encoding: utf-16\n", "encoding"),
        (f'{MAPPING}separator: " "\n', "separator"),
        ("country: [\n", "list.yaml line"),
    ],
)
def test_a_wrong_mapping_is_named_with_its_key(tmp_path, mapping, said):
    with pytest.raises(DataError, match=r"list\.yaml") as raised:
        write(tmp_path, GOOD, mapping=mapping)
    assert said in str(raised.value)


def test_a_list_without_a_mapping_says_what_is_missing(tmp_path):
    with pytest.raises(DataError, match="--mapping"):
        Read("members", tmp_path / "list.csv")
