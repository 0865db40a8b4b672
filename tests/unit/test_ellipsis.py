"""Words that share an end or a beginning are written out, in texts and in queries."""

import pytest

from analyzers.ellipsis import expanded
from analyzers.tokens import clean, tokens


@pytest.mark.parametrize(
    ("text", "written"),
    [
        # the end that both share
        ("Kunststoff- und Metallteile", "Kunststoffteile und Metallteile"),
        ("CNC-Fräs-/Drehteile", "CNC-Frästeile/Drehteile"),
        ("CNC-Dreh- oder Frästeile", "CNC-Drehteile oder Frästeile"),
        ("Säge- und Hobelwerke", "Sägewerke und Hobelwerke"),
        ("SÄGE- UND HOBELWERKE", "SÄGEWERKE UND HOBELWERKE"),
        ("Saege- und Hobelwerke", "Saegewerke und Hobelwerke"),
        ("Maschinen- und Anlagenbauern", "Maschinenbauern und Anlagenbauern"),
        ("Putz- und Trockenbauarbeiten", "Putzarbeiten und Trockenbauarbeiten"),
        (
            "Wasch-, Reinigungs- und Poliermittel",
            "Waschmittel, Reinigungsmittel und Poliermittel",
        ),
        ("Elektro- und die Medizintechnik", "Elektrotechnik und die Medizintechnik"),
        ("Luft-/boden-/seegestützt", "Luftgestützt/bodengestützt/seegestützt"),
        (
            "Messe- und Business-Event-Veranstalter",
            "Messeveranstalter und Business-Event-Veranstalter",
        ),
        ("CNC- und Handbearbeitung", "CNC-bearbeitung und Handbearbeitung"),
        # prefixes against each other
        ("Be- und Verarbeitung von Glas", "Bearbeitung und Verarbeitung von Glas"),
        ("Hoch- und Tiefbau", "Hochbau und Tiefbau"),
        ("Im- und Export", "Import und Export"),
        ("An- und Verkauf", "Ankauf und Verkauf"),
        ("Ein- und Mehrfamilienhäuser", "Einfamilienhäuser und Mehrfamilienhäuser"),
        ("Um- und Ausbauarbeiten", "Umbauarbeiten und Ausbauarbeiten"),
        # the beginning that both share
        ("Textilherstellung und -vertrieb", "Textilherstellung und Textilvertrieb"),
        ("Maschinenbau, -handel", "Maschinenbau, Maschinenhandel"),
        (
            "Wand- und Bodenfliesen und -platten",
            "Wandfliesen und Bodenfliesen und Bodenplatten",
        ),
    ],
)
def test_what_a_hyphen_leaves_out_is_written_out(text: str, written: str) -> None:
    assert expanded(text) == written


@pytest.mark.parametrize(
    "text",
    [
        "E-Mail",
        "Know-how",
        "CNC-Drehteile",
        "Blech- und",
        "Blech-",
        "Metall - und Holzbau",
        "na- a vykládka",
        "pre- and post-processing",
        "Porzellan- und keramische Erzeugnisse",
        "10-20 mm",
        "5 -10 mm",
        "Stahl, -10 °C",
        "--- / -",
        "",
    ],
)
def test_what_cannot_be_told_stays_as_it_is(text: str) -> None:
    assert expanded(text) == text


def test_a_word_written_out_stands_where_it_was_typed() -> None:
    typed = clean("CNC-Fräs-/Drehteile, Stahlbau und -handel")
    found = [(token.text, typed[token.start : token.end]) for token in tokens(typed)]
    assert found == [
        ("CNC", "CNC"),
        ("Frästeile", "Fräs-"),
        ("Drehteile", "Drehteile"),
        ("Stahlbau", "Stahlbau"),
        ("und", "und"),
        ("Stahlhandel", "-handel"),
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("ISO9001 ISO 9001 ISO-9001", ["ISO", "9001"] * 3),
        ("DIN EN ISO 9001", ["DIN", "EN", "ISO", "9001"]),
        ("EN1090, ČSN EN 1090", ["EN", "1090", "ČSN", "EN", "1090"]),
        ("IATF16949", ["IATF", "16949"]),
        ("E-Mail-Server", ["E-Mail", "Server"]),
        ("O-Ringe, C-Teile", ["O-Ringe", "C-Teile"]),
        ("Know-how", ["Know", "how"]),
        ("CAD/CAM", ["CAD", "CAM"]),
        ("3D-Druck", ["3D", "Druck"]),
        ("0,5 mm", ["0,5", "mm"]),
        ("Eisen1", ["Eisen1"]),
        ("s.r.o. C++ R&D", ["s.r.o", "C++", "R&D"]),
    ],
)
def test_signs_part_or_hold_together_the_words_of_a_query(text: str, words: list[str]) -> None:
    assert [token.text for token in tokens(text)] == words


def test_a_long_row_of_hyphens_takes_no_time() -> None:
    assert expanded("a-" * 20_000 + ", b") == "a-" * 20_000 + ", b"
