"""The public registers of the Czech courts as open data."""

import gzip
import zipfile

import pytest

from core.records import Identifier
from tests.unit.sources.extracts import JUSTICE, register, seat, subject, text_of, udaj
from tests.unit.sources.reading import DATA, Read

SAMPLE = DATA / "justice" / "subjekt_shape_invented.xml"
OTHER = "27074358"


def read(tmp_path, *subjects, name="sro-full-usti_nad_labem-2026.xml", **told):
    file = tmp_path / name
    file.write_text(register(*subjects), "utf-8")
    return Read("justice", file, **told)


def section(kind, *entries):
    return udaj(f"{kind}_SEKCE", "", *entries)


def test_the_sample_lies_outside_the_region():
    assert Read("justice", SAMPLE).skipped == ["outside_region"]


def test_the_sample_moved_into_the_region_is_taken(tmp_path):
    file = tmp_path / "sro-full-praha-2026.xml"
    moved = JUSTICE.replace("12345678", "26168685")
    file.write_text(moved.replace("Praha</obec>", "Děčín</obec>").replace("11000", "40502"))
    found = Read("justice", file).only
    assert (found.id, found.name) == ("cz-26168685", "Test Company s.r.o.")
    assert Identifier("other", "C 231666/MSPH") in found.identifiers


def test_a_subject_becomes_an_organisation_with_all_that_is_true_now(tmp_path):
    found = read(
        tmp_path,
        subject(
            section(
                "PREDMET_PODNIKANI",
                udaj("PREDMET_PODNIKANI", text_of("Obráběčství")),
                udaj("PREDMET_PODNIKANI", text_of("Hostinská činnost"), deleted="2012-01-01"),
            ),
            section("PREDMET_CINNOSTI", udaj("PREDMET_CINNOSTI", text_of("pronájem"))),
            section("UCEL_SUBJEKTU", udaj("UCEL_SUBJEKTU", text_of("Podpora sklářství"))),
        ),
    ).only
    assert (found.id, found.name) == ("cz-26168685", "KOVO DĚČÍN s.r.o.")
    assert (found.kind, found.language, found.legal_form) == ("company", "cs", "cz-112")
    assert found.activities == ("Obráběčství", "pronájem")
    assert found.purpose == "Podpora sklářství"
    assert (found.founded, found.status) == ("2003-08-26", "active")
    assert (found.place.street, found.place.number) == ("Dlouhá", "123/4")
    assert (found.place.postal_code, found.place.locality) == ("40502", "Děčín")
    assert found.place.district == "CZ0421"
    (source,) = found.provenance
    assert (source.key, source.date, source.line) == ("26168685", "2026-01-01", 3)


def test_former_names_are_kept_and_former_seats_are_not(tmp_path):
    found = read(
        tmp_path,
        subject(
            udaj("NAZEV", text_of("STARÁ FIRMA s.r.o."), deleted="2015-05-05"),
            udaj("NAZEV", text_of("KOVO Děčín, s.r.o."), made="2015-05-05"),
            seat(),
            udaj("SIDLO", "<adresa><obec>Praha</obec></adresa>", deleted="2015-05-05"),
        ),
    ).only
    assert found.former_names == ("STARÁ FIRMA s.r.o.",)
    assert found.place.locality == "Děčín"


def test_a_section_that_was_deleted_takes_its_entries_with_it(tmp_path):
    deleted = udaj(
        "PREDMET_PODNIKANI_SEKCE",
        "",
        udaj("PREDMET_PODNIKANI", text_of("Obráběčství")),
        deleted="2012-01-01",
    )
    assert read(tmp_path, subject(deleted)).only.activities == ()


def test_persons_are_never_read(tmp_path):
    person = "<osoba><jmeno>Jana</jmeno><prijmeni>Tajná</prijmeni></osoba>"
    roles = ("STATUTARNI_ORGAN", "SPOLECNIK", "PROKURA", "DOZORCI_RADA", "AKCIONAR_SEKCE")
    entries = [
        udaj(role, person, udaj(f"{role}_CLEN", person, udaj("SPOLECNIK_PODIL", person)))
        for role in roles
    ]
    insolvency = udaj("INSOLVENCNI_ZAPIS", text_of("Jana Tajná: rozhodnutí o úpadku"))
    read_ = read(tmp_path, subject(*entries, section("INSOLVENCE", insolvency)))
    assert read_.only.status == "insolvency"
    assert "Tajná" not in repr((read_.outcomes, read_.context.remarks))


