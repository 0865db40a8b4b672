"""Street and number, town and part, as German and Czech addresses write them."""

from pathlib import Path

import pytest

from indexer.normalise import localities, streets
from indexer.sources import build
from indexer.sources.base import Context
from taxonomy import border


@pytest.mark.parametrize(
    ("line", "street", "number"),
    [
        ("Hauptstr. 5 a", "Hauptstr.", "5 a"),
        ("Hauptstr.5a", "Hauptstr.", "5a"),
        ("Am Markt 3-5", "Am Markt", "3-5"),
        ("Am Markt 3 - 5", "Am Markt", "3 - 5"),
        ("Straße der Einheit 12/14", "Straße der Einheit", "12/14"),
        ("Am Anger 3 u. 5", "Am Anger", "3 u. 5"),
        ("Am Anger 5 1/2", "Am Anger", "5 1/2"),
        ("Hauptstraße 10 a-c", "Hauptstraße", "10 a-c"),
        ("Hauptstraße Nr. 5", "Hauptstraße", "5"),
        ("Gewerbepark 5, Haus B", "Gewerbepark", "5, Haus B"),
        # numbers that belong to the name
        ("Straße des 17. Juni", "Straße des 17. Juni", ""),
        ("Str. des 17. Juni 12", "Str. des 17. Juni", "12"),
        ("28. října", "28. října", ""),
        ("nám. 14. října 1307/2", "nám. 14. října", "1307/2"),
        ("Straße 12 Nr. 4", "Straße 12", "4"),
        ("An der B 96", "An der B 96", ""),
        ("C4", "C4", ""),
        ("Postfach 1234", "Postfach 1234", ""),
        # blocks of Mannheim
        ("Q 7, 24", "Q 7", "24"),
        ("L 15, 7-9", "L 15", "7-9"),
        # villages without streets
        ("Nr. 12", "", "12"),
        ("12", "", "12"),
        ("č.p. 15", "", "15"),
        ("čp. 15", "", "15"),
        ("č. p. 15", "", "15"),
        ("Lhota č.p. 15", "Lhota", "15"),
        # the second list of Czech numbers counts from one too
        ("č.ev. 12", "", "č. ev. 12"),
        ("Chatová č. ev. 12", "Chatová", "č. ev. 12"),
        ("Masarykova 1134/8", "Masarykova", "1134/8"),
        ("Dlouhá 12/3a", "Dlouhá", "12/3a"),
        ("Bahnhofstraße", "Bahnhofstraße", ""),
        ("", "", ""),
    ],
)
def test_a_street_is_told_from_the_number_of_its_house(line, street, number):
    assert streets.split(line) == (street, number)


@pytest.mark.parametrize(
    "spellings",
    [
        ("Bahnhofstraße", "Bahnhof-Str.", "BAHNHOFSTRASSE", "Bahnhofstr"),
        ("nám. Míru", "náměstí Míru", "namesti miru"),
        ("tř. Budovatelů", "třída Budovatelů"),
        ("Mühlenstr.", "Muehlenstrasse"),
        ("Dlouhá", "ul. Dlouhá", "DLOUHÁ ulice"),
    ],
)
def test_spellings_of_one_street_compare_equal(spellings):
    assert len({streets.comparison(one) for one in spellings}) == 1


def test_streets_that_differ_compare_unequal():
    assert streets.comparison("Bahnhofstraße") != streets.comparison("Bahnhofsplatz")
    assert streets.number_comparison("12 A") == streets.number_comparison("12a")


@pytest.mark.parametrize(
    ("text", "country", "town", "part"),
    [
        ("Ústí nad Labem-centrum", "CZ", "Ústí nad Labem", "centrum"),
        ("Karlovy Vary - Rybáře", "CZ", "Karlovy Vary", "Rybáře"),
        ("Teplice 1", "CZ", "Teplice", ""),
        ("Praha 5", "CZ", "Praha", "Praha 5"),
        ("Praha 10 - Strašnice", "CZ", "Praha", "Strašnice"),
        ("Děčín IV", "CZ", "Děčín", "Děčín IV"),
        ("Děčín IV-Podmokly", "CZ", "Děčín", "Děčín IV-Podmokly"),
        ("Dresden, OT Cotta", "DE", "Dresden", "Cotta"),
        ("Cunewalde (OT Weigsdorf-Köblitz)", "DE", "Cunewalde", "Weigsdorf-Köblitz"),
        ("Dresden-Neustadt", "DE", "Dresden", "Neustadt"),
        ("Chemnitz, Stadt", "DE", "Chemnitz", ""),
        # the whole is a name
        ("Annaberg-Buchholz", "DE", "Annaberg-Buchholz", ""),
        ("Garmisch-Partenkirchen", "DE", "Garmisch-Partenkirchen", ""),
        ("Frankenberg/Sa.", "DE", "Frankenberg/Sa.", ""),
        ("Žitava", "DE", "Žitava", ""),
    ],
)
def test_a_town_is_told_from_its_part(text, country, town, part):
    assert localities.split(text, country) == (town, part)


def _placed(**seat):
    context = Context(source="test", dataset="test", border=border.load(None))
    return build.place(context.at(Path("file"), 1), build.Seat(**seat))


def test_a_place_tells_the_parts_that_a_source_writes_as_one():
    found = _placed(
        country="DE",
        street="Dorfstr. 3 b, OT Weigsdorf-Köblitz",
        postal_code="02733",
        locality="Cunewalde",
    )
    assert (found.street, found.number, found.part) == ("Dorfstr.", "3 b", "Weigsdorf-Köblitz")
    assert (found.locality, found.district) == ("Cunewalde", "14625")


def test_a_czech_part_stands_behind_the_number():
    found = _placed(country="CZ", street="Dlouhá 12/3a, Podmokly", locality="Děčín")
    assert (found.street, found.number, found.part) == ("Dlouhá", "12/3a", "Podmokly")
    entrance = _placed(country="CZ", street="Dlouhá 12, budova A", locality="Děčín")
    assert (entrance.street, entrance.number, entrance.part) == ("Dlouhá", "12, budova A", "")


def test_a_place_takes_parts_as_given_where_the_source_tells_them_apart():
    found = _placed(
        country="CZ",
        street="17. listopadu 1",
        number="5",
        postal_code="415 01",
        locality="Teplice 1",
        part="Trnovany",
    )
    assert (found.street, found.number, found.part) == ("17. listopadu 1", "5", "Trnovany")
    assert (found.locality, found.district, found.postal_code) == ("Teplice", "CZ0426", "41501")


def test_a_part_that_is_the_town_itself_is_not_told():
    found = _placed(country="CZ", street="Dlouhá 5", locality="Děčín", part="Děčín")
    assert found.part == ""
