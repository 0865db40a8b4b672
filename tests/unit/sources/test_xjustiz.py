"""Register extracts in XJustiz."""

import json
import zipfile

import pytest

from core.records import Identifier
from indexer.sources import all_sources
from tests.unit.sources.extracts import xjustiz
from tests.unit.sources.reading import DATA, Read
from tests.unit.sources.test_offeneregister import company

SAMPLE = DATA / "xjustiz" / "si_reg0400003_v3.5.1_leipzig_sanitised.xml"
PERSON = (
    "<tns:beteiligung><tns:beteiligter><tns:auswahl_beteiligter><tns:natuerlichePerson>"
    "<tns:vollerName><tns:nachname>Geheim</tns:nachname></tns:vollerName></tns:natuerlichePerson>"
    "</tns:auswahl_beteiligter></tns:beteiligter></tns:beteiligung>"
)


def read(tmp_path, content, **told):
    file = tmp_path / "extract.xml"
    file.write_text(content, "utf-8")
    return Read("xjustiz", file, **told)


def test_the_sample_lies_outside_the_region():
    found = Read("xjustiz", SAMPLE)
    assert (found.skipped, found.rejected) == (["outside_region"], [])


def test_an_extract_becomes_an_organisation_with_all_that_it_tells(tmp_path):
    found = read(tmp_path, xjustiz()).only
    assert (found.id, found.name) == ("de-chemnitz-hrb-32007", "Test Company GmbH")
    assert found.identifiers == (Identifier("hr", "Chemnitz HRB 32007"),)
    assert (found.legal_form, found.kind, found.status) == ("de-gmbh", "company", "active")
    assert (found.place.street, found.place.number) == ("Teststraße", "42")
    assert (found.place.postal_code, found.place.locality) == ("09111", "Chemnitz")
    assert found.place.district == "14511"
    assert found.purpose == "Softwareentwicklung und IT-Beratung."
    assert found.provenance[0].date == "2026-02-25"


def test_the_same_firm_of_the_free_copy_has_the_same_id(tmp_path):
    native = {"native_company_number": "Chemnitz HRB 32007"}
    copy = tmp_path / "copy.jsonl"
    record = company()
    record["all_attributes"] |= native
    copy.write_text(json.dumps(record))
    assert Read("offeneregister", copy).only.id == read(tmp_path, xjustiz()).only.id


def test_persons_are_never_read(tmp_path):
    content = xjustiz(entry="Geschäftsführer: Geheim, Max. Insolvenzverfahren ist eröffnet.")
    found = read(
        tmp_path, content.replace("</tns:verfahrensdaten>", f"{PERSON}</tns:verfahrensdaten>")
    )
    assert found.only.status == "insolvency"
    assert "Geheim" not in repr((found.outcomes, found.context.remarks))


def test_the_business_address_goes_first_and_a_private_one_is_never_read(tmp_path):
    begin, end = "<tns:anschrift>", "</tns:anschrift>"
    content = xjustiz()
    at = content.rindex(begin)
    own = content[at : content.rindex(end) + len(end)]
    other = own.replace("003", "001").replace("Teststraße", "Postweg")
    private = own.replace("003", "017").replace("Teststraße", "Privatweg")
    both = content[:at] + private + other + content[at:]
    assert read(tmp_path, both).only.place.street == "Teststraße"
    without = content[:at] + private + other + content[at + len(own) :]
    assert read(tmp_path, without).only.place.street == "Postweg"
    seat_only = content[:at] + private + content[at + len(own) :]
    place = read(tmp_path, seat_only).only.place
    assert (place.street, place.locality) == ("", "Chemnitz")


def test_former_names_are_kept(tmp_path):
    found = read(tmp_path, xjustiz(former="Alte Firma GmbH")).only
    assert found.former_names == ("Alte Firma GmbH",)


@pytest.mark.parametrize(
    ("name", "entry", "status"),
    [
        ("Muster GmbH i.L.", "", "liquidation"),
        ("Muster GmbH", "Die Gesellschaft ist aufgelöst.", "liquidation"),
        (
            "Muster GmbH",
            "Durch Beschluss ist das Insolvenzverfahren eröffnet. Die Gesellschaft ist aufgelöst.",
            "insolvency",
        ),
        ("Muster GmbH", "Das Insolvenzverfahren ist aufgehoben.", "active"),
        ("Muster GmbH i.L.", "Das Insolvenzverfahren ist eingestellt.", "liquidation"),
    ],
)
def test_liquidation_and_insolvency_are_told(tmp_path, name, entry, status):
    assert read(tmp_path, xjustiz(name=name, entry=entry)).only.status == status


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (xjustiz(entry="Die Firma ist erloschen."), "ended"),
        (xjustiz(entry="Das Registerblatt ist geschlossen."), "ended"),
        (xjustiz(**{"09111": "04109"}), "outside_region"),
        (xjustiz(**{"<code>000</code>": "<code>161</code>"}), "outside_region"),
        (xjustiz(name="Max Muster e. K.", **{"221110": "999999", "HRB": "HRA"}), "natural_person"),
        (xjustiz(name="Max Muster", **{"221110": "999999", "HRB": "HRA"}), "natural_person"),
    ],
)
def test_extracts_that_are_not_meant_are_left_out(tmp_path, content, reason):
    found = read(tmp_path, content)
    assert (found.records, found.skipped, found.rejected) == ([], [reason], [])