@pytest.mark.parametrize(
    ("entries", "name", "status"),
    [
        ((), "KOVO s.r.o. v likvidaci", "liquidation"),
        ((udaj("LIKVIDATOR"),), "KOVO s.r.o.", "liquidation"),
        ((udaj("LIKVIDATOR", deleted="2020-01-01"),), "KOVO s.r.o.", "active"),
        (
            (
                section(
                    "KONKURS",
                    udaj("KONKURS", "", udaj("KONKURS_PROHLASENI", text_of("Prohlášen konkurs"))),
                ),
            ),
            "KOVO s.r.o.",
            "insolvency",
        ),
        (
            (
                section(
                    "INSOLVENCE",
                    udaj("INSOLVENCNI_ZAPIS", text_of("úpadek"), made="2012-01-01"),
                    udaj("INSOLVENCNI_ZAPIS", text_of("řízení skončeno"), made="2014-01-01"),
                ),
            ),
            "KOVO s.r.o.",
            "active",
        ),
    ],
)
def test_liquidation_and_insolvency_are_told(tmp_path, entries, name, status):
    assert read(tmp_path, subject(*entries, name=name)).only.status == status


@pytest.mark.parametrize(
    ("made", "reason"),
    [
        (subject(deleted="2021-01-01"), "ended"),
        (subject(deleted="2021-01-01", ico=""), "ended"),
        (subject(seat(obec="Praha", psc="11000", okres="Hlavní město Praha")), "outside_region"),
        (subject(seat(obec="Praha", psc="", okres="")), "outside_region"),
        (subject(seat(statNazev="Slovenská republika")), "outside_region"),
        (subject(seat(obec="", ulice="", psc="", okres="", castObce="")), "outside_region"),
        (subject(udaj("PODNIKATEL_SEKCE")), "natural_person"),
        (
            subject(
                udaj(
                    "PRAVNI_FORMA",
                    "<pravniForma><kod>FO</kod><nazev>Fyzická osoba</nazev></pravniForma>",
                )
            ),
            "natural_person",
        ),
        (
            subject(udaj("PRAVNI_FORMA", "<pravniForma><kod>101</kod></pravniForma>")),
            "natural_person",
        ),
    ],
)
def test_subjects_that_are_not_meant_are_left_out(tmp_path, made, reason):
    found = read(tmp_path, made)
    assert (found.records, found.skipped, found.rejected) == ([], [reason], [])


def test_who_ended_is_kept_with_number_and_day_alone(tmp_path):
    day = "2021-03-31"
    activity = udaj("PREDMET_PODNIKANI", text_of("Obráběčství"), deleted=day)
    content = register(subject(section("PREDMET_PODNIKANI", activity), deleted=day))
    # With the subject all its entries are deleted.
    content = content.replace(
        "</zapisDatum><udajTyp>", f"</zapisDatum><vymazDatum>{day}</vymazDatum><udajTyp>"
    )
    file = tmp_path / "sro-full-x-2026.xml"
    file.write_text(content, "utf-8")
    (found,) = Read("justice", file).ended
    assert (found.id, found.status, found.ended) == ("cz-26168685", "ended", day)
    assert (found.activities, found.place.district) == ((), "CZ0421")


def test_natural_persons_are_taken_when_configured(tmp_path):
    found = read(tmp_path, subject(udaj("PODNIKATEL_SEKCE")), natural_persons=True)
    assert found.only.id == "cz-26168685"


def test_a_legal_form_without_code_is_known_by_its_name(tmp_path):
    form = "<pravniForma><nazev>Akciová společnost</nazev></pravniForma>"
    assert read(tmp_path, subject(udaj("PRAVNI_FORMA", form))).only.legal_form == "cz-121"


def test_an_address_in_one_line_is_read(tmp_path):
    line = "<adresa><adresaText>Dlouhá 5, 405 02 Děčín</adresaText></adresa>"
    place = read(tmp_path, subject(udaj("SIDLO", line))).only.place
    assert (place.street, place.number, place.postal_code) == ("Dlouhá", "5", "40502")


