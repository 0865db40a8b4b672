"""Official numbers are found however they stand in a query."""

import pytest

from analyzers.tokens import tokens
from matching.clauses.names import identifier_clause


def _values(text: str) -> list[str]:
    clause = identifier_clause(tokens(text))
    return clause["constant_score"]["filter"]["terms"]["identifiers"] if clause else []


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("26168685", "26168685"),
        ("IČO 26168685", "26168685"),
        ("261 68 685", "26168685"),
        ("Muster GmbH HRB 12345", "hrb12345"),
        ("CZ26168685", "cz26168685"),
        ("HRB 12345, Chemnitz", "hrb12345chemnitz"),
        ("C 92552/KSUL", "c92552ksul"),
    ],
)
def test_a_number_is_asked_for_as_documents_hold_it(text: str, number: str) -> None:
    assert number in _values(text)


@pytest.mark.parametrize("text", ["Drehteile aus Messing", "eins 2 drei vier fünf sechs 7 acht 9"])
def test_a_text_without_a_number_or_too_long_asks_for_none(text: str) -> None:
    assert _values(text) == []
