"""The German register as JSON lines."""

import bz2
import gzip
import json
from typing import Any

import pytest

from core.records import Identifier
from tests.unit.sources.reading import DATA, Read

REAL = DATA / "offeneregister" / "muenchen_HRB_73315_officers_redacted.json"


def company(**changes: Any) -> dict[str, Any]:
    attributes = {
        "federal_state": "Saxony",
        "registrar": "Chemnitz",
        "registered_office": "Chemnitz",
        "_registerArt": "HRB",
        "_registerNummer": "12345",
        "native_company_number": "Chemnitz HRB 12345",
        **changes.pop("attributes", {}),
    }
    return {
        "company_number": "U1206_HRB12345",
        "name": "Muster Drehteile GmbH",
        "current_status": "currently registered",
        "registered_address": "Straße der Nationen 8, 9111 Chemnitz.",
        "retrieved_at": "2018-11-09T18:03:03Z",
        "officers": [{"name": "Geheime Person", "position": "Geschäftsführer"}],
        "previous_names": [{"company_name": "Alt GmbH"}],
        "all_attributes": attributes,
        **changes,
    }


def lines(*companies: Any) -> bytes:
    return b"".join(json.dumps(one, ensure_ascii=False).encode() + b"\n" for one in companies)


def other(number: int) -> dict[str, Any]:
    return company(attributes={"native_company_number": f"Chemnitz HRB {number}"})


def test_a_record_becomes_an_organisation_without_its_officers(tmp_path):
    file = tmp_path / "companies.jsonl"
    file.write_bytes(lines(company()))
    found = Read("offeneregister", file).only
    assert found.id == "de-chemnitz-hrb-12345"
    assert found.identifiers == (Identifier("hr", "Chemnitz HRB 12345"),)
    assert (found.name, found.legal_form) == ("Muster Drehteile GmbH", "de-gmbh")
    assert found.former_names == ("Alt GmbH",)
    assert (found.place.street, found.place.number) == ("Straße der Nationen", "8")
    assert found.status == "active"
    assert found.place.postal_code == "09111"
    assert (found.place.locality, found.place.district) == ("Chemnitz", "14511")
    assert found.sectors == ()
    assert "Geheime" not in repr(found)
    (source,) = found.provenance
    assert (source.key, source.date, source.line) == ("U1206_HRB12345", "2018-11-09", 1)


@pytest.mark.parametrize(
    ("name", "packed"), [("a.jsonl.bz2", bz2.compress), ("a.jsonl.gz", gzip.compress)]
)
def test_packed_files_are_read(tmp_path, name, packed):
    file = tmp_path / name
    file.write_bytes(packed(lines(company(), other(2))))
    assert [one.id for one in Read("offeneregister", file).records] == [
        "de-chemnitz-hrb-12345",
        "de-chemnitz-hrb-2",
    ]


def test_what_a_packed_file_holds_before_it_breaks_off_is_taken(tmp_path):
    file = tmp_path / "a.jsonl.bz2"
    many = bz2.compress(lines(*(other(number) for number in range(1, 2000)))) + bz2.compress(
        lines(company())
    )
    file.write_bytes(many[:-20])
    read = Read("offeneregister", file)
    assert len(read.records) == 1999
    assert read.rejected == [(0, "wrong_file")]
    assert "after line 1999" in read.details[0]


def test_the_real_sample_is_read_as_one_document_and_lies_in_bavaria():
    assert Read("offeneregister", REAL).skipped == ["outside_region"]