def test_natural_persons_are_taken_when_configured(tmp_path):
    content = xjustiz(name="Max Muster e. K.", **{"221110": "999999", "HRB": "HRA"})
    assert read(tmp_path, content, natural_persons=True).only.legal_form == "de-ek"


@pytest.mark.parametrize(
    ("code", "name", "form"),
    [
        ("221200", "Muster UG (haftungsbeschränkt)", "de-ug"),
        ("112211", "Muster GmbH & Co. KG", "de-gmbh-co-kg"),
        ("112000", "Muster GmbH & Co. KG", "de-gmbh-co-kg"),
        ("112000", "Muster", "de-kg"),
        ("999999", "Muster eG", "de-eg"),
    ],
)
def test_the_form_is_that_of_its_code_or_of_the_name(tmp_path, code, name, form):
    found = read(tmp_path, xjustiz(name=name, **{"221110": code})).only
    assert found.legal_form == form


def test_another_version_that_is_built_alike_is_read_with_a_remark(tmp_path):
    found = read(tmp_path, xjustiz(**{'xjustizVersion="3.5.1"': 'xjustizVersion="3.4.0"'}))
    assert found.only.name == "Test Company GmbH"
    assert [reason for _, reason in found.remarks] == ["other_version"]
    assert "3.4.0" in found.context.remarks[0].detail


def test_a_message_that_does_not_fit_is_told_with_the_version_that_is_read(tmp_path):
    found = read(tmp_path, xjustiz(**{"tns:basisdatenRegister": "tns:andereDaten"}))
    assert [reason for _, reason in found.rejected] == ["wrong_schema"]
    assert "XJustiz 3.5.1" in found.details[0]


def test_another_message_is_told_with_the_version_that_is_read(tmp_path):
    found = read(tmp_path, xjustiz(**{"nachricht.reg.0400003": "nachricht.gds.0005001"}))
    assert found.rejected == [(0, "wrong_file")]
    assert "XJustiz 3.5.1" in found.details[0]
    assert "nachricht.gds.0005001" in found.details[0]


def test_an_unknown_court_is_remarked_and_the_number_is_no_identifier(tmp_path):
    found = read(tmp_path, xjustiz(**{"U1206": "Z9999"}))
    assert found.only.identifiers == ()
    assert found.only.id == "de-z9999-hrb-32007"
    assert (0, "unknown_court") in found.remarks


def test_an_extract_without_number_is_rejected(tmp_path):
    found = read(tmp_path, xjustiz(**{"<tns:laufendeNummer>32007</tns:laufendeNummer>": ""}))
    assert found.rejected == [(0, "no_key")]


def test_a_number_in_free_text_is_read(tmp_path):
    begin, end = "<tns:aktenzeichen.strukturiert>", "</tns:aktenzeichen.strukturiert>"
    content = xjustiz()
    inner = content[content.index(begin) : content.index(end) + len(end)]
    free = "<tns:aktenzeichen.freitext>HRB 77 B</tns:aktenzeichen.freitext>"
    assert read(tmp_path, content.replace(inner, free)).only.id == "de-chemnitz-hrb-77-b"


def test_an_archive_of_many_is_read_and_the_newest_extract_wins(tmp_path):
    path = tmp_path / "delivery.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(60001, 60021):
            archive.writestr(f"HRB_{number}+SI-2026.xml", xjustiz(**{"32007": str(number)}))
        archive.writestr(
            "HRB_60005+SI-2024.xml", xjustiz(**{"32007": "60005", "2026-02-25": "2024-01-01"})
        )
        archive.writestr("HRB_60006+SI-2026 damaged.xml", "<tns:nachricht")
    found = Read("xjustiz", path)
    assert len(found.records) == 20
    assert found.skipped == ["superseded"]
    assert found.rejected == [(0, "wrong_file")]
    assert {one.provenance[0].date for one in found.records} == {"2026-02-25"}


def test_a_folder_is_read(tmp_path):
    folder = tmp_path / "delivery"
    folder.mkdir()
    for number in ("1", "2"):
        (folder / f"{number}.xml").write_text(xjustiz(**{"32007": number}), "utf-8")
    assert len(Read("xjustiz", folder).records) == 2


def test_the_register_has_conditions():
    assert "legal basis" in all_sources()["xjustiz"].conditions
