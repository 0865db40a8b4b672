"""Mappings that are proposed for lists. All firms are invented."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import xlsxwriter
import yaml
from click.testing import CliRunner
from hypothesis import given, settings

from commands.mapping import mapping as command
from core.errors import DataError
from indexer.proposals import synonyms
from indexer.proposals.proposal import proposed
from indexer.proposals.written import written
from indexer.sources.base import WrongFile
from tests.fuzz.mutations import damaged
from tests.unit.sources.reading import DATA, Read

GERMAN = """Mitgliederverzeichnis;;;;;;;;;;
Firmenname;Straße;Hausnr.;PLZ;Ort;Ansprechpartner;Telefon Zentrale;Webseite;WZ 2008;Leistungen;Rang
Drehwerk GmbH;Weg;1;1067;Dresden;Frau Geheim;0351 123456;eins.example;25.62.0;Drehen | Fräsen;1
Härterei GmbH;Gasse;2a;02763;Zittau;Herr Geheim;03583 12345;https://zwei.example/;25.61;Härten;2
Glanz e. K.;Hof;3;09111;Chemnitz;Dr. Geheim;0371 123456;drei.example;25.62.0;Schleifen | Läppen;3
"""
CZECH = """IČO,Název subjektu,Ulice,Č.p.,PSČ,Obec,Jednatel,E-mail,Výrobky a služby,Kód NACE
175,"Vzor, s.r.o.",Dlouhá,5,405 02,Děčín,Jan Tajný,jan@x.example,"soustružení, frézování",25.62
26168685,Sklo s.r.o.,Krátká,7,466 01,Jablonec nad Nisou,Eva Tajná,eva@y.example,"bižuterie",23.19
"""


def file(folder: Path, text: str, encoding: str = "utf-8", name: str = "liste.csv") -> Path:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def keys(text: str) -> dict[str, Any]:
    return yaml.safe_load(text)


def test_a_german_list_is_understood_and_imported_with_what_is_proposed(tmp_path):
    path = file(tmp_path, GERMAN, "cp1252")
    text = written(proposed(path))
    found = keys(text)
    assert found["columns"] == {
        "name": "Firmenname",
        "street": ["Straße", "Hausnr."],
        "postal_code": "PLZ",
        "locality": "Ort",
        "sectors": "WZ 2008",
        "products": "Leistungen",
        "website": "Webseite",
    }
    assert (found["country"], found["language"], found["edition"]) == ("DE", "de", "WZ2008")
    assert (found["encoding"], found["delimiter"], found["separator"]) == ("cp1252", ";", "|")
    assert found["header_row"] == 2

    mapping = tmp_path / "liste.yaml"
    mapping.write_text(text, "utf-8")
    read = Read("members", path, mapping=mapping)
    assert [one.name for one in read.records] == ["Drehwerk GmbH", "Härterei GmbH"]
    assert read.skipped == ["natural_person"]
    assert read.records[0].products == ("Drehen", "Fräsen")
    assert read.records[0].sectors[0].original == "25.62.0"


def test_a_czech_list_in_a_windows_code_page_is_understood(tmp_path):
    found = keys(written(proposed(file(tmp_path, CZECH, "cp1250"))))
    assert found["columns"] == {
        "name": "Název subjektu",
        "ico": "IČO",
        "street": ["Ulice", "Č.p."],
        "postal_code": "PSČ",
        "locality": "Obec",
        "sectors": "Kód NACE",
        "products": "Výrobky a služby",
    }
    assert (found["country"], found["language"]) == ("CZ", "cs")
    assert (found["encoding"], found["delimiter"]) == ("cp1250", ",")


def test_persons_are_named_as_not_read_and_none_of_their_values_is_shown(tmp_path):
    for text in (GERMAN, CZECH):
        proposal = written(proposed(file(tmp_path, text)))
        _, _, left = proposal.partition("# Not read, since they tell of persons:\n")
        assert left.splitlines()[0] in ("#   Ansprechpartner", "#   Jednatel")
        assert left.splitlines()[1] in ("#   Telefon Zentrale", "#   E-mail")
        assert not [word for word in ("Geheim", "Tajn", "0351", "@x") if word in proposal]
    assert "# Not read, since no field fits:\n#   Rang" in written(proposed(file(tmp_path, GERMAN)))


def test_a_column_of_mail_addresses_is_of_persons_whatever_it_is_called(tmp_path):
    text = "Firma;Rückmeldung\nEins GmbH;a.b@x.example\nZwei GmbH;c@y.example\n"
    assert "#   Rückmeldung" in written(proposed(file(tmp_path, text))).partition("persons")[2]


def test_the_name_of_a_person_is_never_proposed_as_that_of_the_organisation(tmp_path):
    text = "Name Ansprechpartner;Ort\nHans Geheim;Zittau\nEva Geheim;Dresden\n"
    proposal = written(proposed(file(tmp_path, text)))
    assert "no column could be told to be the name" in proposal
    assert "#   Name Ansprechpartner" in proposal.partition("persons")[2]


def test_columns_without_a_known_name_are_told_by_values_that_nothing_else_has(tmp_path):
    text = (
        "Firma;A;B;C;D\n"
        "Eins s.r.o.;26168685;40502;eins.example;3157006NRD5BOSINEM54\n"
        "Zwei s.r.o.;00000175;46601;www.zwei.example;3157006NRD5BOSINEM54\n"
    )
    proposal = written(proposed(file(tmp_path, text)))
    columns = keys(proposal)["columns"]
    assert (columns["ico"], columns["website"], columns["lei"]) == ("A", "C", "D")
    assert columns["postal_code"] == "B"
    assert "ico: A" in proposal
    assert "likely: by its values alone; 100% of the values fit" in proposal


def test_a_name_whose_values_do_not_fit_is_left_out_and_said_so(tmp_path):
    text = "Firma;PLZ\nEins GmbH;siehe unten\nZwei GmbH;unbekannt\n"
    proposal = written(proposed(file(tmp_path, text)))
    assert "postal_code" not in keys(proposal)["columns"]
    assert "# postal_code: PLZ" in proposal
    assert "doubtful: a usual name of it; 0% of the values fit" in proposal


@pytest.mark.parametrize(
    ("header", "codes", "edition"),
    [
        ("WZ", ["25.53.0", "62.10.0"], "WZ2025"),
        ("Branchencode", ["25.62.0", "62.01.0"], "WZ2008"),
        ("CZ-NACE", ["25.62", "62.01"], "NACE2"),
        ("CZ-NACE 2025", ["25.53", "62.10"], "NACE2.1"),
        ("WZ 2025", ["25.53.0"], "WZ2025"),
    ],
)
def test_the_edition_is_told_by_the_codes_that_exist_or_by_the_name(
    tmp_path, header, codes, edition
):
    rows = "".join(f"Betrieb {number} GmbH;{code}\n" for number, code in enumerate(codes))
    found = keys(written(proposed(file(tmp_path, f"Firma;{header}\n{rows}"))))
    assert (found["edition"], found["columns"]["sectors"]) == (edition, header)


def test_a_column_of_kinds_is_proposed_with_its_values_for_a_person_to_switch_on(tmp_path):
    rows = "".join(
        f"Betrieb {number} GmbH;{'Hochschule' if number % 4 == 0 else 'Unternehmen'}\n"
        for number in range(8)
    )
    proposal = written(proposed(file(tmp_path, f"Firma;Mitgliedsart\n{rows}")))
    assert "# kind: Mitgliedsart" in proposal
    assert "#   Hochschule: university" in proposal
    assert "#   Unternehmen: company" in proposal
    assert "kind" not in keys(proposal)["columns"]


def test_a_spreadsheet_is_understood_with_line_breaks_between_values(tmp_path):
    path = tmp_path / "liste.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        sheet = workbook.add_worksheet("Liste 2026")
        sheet.write(0, 0, "Unser Netzwerk")
        sheet.write_row(2, 0, ("Company", "City", "Website", "Products"))
        sheet.write_row(3, 0, ("One Ltd.", "Zittau", "one.example", "Turning\nMilling"))
        sheet.write_row(4, 0, ("Two Ltd.", "Löbau", "two.example", "Castings\nForgings"))
    text = written(proposed(path, "Liste 2026"))
    found = keys(text)
    assert (found["sheet"], found["header_row"], found["separator"]) == ("Liste 2026", 3, "\n")
    assert found["language"] == "en"
    mapping = tmp_path / "m.yaml"
    mapping.write_text(text, "utf-8")
    read = Read("members", path, mapping=mapping)
    assert read.records[1].products == ("Castings", "Forgings")


def test_an_old_excel_file_is_understood():
    path = DATA / "members" / "clenove_excel97_invented.xls"
    columns = keys(written(proposed(path)))["columns"]
    assert columns["name"] == "Název"
    assert columns["founded"] == "Založeno"


def test_a_list_whose_name_column_cannot_be_told_says_so_and_does_not_import(tmp_path):
    path = file(tmp_path, "Spalte;PLZ\nabc;01067\ndef;02763\n")
    text = written(proposed(path))
    assert "no column could be told to be the name" in text
    mapping = tmp_path / "m.yaml"
    mapping.write_text(text, "utf-8")
    read = Read("members", path, mapping=mapping)
    assert "has no column FILL IN" in read.details[0]


@pytest.mark.parametrize("content", [b"", b"nur ein Text", b"\x00\x01", b"\n\n\n"])
def test_what_is_no_list_is_named(tmp_path, content):
    path = tmp_path / "liste.csv"
    path.write_bytes(content)
    with pytest.raises(WrongFile, match=r"liste\.csv"):
        proposed(path)


def test_a_cell_with_line_breaks_and_a_stray_quotation_mark_do_not_disturb(tmp_path):
    text = 'Firma;Beschreibung\nEins GmbH;"Wir\ndrehen"\nZwei GmbH;12" Rohre\n'
    assert keys(written(proposed(file(tmp_path, text))))["columns"]["purpose"] == "Beschreibung"


def test_the_command_prints_or_writes_and_never_replaces_a_file(tmp_path):
    path, target = file(tmp_path, GERMAN), tmp_path / "mapping.yaml"
    printed = CliRunner().invoke(command, [str(path)])
    assert printed.exit_code == 0
    assert keys(printed.output)["columns"]["name"] == "Firmenname"
    wrote = CliRunner().invoke(command, [str(path), "--output", str(target)])
    assert "Check each line" in wrote.output
    assert target.read_text("utf-8") == printed.output
    target.write_text("mine", "utf-8")
    again = CliRunner().invoke(command, [str(path), "--output", str(target)])
    assert isinstance(again.exception, DataError)
    assert target.read_text("utf-8") == "mine"


def test_every_field_of_a_mapping_has_names_in_the_data():
    known = synonyms.known()
    named = {field.field for field in known.fields} - {synonyms.NUMBER_OF_HOUSE}
    assert named == set(synonyms.Columns.__struct_fields__)


def test_no_name_is_of_a_person_and_of_a_field_at_once():
    known = synonyms.known()
    assert known.persons.isdisjoint(set().union(*known.names.values()))


@settings(max_examples=60, deadline=None, derandomize=True)
@given(damaged(GERMAN.encode("cp1252")))
def test_of_a_damaged_list_something_is_proposed_or_it_is_named(content):
    with TemporaryDirectory() as folder:
        path = Path(folder) / "liste.csv"
        path.write_bytes(content)
        try:
            said = written(proposed(path))
            keys(said)
        except WrongFile as error:
            said = str(error)
    assert "liste.csv" in said