def test_the_real_sample_is_read_whole_when_it_is_moved_to_saxony(tmp_path):
    real = json.loads(REAL.read_text("utf-8"))
    real["all_attributes"]["federal_state"] = "Saxony"
    real["registered_address"] = "Hultschiner Straße 8, 01067 Dresden."
    file = tmp_path / "real.jsonl"
    file.write_bytes(lines(real))
    found = Read("offeneregister", file).only
    assert found.id == "de-muenchen-hrb-73315"
    assert "Karl Wenschow GmbH" in found.former_names
    assert "redacted" not in repr(found)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"attributes": {"federal_state": "Bavaria"}}, "outside_region"),
        ({"registered_address": "Markt 1, 04109 Leipzig"}, "outside_region"),
        # No Land and nothing else that says Saxony: five million such rows must not pass.
        (
            {
                "registered_address": "",
                "attributes": {
                    "federal_state": None,
                    "registrar": "Köln",
                    "registered_office": "Köln",
                },
            },
            "outside_region",
        ),
        ({"current_status": "removed"}, "ended"),
        ({"name": "Hans Müller e.K."}, "natural_person"),
        ({"name": "Hans Müller", "attributes": {"_registerArt": "HRA"}}, "natural_person"),
    ],
)
def test_rows_that_are_not_meant_are_left_out(tmp_path, changes, reason):
    file = tmp_path / "a.jsonl"
    file.write_bytes(lines(company(**changes)))
    read = Read("offeneregister", file)
    assert (read.records, read.skipped, read.rejected) == ([], [reason], [])


def test_a_row_without_an_address_is_taken_by_its_seat(tmp_path):
    file = tmp_path / "a.jsonl"
    file.write_bytes(lines(company(registered_address=None)))
    assert Read("offeneregister", file).only.place.district == "14511"


def test_an_addressee_is_not_kept(tmp_path):
    file = tmp_path / "a.jsonl"
    address = "c/o Hans Geheim, Dorfstr. 1, 09111 Chemnitz"
    file.write_bytes(lines(company(registered_address=address)))
    found = Read("offeneregister", file).only
    assert (found.place.street, found.place.number) == ("Dorfstr.", "1")
    assert "Geheim" not in repr(found)


def test_bad_lines_are_rejected_with_their_place_and_the_rest_goes_on(tmp_path):
    file = tmp_path / "a.jsonl"
    file.write_bytes(
        b"nonsense\n"
        + lines(company(name=""), company(name=5), other(7))
        + lines(other(8)).replace(b"Muster", b"M\xfcster")
        + b'["a list"]\n'
        + lines(other(7))
        + lines(company(company_number=None, attributes={"native_company_number": None}))
        + lines(other(9))[:60]
    )
    read = Read("offeneregister", file)
    assert [one.id for one in read.records] == ["de-chemnitz-hrb-7"]
    assert read.rejected == [
        (1, "not_json"),
        (2, "no_name"),
        (3, "wrong_type"),
        (5, "bad_encoding"),
        (6, "wrong_type"),
        (7, "duplicate_key"),
        (8, "no_key"),
        (9, "half_line"),
    ]


def test_companies_elsewhere_are_counted_wherever_the_file_breaks_off(tmp_path):
    elsewhere = [
        company(name=f"{number} " + "x" * (number % 50), attributes={"federal_state": "Bavaria"})
        for number in range(20_000)
    ]
    file = tmp_path / "companies.jsonl.bz2"
    file.write_bytes(bz2.compress(lines(company(), *elsewhere))[:-30])
    read = Read("offeneregister", file)
    assert len(read.records) == 1
    assert read.rejected == [(0, "wrong_file")]
    (sentence,) = read.details
    assert f"after line {1 + len(read.skipped)};" in sentence
    assert set(read.skipped) == {"outside_region"}


def test_a_line_that_is_wrong_is_told_whatever_land_it_names(tmp_path):
    file = tmp_path / "companies.jsonl"
    away = lines(company(attributes={"federal_state": "Bavaria"}))
    file.write_bytes(
        away + b'{"all_attributes": {"federal_state": "Bavaria"}, \n' + away + lines(company())
    )
    read = Read("offeneregister", file)
    assert read.rejected == [(2, "not_json")]
    assert (read.skipped, len(read.records)) == (["outside_region"] * 2, 1)
