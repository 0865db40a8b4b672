"""Texts with the markup of pages, and sentences that name whom to ask. All persons are invented."""

import time

import pytest

from indexer.normalise.markup import plain, without_contacts


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("a &lt; b &amp; c", "a < b & c"),
        ("5 <3 Herzen und 3 < 4", "5 <3 Herzen und 3 < 4"),
        ("<b>Fett</b> und <i>schräg</i>", "Fett und schräg"),
        ("Eins<br>Zwei<br/>Drei", "Eins\nZwei\nDrei"),
        ("<style>p{}</style><p>Text</p><script>alert(1)</script>", "Text"),
        ("<!-- weg -->da", "da"),
        ("<p>offen <b>und kaputt", "offen und kaputt"),
    ],
)
def test_a_text_is_read_as_a_person_sees_it(text, read):
    assert "\n".join(filter(None, plain(text).split("\n"))) == read


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Anmeldung unter Tel. 0351 12345. Wir freuen uns.", "Wir freuen uns."),
        ("Kontakt: Jana Smyšlená, vedoucí\nVstup zdarma.", "Vstup zdarma."),
        ("Pište na info (at) firma.example. Vstup zdarma.", "Vstup zdarma."),
        ("Ansprechpartnerin: Frau Geheim", ""),
        ("Rückfragen – Herr Geheim", ""),
        ("Volejte +420 475 123 456.", ""),
        ("Der Kontakt zu Betrieben ist das Ziel.", "Der Kontakt zu Betrieben ist das Ziel."),
        ("Treffen @ Messe Dresden", "Treffen @ Messe Dresden"),
        ("Halle 4920 bis 4930", "Halle 4920 bis 4930"),
    ],
)
def test_sentences_that_name_whom_to_ask_are_left_out(text, left):
    assert without_contacts(text) == left


@pytest.mark.parametrize(
    "text",
    ["." * 20_000, "A. " * 6_000, "x@" * 10_000, "+49 " * 5_000, "<div>" * 4_000, "<!--" * 5_000],
)
def test_texts_made_to_take_time_take_none(text):
    started = time.process_time()
    without_contacts(plain(text))
    assert time.process_time() - started < 1
