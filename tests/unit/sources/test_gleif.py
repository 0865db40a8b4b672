"""The register of legal entity identifiers."""

import gzip
import json
import zipfile

import pytest

from core.records import Identifier, Skipped
from tests.unit.sources.extracts import GLEIF, golden_copy, lei
from tests.unit.sources.reading import Read

LEVEL_1 = [GLEIF / f"lei2_shape_invented.{ending}" for ending in ("csv", "jsonl", "json")]
RELATIONS = GLEIF / "rr_shape_invented.csv"
ADDRESS = "Entity.LegalAddress."
HEADQUARTERS = "Entity.HeadquartersAddress."
REGISTER = "Entity.RegistrationAuthority."
ZITTAU = lei("DEMO00ZITTAU")


def read(tmp_path, *rows, **told):
    file = tmp_path / "lei2.csv"
    file.write_text(golden_copy(*rows), "utf-8")
    return Read("gleif", file, **told)


def elsewhere(part):
    """Return a seat in Berlin for an address."""
    return {f"{part}City": "Berlin", f"{part}PostalCode": "10115", f"{part}Region": "DE-BE"}


@pytest.mark.parametrize("file", LEVEL_1, ids=lambda file: file.suffix)
def test_the_sample_is_read_alike_as_csv_as_json_lines_and_as_one_document(file):
    found = Read("gleif", file)
    german, czech = found.records
    assert (german.id, german.name) == ("de-dresden-hrb-12345", "Beispiel Drehteile, Zittau GmbH")
    assert german.identifiers == (Identifier("hr", "Dresden HRB 12345"), Identifier("lei", ZITTAU))
    assert (german.legal_form, german.language, german.founded) == ("de-gmbh", "de", "2003-08-26")
    assert german.former_names == ("Beispiel Metall GmbH",)
    assert (german.place.street, german.place.number) == ("Hauptstraße", "5 a")
    assert (german.place.district, german.place.postal_code) == ("14626", "02763")
    assert german.provenance[0].date == "2026-02-11"
    assert (czech.id, czech.legal_form) == ("cz-26168685", "cz-112")
    assert czech.identifiers == (
        Identifier("ico", "26168685"),
        Identifier("lei", lei("DEMO00DECIN")),
    )
    assert (czech.place.district, czech.place.postal_code) == ("CZ0421", "40502")
    assert (found.skipped, found.rejected, found.remarks) == (["outside_region"], [], [])


def test_owners_are_kept_by_their_lei_the_direct_one_first():
    german, czech = Read("gleif", LEVEL_1[0], RELATIONS).records
    owners = (Identifier("lei", lei("DEMO00LYON")), Identifier("lei", lei("DEMO00TOP")))
    assert german.parents == owners
    assert czech.parents == ()


def test_files_are_read_zipped_and_packed_in_any_order(tmp_path):
    path, packed = tmp_path / "20260101-gleif-lei2.csv.zip", tmp_path / "rr.csv.gz"
    with zipfile.ZipFile(path, "w") as archive:
        archive.write(LEVEL_1[0], "20260101-gleif-lei2.csv")
    packed.write_bytes(gzip.compress(RELATIONS.read_bytes()))
    found = Read("gleif", path, packed)
    assert [len(one.parents) for one in found.records] == [2, 0]
    assert found.records[0].provenance[0].file == f"{path.name}/20260101-gleif-lei2.csv"


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({**elsewhere(ADDRESS), **elsewhere(HEADQUARTERS)}, "outside_region"),
        ({"Entity.EntityStatus": "INACTIVE"}, "ended"),
        ({"Registration.RegistrationStatus": "RETIRED"}, "ended"),
        ({"Registration.RegistrationStatus": "ANNULLED"}, "ended"),
        ({"Registration.RegistrationStatus": "DUPLICATE"}, "superseded"),
        ({"Entity.EntityCategory": "SOLE_PROPRIETOR"}, "natural_person"),
        ({"Entity.LegalForm.EntityLegalFormCode": "OL20"}, "natural_person"),
        (
            {"Entity.LegalForm.EntityLegalFormCode": "8888", "Entity.LegalName": "A e. K."},
            "natural_person",
        ),
    ],
)
def test_entities_that_are_not_meant_are_left_out(tmp_path, changes, reason):
    found = read(tmp_path, changes)
    assert (found.records, found.skipped, found.rejected) == ([], [reason], [])


@pytest.mark.parametrize(("state", "kept"), [("RETIRED", 1), ("MERGED", 1), ("ANNULLED", 0)])
def test_who_ended_is_kept_with_its_number_but_not_who_got_a_lei_in_error(tmp_path, state, kept):
    found = read(tmp_path, {"Registration.RegistrationStatus": state})
    assert [one.status for one in found.ended] == ["ended"] * kept


def test_sole_proprietors_are_taken_when_configured(tmp_path):
    changes = {"Entity.EntityCategory": "SOLE_PROPRIETOR"}
    assert len(read(tmp_path, changes, natural_persons=True).records) == 1


def test_headquarters_in_the_region_are_enough(tmp_path):
    found = read(tmp_path, elsewhere(ADDRESS)).only
    assert found.place.locality == "Zittau"


def test_a_postal_code_that_no_table_has_does_not_take_an_entity_out_of_its_region(tmp_path):
    czech = {
        "City": "Dolní Žandov",
        "PostalCode": "35493",
        "Region": "CZ-41",
        "Country": "CZ",
    }
    found = read(tmp_path, {f"{ADDRESS}{cell}": value for cell, value in czech.items()}).only
    assert (found.country, found.place.region) == ("CZ", "CZ041")


