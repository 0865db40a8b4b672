"""Answers of ARES, on the real samples."""

import json
from pathlib import Path

import pytest

from core.records import Identifier
from taxonomy import border
from tests.unit.sources.reading import DATA, Read

ARES = DATA / "ares"


@pytest.fixture
def wide(tmp_path) -> border.Border:
    """A region that holds the subjects of the samples."""
    file = tmp_path / "region.yaml"
    file.write_text("regions: [CZ010, CZ032, CZ042]\n")
    return border.load(file)


def read(wide: border.Border, *names: str) -> Read:
    return Read("ares", *(ARES / name for name in names), border=wide)


def test_a_complete_answer_becomes_an_organisation(wide):
    found = read(wide, "26168685_seznam_basic_2023.json").only
    assert (found.id, found.name, found.legal_form) == ("cz-26168685", "Seznam.cz, a.s.", "cz-121")
    assert found.identifiers == (Identifier("ico", "26168685"), Identifier("vat", "CZ26168685"))
    assert (found.place.street, found.place.number) == ("Radlická", "3294/10")
    assert (found.place.postal_code, found.place.locality) == ("15000", "Praha")
    assert found.place.region == "CZ010"
    assert found.founded == "2000-04-05"
    assert found.provenance[0].date == "2023-11-25"


def test_an_answer_of_2023_holds_codes_of_the_older_edition(wide):
    sectors = read(wide, "26168685_seznam_basic_2023.json").only.sectors
    assert {one.edition for one in sectors} == {"NACE2"}
    assert ("62.90", "62090") in {(one.code, one.original) for one in sectors}
    assert not any(one.primary for one in sectors)


def test_an_answer_of_2026_holds_codes_of_the_newer_edition_and_names_the_main_one(wide):
    sectors = read(wide, "00177041_skoda_res_2026_trimmed.json").only.sectors
    assert [(one.code, one.edition, one.primary) for one in sectors] == [
        ("29.20", "NACE2.1", True),
        ("25.40", "NACE2.1", False),
        ("25.51", "NACE2.1", False),
    ]


def test_what_two_registers_tell_of_a_subject_is_put_together(wide):
    found = read(
        wide,
        "49240901_raiffeisenbank_res_2026_trimmed.json",
        "49240901_raiffeisenbank_vr_2026_trimmed.json",
    ).only
    assert found.name == "Raiffeisenbank a.s."
    assert found.former_names == ("Agrobanka Praha, a.s.",)
    assert found.size_class == "4000-4999"
    assert len(found.provenance) == 2


def test_deleted_entries_of_the_register_are_history(wide):
    found = read(wide, "49240901_raiffeisenbank_vr_2026_trimmed.json").only
    assert found.activities == ("bankovní obchody", "pronájem nemovitostí")


def test_persons_are_not_read(wide):
    found = read(wide, "27082440_alza_vr_shape_persons_redacted.json").only
    assert found.name == "Alza.cz a.s."
    assert "[redacted]" not in repr(found)


def test_subjects_outside_the_region_are_left_out():
    names = ("26168685_seznam_basic_2023.json", "48039101_jes_basic_2026_excerpt.json")
    assert Read("ares", *(ARES / name for name in names)).skipped == ["outside_region"] * 2


def test_an_answer_without_a_seat_is_taken_with_a_remark():
    found = Read("ares", ARES / "00177041_skoda_res_2026_trimmed.json")
    assert found.only.place.district == ""
    assert found.remarks == [(0, "no_place")]


def test_the_api_that_was_replaced_is_refused_with_the_version_that_is_read(wide):
    found = read(wide, "00023574_old_darv_std_2021.xml")
    assert found.rejected == [(0, "wrong_file")]
    assert "00023574_old_darv_std_2021.xml" in found.details[0]
    assert "ARES REST v3 (API description 1.3.0)" in found.details[0]


def basic(**changes: object) -> dict[str, object]:
    answer = json.loads((ARES / "26168685_seznam_basic_2023.json").read_text("utf-8"))
    return {**answer, **changes}


def saved(folder: Path, *answers: object, name: str = "answer.json") -> Path:
    file = folder / name
    file.write_text(json.dumps(answers[0] if len(answers) == 1 else answers), "utf-8")
    return file


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        ({"kod": "NENALEZENO", "popis": "Jana Nováková", "subKod": "X"}, "ares_error"),
        ({"firma": {"nazev": "X"}}, "wrong_schema"),
        (basic(czNace=[{"kod": "46900"}]), "wrong_schema"),
        (basic(sidlo="Praha"), "wrong_schema"),
        (basic(obchodniJmeno=None), "no_name"),
        (basic(ico="26168686"), "bad_ico"),
        (basic(ico=None, icoId="ARES_00000001"), "no_key"),
    ],
)
def test_an_answer_that_does_not_fit_is_rejected(tmp_path, wide, answer, reason):
    found = Read("ares", saved(tmp_path, answer), border=wide)
    assert found.rejected == [(1, reason)]
    assert "Nováková" not in found.details[0]
    assert ("API description 1.3.0" in found.details[0]) == (reason == "wrong_schema")


def test_the_answer_of_a_search_and_a_list_of_answers_are_read(tmp_path, wide):
    other = basic(ico="27074358", obchodniJmeno="Asseco a.s.")
    search = {"pocetCelkem": 2, "ekonomickeSubjekty": [basic(), other]}
    found = Read("ares", saved(tmp_path, search), border=wide)
    assert [one.id for one in found.records] == ["cz-26168685", "cz-27074358"]
    found = Read("ares", saved(tmp_path, basic(), other, name="list.json"), border=wide)
    assert len(found.records) == 2


def test_of_two_answers_the_newer_is_taken(tmp_path, wide):
    newer = basic(obchodniJmeno="Nový název a.s.", datumAktualizace="2026-02-01")
    found = Read("ares", saved(tmp_path, newer, basic()), border=wide)
    assert found.only.name == "Nový název a.s."
    assert found.rejected == [(2, "duplicate_key")]


def test_ended_subjects_and_natural_persons_are_left_out(tmp_path, wide):
    ended = basic(datumZaniku="2024-01-01")
    person = basic(ico="27074358", pravniForma="101", dic="CZ7103192745")
    found = Read("ares", saved(tmp_path, ended, person), border=wide)
    assert found.skipped == ["ended", "natural_person"]


def test_the_tax_number_of_a_person_is_never_kept(tmp_path, wide):
    person = basic(pravniForma="101", dic="CZ7103192745")
    found = Read("ares", saved(tmp_path, person), border=wide, natural_persons=True).only
    assert [one.scheme for one in found.identifiers] == ["ico"]
    firm = Read("ares", saved(tmp_path, basic(dic="CZ7103192745")), border=wide).only
    assert [one.scheme for one in firm.identifiers] == ["ico"]
