"""From a source's spelling to the project's normal forms."""

import pytest

from indexer.normalise import addresses, dates, identifiers, sectors, text


@pytest.mark.parametrize(
    ("written", "ico"),
    [
        ("26168685", "26168685"),
        (" 261 68 685 ", "26168685"),
        ("175", "00000175"),
        ("00000175", "00000175"),
        ("26168686", None),
        ("0", None),
        ("", None),
        ("261686850", None),
        ("CZ26168685", None),
    ],
)
def test_ico(written, ico):
    assert identifiers.ico(written) == ico


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("München HRB 73315", "München HRB 73315"),
        ("Amtsgericht Dresden, HRB 12 345 B", "Dresden HRB 12345 B"),
        ("AG Chemnitz hrb 0042", "Chemnitz HRB 42"),
        ("Chemnitz", None),
        ("HRB", None),
        ("Chemnitz HRB 000", None),
    ],
)
def test_german_register_numbers(written, number):
    assert identifiers.hr(written) == number


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("DE 136 695 976", "DE136695976"),
        ("CZ26168685", "CZ26168685"),
        ("CZ7103192745", None),  # a birth number
        ("CZ640903926", None),  # of a person too
        ("DE123", None),
        ("", None),
    ],
)
def test_tax_numbers_without_birth_numbers(written, number):
    assert identifiers.vat(written) == number
    assert identifiers.vat(written, natural_person=True) is None


def test_lei_is_checked():
    assert identifiers.lei("3157006NRD5BOSINEM54") == "3157006NRD5BOSINEM54"
    assert identifiers.lei("3157006NRD5BOSINEM55") is None
    assert identifiers.checked("unknown", "1") is None


def test_slugs_are_safe_in_a_path():
    assert identifiers.slug("München HRB 73315") == "muenchen-hrb-73315"
    assert identifiers.slug("../Ústí\u0000 & ß/") == "usti-ss"


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2003-08-26", "2003-08-26"),
        ("26. 8. 2003", "2003-08-26"),
        ("20180626", "2018-06-26"),
        ("2017-07-04T00:27:59Z", "2017-07-04"),
        ("2016", "2016"),
        ("2016-05", "2016-05"),
        ("", ""),
        ("2016-13", None),
        ("31.2.2020", None),
        ("0000-00-00", None),
        ("0000", None),
        ("bald", None),
    ],
)
def test_dates(written, day):
    assert dates.day(written) == day


def test_a_moment_keeps_its_time():
    assert dates.moment("2026-05-12T18:00") == "2026-05-12T18:00:00"
    assert dates.moment("2026-05-12T18:00:00+02:00") == "2026-05-12T18:00:00+02:00"


@pytest.mark.parametrize(
    ("written", "country", "code"),
    [
        ("400 01", "CZ", "40001"),
        ("40001", "CZ", "40001"),
        ("CZ-400 01", "CZ", "40001"),
        ("1067", "DE", "01067"),
        ("D-01067", "DE", "01067"),
        ("1067", "CZ", None),
        ("123456", "DE", None),
        ("abc", "CZ", None),
        ("", "CZ", ""),
        ("59-900", "PL", "59-900"),
    ],
)
def test_postal_codes(written, country, code):
    assert addresses.postal_code(written, country) == code


@pytest.mark.parametrize(
    ("line", "country", "parts"),
    [
        (
            "Hultschiner Straße 8, 81677 München.",
            "DE",
            ("Hultschiner Straße 8", "81677", "München"),
        ),
        ("Str. des 17. Juni 12, 01257 Dresden", "DE", ("Str. des 17. Juni 12", "01257", "Dresden")),
        ("Bahnhofstr. 3 1067 Dresden", "DE", ("Bahnhofstr. 3", "01067", "Dresden")),
        ("01067 Dresden OT Cotta", "DE", ("", "01067", "Dresden OT Cotta")),
        ("Hauptstraße 12, Görlitz", "DE", ("Hauptstraße 12", "", "Görlitz")),
        ("Musterweg 4", "DE", ("", "", "")),
        ("c/o Hans Müller, Dorfstr. 1, 09111 Chemnitz", "DE", ("Dorfstr. 1", "09111", "Chemnitz")),
        ("Pod špejcharem 1561, 15600 Praha 5", "CZ", ("Pod špejcharem 1561", "15600", "Praha 5")),
        ("č.p. 12, 400 01 Ústí nad Labem", "CZ", ("č.p. 12", "40001", "Ústí nad Labem")),
        (
            "Ústí nad Labem, Masarykova 1134/8, PSČ 40001",
            "CZ",
            ("Masarykova 1134/8", "40001", "Ústí nad Labem"),
        ),
        (
            "Praha 5 - Smíchov, Radlická 3294/10, PSČ 150 00",
            "CZ",
            ("Radlická 3294/10", "15000", "Praha 5 - Smíchov"),
        ),
        ("Lhota čp. 12, PSČ 400 02", "CZ", ("Lhota čp. 12", "40002", "Lhota")),
        ("Dlouhá 5, Teplice 1, 415 01", "CZ", ("Dlouhá 5", "41501", "Teplice 1")),
        (
            "Radlická 3294/10, Smíchov, 15000 Praha 5",
            "CZ",
            ("Radlická 3294/10, Smíchov", "15000", "Praha 5"),
        ),
        ("", "DE", ("", "", "")),
    ],
)
def test_address_lines(line, country, parts):
    assert addresses.parsed(line, country) == parts


def test_texts_lose_control_signs_and_are_composed():
    assert text.clean("U\u0301sti\u0301\x00 nad\u00a0\u200bLabem\r\n") == "Ústí nad Labem"
    assert text.clean("a  b") == "a b"
    assert text.name('"CZ TOP  TRADE s.r.o."') == "CZ TOP TRADE s.r.o."
    assert text.name('Firma "X" s.r.o.') == 'Firma "X" s.r.o.'
    assert text.name("Müller &amp; Söhne") == "Müller & Söhne"
    assert text.name(" - ") == ""


def test_a_code_that_became_many_is_told_by_its_groups_or_divisions():
    found, unknown = sectors.converted(["47910", "28", "99999"], "NACE2")
    assert [(one.code, one.inexact) for one in found] == [("47", True), ("60", True), ("28", True)]
    assert unknown == ("99999",)


def test_each_sector_comes_once_from_the_code_that_is_named_first():
    found, _ = sectors.converted(["25.62", "25.61"], "NACE2")
    assert [(one.code, one.original, one.primary) for one in found] == [
        ("25.53", "25.62", True),
        ("25.51", "25.61", False),
        ("25.52", "25.61", False),
    ]
    found, _ = sectors.converted(["25.62"], "NACE2", primary=False)
    assert not found[0].primary
