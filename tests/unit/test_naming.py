"""What in a query is the name of a firm, and what is only a trade."""

import json

import pytest

from analyzers.tokens import tokens
from matching.clauses.names import SURE, name_clause
from matching.naming import readings


def _clause(text: str, *, organisations: bool = True) -> str:
    return json.dumps(name_clause(text, tokens(text), organisations=organisations))


@pytest.mark.parametrize("text", ["Kemolux", "Metallbau GmbH", "VRX Metallbau", "kovo Xenolan"])
def test_a_coined_word_or_a_legal_form_makes_a_name(text: str) -> None:
    assert readings(text, tokens(text))[0].coined


@pytest.mark.parametrize(
    "text", ["Drehteile", "CNC-Fräsen", "soustružené díly", "Metallbau", "slévárna Děčín"]
)
def test_words_of_a_trade_and_places_make_none(text: str) -> None:
    assert not any(one.coined for one in readings(text, tokens(text)))


@pytest.mark.parametrize(
    ("text", "name", "place"),
    [
        ("Strojírny Kemolux Ústí nad Labem", "Strojírny Kemolux", "Ústí nad Labem"),
        ("Strojírny Kemolux Ústí", "Strojírny Kemolux", "Ústí"),
        ("Strojírny Kemolux Aussig", "Strojírny Kemolux", "Aussig"),
        ("zittau kemolux gmbh", "kemolux gmbh", "zittau"),
    ],
)
def test_a_place_around_a_name_is_read_as_where_the_firm_sits(
    text: str, name: str, place: str
) -> None:
    whole, there = readings(text, tokens(text))
    assert (whole.text, whole.place) == (text, "")
    assert (there.text, there.place) == (name, place)


def test_the_name_is_known_without_its_legal_form() -> None:
    (name,) = readings("Kemolux Bau GmbH & Co. KG", tokens("Kemolux Bau GmbH & Co. KG"))
    assert (name.stem, name.words) == ("Kemolux Bau", 2)


def test_a_trade_is_asked_for_neither_in_pieces_nor_with_edits() -> None:
    assert "fuzziness" in _clause("Kemolux")
    assert "ngram" in _clause("Kemolux")
    assert "fuzziness" not in _clause("CNC Drehteile")
    assert "ngram" not in _clause("CNC Drehteile")
    assert _clause("Drehteile") == "null"


def test_titles_of_offers_are_no_names() -> None:
    assert SURE not in _clause("Kemolux Bau GmbH", organisations=False)


def test_a_long_text_is_no_name() -> None:
    assert _clause("Kemolux " * 17) == "null"
