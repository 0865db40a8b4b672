"""A query falls into units: a trade decides who belongs, a role or a place only ranks."""

import pytest

from analyzers.tokens import clean, tokens
from matching.bridge import recognise
from matching.units import MOST_UNITS, Unit, units


def _units(text: str, language: str) -> tuple[Unit, ...]:
    words = tokens(text)
    return units(words, language, recognise(clean(text), language))


def _specific(text: str, language: str) -> list[str]:
    return [unit.text for unit in _units(text, language) if unit.specific]


def test_a_role_beside_a_trade_does_not_decide_who_belongs() -> None:
    assert _specific("Zulieferer Drehteile", "de") == ["Drehteile"]
    assert _specific("dodavatelé soustružených dílů", "cs") == ["soustružených dílů"]


def test_a_place_beside_a_trade_does_not_decide_who_belongs() -> None:
    assert _specific("Gießerei Zwickau", "de") == ["Gießerei"]
    assert _specific("slevarna usti nad labem", "cs") == ["slevarna"]


@pytest.mark.parametrize(("word", "language"), [("okna", "cs"), ("Ketten", "de")])
def test_a_trade_word_that_is_a_village_too_stays_a_trade_word(word: str, language: str) -> None:
    assert _specific(word, language) == [word]


def test_words_of_one_glossary_term_are_one_unit() -> None:
    assert next(u.text for u in _units("soustružené díly z mosazi", "cs")) == "soustružené díly"


def test_stop_words_are_left_out_unless_there_is_nothing_else() -> None:
    assert [u.text for u in _units("Teile aus Holz", "de")] == ["Teile", "Holz"]
    assert [u.text for u in _units("und oder", "de")] == ["und", "oder"]


def test_a_long_text_is_bounded() -> None:
    assert len(_units(" ".join(f"wort{i}" for i in range(200)), "de")) == MOST_UNITS


def test_operators_quotes_and_control_characters_are_no_words() -> None:
    assert [t.text for t in tokens('*:* "Dreh\x00teile" AND (CNC-Fräs-/Bohrteile) [')] == [
        "Dreh",
        "teile",
        "AND",
        "CNC",
        "Frästeile",
        "Bohrteile",
    ]


def test_soft_hyphens_and_split_umlauts_are_made_whole() -> None:
    assert [t.text for t in tokens("Dreh\u00adteile Mu\u0308ller")] == ["Drehteile", "Müller"]