@pytest.mark.parametrize(
    ("made", "reason"),
    [
        (subject(ico=""), "no_key"),
        (subject(ico="26168686"), "bad_ico"),
        (subject(ico="9" * 5000), "bad_ico"),
        (subject(name="", ico="175"), "no_name"),
    ],
)
def test_a_bad_subject_is_rejected_and_the_rest_goes_on(tmp_path, made, reason):
    found = read(tmp_path, subject(ico=OTHER), made, subject(ico="00023574"))
    assert [why for _, why in found.rejected] == [reason]
    assert [one.id for one in found.records] == [f"cz-{OTHER}", "cz-00023574"]


def test_the_newest_year_wins_whatever_order_files_come_in(tmp_path):
    files = []
    for year, name, place in (
        (2019, "STARÁ s.r.o.", seat()),
        (2026, "NOVÁ s.r.o.", seat()),
        (2023, "PROSTŘEDNÍ s.r.o.", seat()),
    ):
        file = tmp_path / f"sro-full-usti_nad_labem-{year}.xml.gz"
        content = register(
            subject(place, name=name), subject(ico=OTHER, name=f"Jiná {year} s.r.o.")
        )
        if year == 2026:
            content = register(subject(place, name=name))
        file.write_bytes(gzip.compress(content.encode()))
        files.append(file)
    found = Read("justice", *files)
    assert {one.id: one.name for one in found.records} == {
        "cz-26168685": "NOVÁ s.r.o.",
        f"cz-{OTHER}": "Jiná 2023 s.r.o.",
    }
    assert found.skipped == ["superseded"] * 3
    assert found.rejected == []
    assert [one.provenance[0].date for one in found.records] == ["2026-01-01", "2023-01-01"]


@pytest.mark.parametrize(
    "newer", [subject(deleted="2025-05-05"), subject(seat(obec="Praha", psc="11000", okres=""))]
)
def test_what_ended_or_moved_away_does_not_come_back_from_an_older_year(tmp_path, newer):
    old, new = tmp_path / "sro-full-x-2020.xml", tmp_path / "sro-full-x-2026.xml"
    old.write_text(register(subject()), "utf-8")
    new.write_text(register(newer), "utf-8")
    found = Read("justice", old, new)
    assert found.records == []
    assert "superseded" in found.skipped


def test_history_goes_before_the_mere_state_of_the_same_year(tmp_path):
    whole, now = tmp_path / "sro-full-x-2026.xml", tmp_path / "sro-actual-x-2026.xml"
    former = udaj("NAZEV", text_of("STARÁ s.r.o."), deleted="2015-05-05")
    whole.write_text(register(subject(former)), "utf-8")
    now.write_text(register(subject()), "utf-8")
    found = Read("justice", now, whole)
    assert found.only.former_names == ("STARÁ s.r.o.",)
    assert found.skipped == ["superseded"]


def test_the_same_subject_twice_in_files_of_one_kind_is_rejected(tmp_path):
    first, second = tmp_path / "as-full-x-2026.xml", tmp_path / "sro-full-x-2026.xml"
    for file in (first, second):
        file.write_text(register(subject()), "utf-8")
    found = Read("justice", first, second)
    assert found.rejected == [(3, "duplicate_key")]
    assert "as-full-x-2026.xml:3" in found.details[0]


def test_files_are_read_from_an_archive_and_in_a_windows_code_page(tmp_path):
    content = register(subject()).replace('encoding="UTF-8"', 'encoding="windows-1250"')
    path = tmp_path / "registers.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("sro-full-usti-2026.xml", content.encode("cp1250"))
    found = Read("justice", path).only
    assert found.name == "KOVO DĚČÍN s.r.o."
    assert found.provenance[0].file == "registers.zip/sro-full-usti-2026.xml"


def test_a_file_that_breaks_off_gives_what_stood_before(tmp_path):
    file = tmp_path / "sro-full-x-2026.xml"
    file.write_text(register(subject(), subject(ico=OTHER))[:-200], "utf-8")
    found = Read("justice", file)
    assert [one.id for one in found.records] == ["cz-26168685"]
    assert found.rejected == [(0, "wrong_file")]
    assert "damaged or cut off" in found.details[0]


def test_remarks_are_of_rows_that_were_taken(tmp_path):
    found = read(tmp_path, subject(seat(obec="Praha", psc="nic", okres="")))
    assert (found.skipped, found.remarks) == (["outside_region"], [])


def test_a_year_without_entries_is_no_error(tmp_path):
    assert read(tmp_path).outcomes == []
