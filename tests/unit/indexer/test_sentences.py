"""Sentences of German, Czech and English register texts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.sentences import LONGEST, cut, pieces, sentences


@pytest.mark.parametrize(
    "parts",
    [
        ("Herstellung von z.B. Drehteilen für die Fa. Müller.", "Wir liefern an ca. 20 Kunden."),
        ("Seit dem 1. Januar 2019 fertigen wir.", "Am 3. Oktober beginnt die Messe."),
        ("Preis ca. 3,5 Mio. EUR inkl. MwSt.", "Die Nr. 5 ist frei."),
        ("Maschinenbau a. n. g. und Montage.", "Handel i.S.d. § 34c Abs. 3 GewO."),
        ("Die Müller GmbH & Co. KG dreht.", "Sie fräst auch!", "Und mehr?"),
        ("Wir liefern seit 2019.", "Unsere Kunden sind zufrieden."),
        ("„Wir drehen.“", "Und fräsen."),
        ("Firma ABC s.r.o. vyrábí např. plastové díly.", "Dodáváme od 1. ledna 2024."),
        ("Objednávka č. 5 platí.", "Viz § 5 odst. 2 zákona č. 90/2012 Sb. v platném znění."),
        ("Dne 28. října 2023 byla založena Kovo, spol. s r. o. v Liberci.", "Šijeme oděvy."),
        ("Nabízíme tzv. lisování, vstřikování atd.", "Máme cca 20 zaměstnanců."),
        ("We make parts, e.g. Shafts.", "Mr. Smith is approx. 40."),
    ],
)
def test_sentences_end_where_they_end(parts: tuple[str, ...]) -> None:
    assert sentences(" ".join(parts)) == list(parts)


def test_lines_and_bullets_end_sentences() -> None:
    assert sentences("Los 1: Busse\nLos 2: Säulen\r\n• drehen • fräsen") == [
        "Los 1: Busse",
        "Los 2: Säulen",
        "drehen",
        "fräsen",
    ]


def test_a_long_sentence_is_cut_at_its_best_seam() -> None:
    sentence = "Drehen, fräsen und schleifen; " + "Montage von Baugruppen, " * 3
    assert cut(sentence, 60) == [
        "Drehen, fräsen und schleifen;",
        "Montage von Baugruppen, Montage von Baugruppen,",
        "Montage von Baugruppen,",
    ]


def test_short_sentences_share_a_piece() -> None:
    assert pieces("Wir drehen. Wir fräsen. Wir schleifen.", 25) == [
        "Wir drehen. Wir fräsen.",
        "Wir schleifen.",
    ]


@given(st.text())
def test_pieces_keep_every_word_and_their_bound(text: str) -> None:
    found = pieces(text)
    assert all(0 < len(piece) <= LONGEST for piece in found)
    letters = "".join(character for character in text if character.isalnum())
    assert "".join(c for piece in found for c in piece if c.isalnum()) == letters