@pytest.mark.parametrize(
    ("authority", "other", "number", "id_"),
    [
        ("RA000224", "", "HRB 77", "de-chemnitz-hrb-77"),
        ("RA000224", "", "HRA77", "de-chemnitz-hra-77"),
        ("RA000217", "", "HRB 44343 B", "de-berlin-charlottenburg-hrb-44343-b"),
        ("RA999999", "Amtsgericht Leipzig", "VR 8", "de-leipzig-vr-8"),
        ("RA888888", "", "HRB 77", f"lei-{ZITTAU.lower()}"),
        ("RA000224", "", "77", f"lei-{ZITTAU.lower()}"),
        ("", "", "", f"lei-{ZITTAU.lower()}"),
    ],
)
def test_court_and_number_make_the_id(tmp_path, authority, other, number, id_):
    changes = {
        f"{REGISTER}RegistrationAuthorityID": authority,
        f"{REGISTER}OtherRegistrationAuthorityID": other,
        f"{REGISTER}RegistrationAuthorityEntityID": number,
    }
    found = read(tmp_path, changes).only
    assert found.id == id_
    assert Identifier("lei", ZITTAU) in found.identifiers


@pytest.mark.parametrize(
    ("code", "name", "form"),
    [
        ("8Z6G", "Muster GmbH & Co. KG", "de-gmbh-co-kg"),
        ("8Z6G", "Muster", "de-kg"),
        ("SCE1", "Muster GmbH", "de-ggmbh"),
        ("8888", "Muster AG", "de-ag"),
    ],
)
def test_the_form_is_that_of_its_code_or_of_the_name(tmp_path, code, name, form):
    changes = {"Entity.LegalForm.EntityLegalFormCode": code, "Entity.LegalName": name}
    assert read(tmp_path, changes).only.legal_form == form


@pytest.mark.parametrize(
    ("category", "kind"), [("FUND", "other"), ("RESIDENT_GOVERNMENT_ENTITY", "public")]
)
def test_the_category_tells_what_it_is(tmp_path, category, kind):
    assert read(tmp_path, {"Entity.EntityCategory": category}).only.kind == kind


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"LEI": ZITTAU[:-1] + "6"}, "no_key"),
        ({"LEI": ""}, "no_key"),
        ({"LEI": "DEMO00ZITTAU000000000016"}, "no_key"),
        ({"Entity.LegalName": ""}, "no_name"),
    ],
)
def test_a_bad_row_is_rejected_and_the_rest_goes_on(tmp_path, changes, reason):
    found = read(tmp_path, changes, {})
    assert found.rejected == [(2, reason)]
    assert len(found.records) == 1


def test_the_second_row_of_a_key_is_rejected(tmp_path):
    assert read(tmp_path, {}, {}).rejected == [(3, "duplicate_key")]


def test_line_breaks_in_cells_do_not_part_rows(tmp_path):
    changes = {"Entity.LegalAddress.AdditionalAddressLine.1": 'Haus "B"\nHof'}
    found = read(
        tmp_path,
        changes,
        {"LEI": lei("DEMO00ZWEI"), f"{REGISTER}RegistrationAuthorityEntityID": ""},
    )
    assert len(found.records) == 2
    assert found.records[1].provenance[0].line == 4


def test_rows_of_other_countries_are_passed_over_together(tmp_path):
    french = {
        f"{part}{cell}": value
        for part in (ADDRESS, HEADQUARTERS)
        for cell, value in (("Country", "FR"), ("Region", "FR-69"))
    }
    found = read(tmp_path, *[{**french, "Entity.LegalJurisdiction": "FR"}] * 25_000)
    counts = [one.count for one in found.outcomes if isinstance(one, Skipped)]
    assert counts == [10_000, 10_000, 5_000]


def test_half_a_last_line_is_rejected(tmp_path):
    file = tmp_path / "lei2.csv"
    file.write_text(golden_copy({}, {})[:-400], "utf-8")
    found = Read("gleif", file)
    assert (len(found.records), found.rejected) == (1, [(3, "half_line")])


@pytest.mark.parametrize("cut", [20, 900])
def test_half_a_record_of_json_is_rejected(tmp_path, cut):
    for sample in LEVEL_1[1:]:
        file = tmp_path / sample.name
        file.write_text(sample.read_text("utf-8").rstrip("]}\n")[:-cut], "utf-8")
        found = Read("gleif", file)
        assert len(found.records) == 2
        assert [reason for _, reason in found.rejected] == ["half_line"]


def test_another_type_in_json_is_named_without_its_value(tmp_path):
    record = json.loads(LEVEL_1[1].read_text("utf-8").splitlines()[0])
    record["Entity"]["LegalName"] = {"$": 17}
    file = tmp_path / "lei2.jsonl"
    file.write_text(json.dumps(record) + "\n")
    found = Read("gleif", file)
    assert found.rejected == [(1, "wrong_type")]


def test_a_file_without_the_columns_is_told(tmp_path):
    file = tmp_path / "lei2.csv"
    file.write_text('"LEI","Entity.LegalName"\n')
    found = Read("gleif", file)
    assert found.rejected == [(0, "wrong_file")]
    assert "no column Entity.EntityCategory" in found.details[0]


def test_a_bad_row_of_relationships_is_rejected_once(tmp_path):
    file = tmp_path / "rr.csv"
    file.write_text(RELATIONS.read_text() + '"x","LEI"\n')
    found = Read("gleif", LEVEL_1[0], file)
    assert found.rejected == [(6, "wrong_columns")]
    assert len(found.records) == 2
