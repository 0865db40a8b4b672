"""The Czech register RES."""

import pytest

from core.records import Identifier, Sector
from tests.unit.sources.reading import DATA, RES_COLUMNS, Read, res_file, res_row

ICO_OTHER = "27074358"


def test_a_row_becomes_an_organisation_with_all_that_it_tells(tmp_path):
    found = Read("res", res_file(tmp_path, res_row())).only
    assert found.id == "cz-26168685"
    assert found.name == "KOVO DĚČÍN, s.r.o."
    assert (found.language, found.country, found.kind) == ("cs", "CZ", "company")
    assert found.legal_form == "cz-112"
    assert found.identifiers == (Identifier("ico", "26168685"),)
    assert found.founded == "2003-08-26"
    assert found.size_class == "25-49"
    assert (found.place.street, found.place.number) == ("Dlouhá", "5/2a")
    assert (found.place.postal_code, found.place.locality) == ("40502", "Děčín")
    assert (found.place.district, found.place.region) == ("CZ0421", "CZ042")
    assert "Tetschen" in found.place.locality_names
    assert found.place.latitude == pytest.approx(50.77, abs=0.02)
    assert found.sectors == (
        Sector(code="25.53", original="25530", edition="NACE2.1", primary=True),
    )
    (source,) = found.provenance
    assert (source.source, source.key, source.date) == ("res", "26168685", "2026-06-15")
    assert (source.file, source.line) == ("res_data.csv", 2)


def test_the_real_sample_lies_outside_the_region():
    assert Read("res", DATA / "res" / "res_data_sample.csv").skipped == ["outside_region"] * 3


def test_the_header_of_the_tests_is_the_real_one():
    assert (DATA / "res" / "res_data_sample.csv").read_text("utf-8").startswith(RES_COLUMNS + "\n")


def test_activities_are_joined_and_the_newer_edition_is_taken(tmp_path):
    file = res_file(tmp_path, res_row(), res_row(ICO=ICO_OTHER, NACE2025=""))
    activities = tmp_path / "res_pf_nace.csv"
    activities.write_text(
        "ICO,ZDRUD,KODCIS,HODN\n"
        "26168685,1,80004,25620\n26168685,1,80143,25530\n26168685,1,80143,28410\n"
        f"{ICO_OTHER},1,80004,25620\n99999999,1,80143,01110\n26168685,1,12345,01110\n"
    )
    first, second = Read("res", file, activities).records
    assert [(one.code, one.edition, one.primary) for one in first.sectors] == [
        ("25.53", "NACE2.1", True),
        ("28.41", "NACE2.1", False),
    ]
    assert [(one.code, one.original, one.inexact) for one in second.sectors] == [
        ("25.51", "25610", True),
        ("25.52", "25610", True),
        ("25.53", "25610", True),
    ]


def test_files_are_joined_though_one_lost_the_zeros(tmp_path):
    file = res_file(tmp_path, res_row(ICO="175", NACE2025=""), res_row(ICO="00023574", NACE2025=""))
    activities = tmp_path / "res_pf_nace.csv"
    activities.write_text("ICO,ZDRUD,KODCIS,HODN\n00000175,1,80143,01110\n23574,1,80143,25530\n")
    first, second = Read("res", file, activities).records
    assert (first.id, [one.code for one in first.sectors]) == ("cz-00000175", ["01.11"])
    assert (second.id, [one.code for one in second.sectors]) == ("cz-00023574", ["25.53"])


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"OKRESLAU": "CZ0100"}, "outside_region"),
        ({"OKRESLAU": "", "ICZUJ": "", "PSC": "11000", "OBEC_TEXT": "Praha"}, "outside_region"),
        ({"DDATZAN": "2021-09-30"}, "ended"),
        ({"FORMA": "101", "FIRMA": "Jana Nováková"}, "natural_person"),
        ({"FORMA": "107"}, "natural_person"),
        ({"FORMA": "424"}, "natural_person"),
        ({"FORMA": '"101"'}, "natural_person"),
    ],
)
def test_rows_that_are_not_meant_are_left_out(tmp_path, cells, reason):
    read = Read("res", res_file(tmp_path, res_row(**cells)))
    assert (read.records, read.skipped, read.rejected) == ([], [reason], [])


def test_natural_persons_are_taken_when_configured_without_a_tax_number(tmp_path):
    found = Read("res", res_file(tmp_path, res_row(FORMA="101")), natural_persons=True).only
    assert found.legal_form == "cz-101"
    assert [one.scheme for one in found.identifiers] == ["ico"]


def test_a_row_without_okres_is_taken_by_its_municipality(tmp_path):
    assert Read("res", res_file(tmp_path, res_row(OKRESLAU=""))).only.place.district == "CZ0421"


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"FIRMA": ""}, "no_name"),
        ({"FIRMA": '" . "'}, "no_name"),
        ({"ICO": "26168686"}, "bad_ico"),
        ({"ICO": "123456789"}, "bad_ico"),
        ({"ICO": ""}, "bad_ico"),
        ({"ICO": "２６１６８６８５"}, "bad_ico"),
        ({"FIRMA": '"KOVO'}, "bad_quotes"),
        ({"FIRMA": "KOVO, s.r.o."}, "wrong_columns"),
    ],
)
def test_a_bad_row_is_rejected_with_its_line_and_the_rest_goes_on(tmp_path, cells, reason):
    file = res_file(tmp_path, res_row(ICO=ICO_OTHER), res_row(**cells), res_row(ICO="175"))
    read = Read("res", file)
    assert read.rejected == [(3, reason)]
    assert [one.id for one in read.records] == [f"cz-{ICO_OTHER}", "cz-00000175"]


def test_the_second_row_of_a_key_is_rejected(tmp_path):
    read = Read("res", res_file(tmp_path, res_row(), res_row(ICO="026168685"[1:])))
    assert read.rejected == [(3, "duplicate_key")]
    assert "res_data.csv:2" in read.details[0]


def test_a_row_in_another_code_page_is_rejected(tmp_path):
    file = res_file(tmp_path, res_row(ICO=ICO_OTHER))
    file.write_bytes(file.read_bytes() + res_row().encode("cp1250") + b"\n")
    read = Read("res", file)
    assert read.rejected == [(3, "bad_encoding")]
    assert len(read.records) == 1


def test_half_a_last_line_is_rejected_and_a_whole_one_without_end_is_taken(tmp_path):
    file = res_file(tmp_path, res_row())
    whole = file.read_bytes()
    file.write_bytes(whole + res_row(ICO=ICO_OTHER).encode()[:70])
    assert Read("res", file).rejected == [(3, "half_line")]
    file.write_bytes(whole + res_row(ICO=ICO_OTHER).encode())
    assert len(Read("res", file).records) == 2


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"FORMA": "999"}, "unknown_legal_form"),
        ({"NACE2025": "99999"}, "unknown_sector"),
        ({"DDATVZN": "2003-13-45"}, "bad_date"),
        ({"PSC": "4050x"}, "bad_postal_code"),
    ],
)
def test_a_row_with_a_doubtful_part_is_taken_without_it(tmp_path, cells, reason):
    read = Read("res", res_file(tmp_path, res_row(**cells)))
    assert len(read.records) == 1
    assert read.remarks == [(2, reason)]


def test_lost_zeros_and_blanks_are_put_right(tmp_path):
    found = Read("res", res_file(tmp_path, res_row(ICO="175", PSC="405 02", NACE2025="1110"))).only
    assert found.id == "cz-00000175"
    assert found.place.postal_code == "40502"
    assert found.sectors[0].code == "01.11"


def test_a_byte_order_mark_windows_line_ends_and_quotes_everywhere_are_read(tmp_path):
    row = ",".join(f'"{cell}"' for cell in res_row(FIRMA="KOVO").split(","))
    file = res_file(tmp_path, row, end="\r\n")
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes())
    assert Read("res", file).only.name == "KOVO"


def test_who_ended_is_kept_with_number_and_day_only(tmp_path):
    read = Read("res", res_file(tmp_path, res_row(DDATZAN="2021-09-30")))
    (ended,) = read.ended
    assert (ended.id, ended.status, ended.ended) == ("cz-26168685", "ended", "2021-09-30")
    assert ended.sectors == ()
    trader = res_file(tmp_path, res_row(DDATZAN="2021-09-30", FORMA="101"))
    assert Read("res", trader).ended == []
