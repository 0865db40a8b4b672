"""The list of compound parts is what it says, and splits words that it was not made from."""

import pytest

from analyzers import compounds
from analyzers.compound_list import Exceptions, derive, engine_parts
from analyzers.segments import segment
from analyzers.spelling import fold, normalise
from tests.golden.compounds import GROUPS, is_right, unseen


def test_the_list_is_the_one_that_follows_from_titles_glossary_and_words() -> None:
    assert sorted(compounds.parts()) == compounds.make(), "run: python -m analyzers.compounds"


@pytest.mark.parametrize("group", GROUPS)
def test_of_unseen_compounds_95_percent_are_split_as_a_german_would(group: str) -> None:
    words = [golden for golden in unseen() if golden.group == group]
    wrong = [g.word for g in words if not is_right(g, compounds.split(g.word))]
    assert len(words) >= 30
    assert len(wrong) <= 0.05 * len(words), wrong


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("Werkzeugmaschinenbau", ("werkzeug", "maschine", "bau")),
        ("Saegewerk", ("sage", "werk")),
        ("Blechbearbeitung", ("blech", "bearbeitung")),
        ("Hydraulikzylinder", ("hydraulik", "zylinder")),
        ("Drehteile", ("dreh", "teile")),
        ("Chemnitz", ()),
        ("", ()),
    ],
)
def test_a_compound_is_split_into_its_parts(word: str, parts: tuple[str, ...]) -> None:
    assert compounds.split(word) == parts


def test_the_cheapest_cover_has_few_and_long_parts() -> None:
    known = {"bau", "baum", "baumwolle", "wolle", "handel"}
    assert segment("baumwollehandel", known) == ("baumwolle", "handel")


def test_a_word_is_never_its_own_part() -> None:
    assert segment("maschine", {"maschine", "maschin"}) == ()


def test_the_engines_way_takes_the_longest_part_and_goes_on_behind_it() -> None:
    known = {"wasserstoff", "wasser", "stoff", "tankstelle", "stell"}
    assert engine_parts("wasserstofftankstelle", known) == ("wasserstoff", "tankstelle")


def test_what_recurs_beside_known_halves_becomes_a_part() -> None:
    texts = ["Blech", "Holz", "Glas", "Blechzange, Holzzange, Glaszange"]
    nothing = Exceptions(why="", refused={}, whole={})
    assert derive(texts, [], nothing, frozenset()) == ["blech", "glas", "holz", "zange"]


def test_refused_words_are_no_parts_and_whole_ones_are_not_split() -> None:
    texts = ["Werk", "Zeug", "Bank", "Werkzeugbank"]
    told = Exceptions(why="", refused={"": ["zeug"]}, whole={"": ["Werkzeug"]})
    parts = derive(texts, [], told, frozenset())
    assert "zeug" not in parts
    assert segment("werkzeugbank", frozenset(parts)) == ("werkzeug", "bank")


@pytest.mark.parametrize(
    ("typed", "normal"),
    [
        ("Köln", "koln"),
        ("Koeln", "koln"),
        ("Straße", "strasse"),
        ("Mueller", "muller"),
        ("neue", "neue"),
        ("Quelle", "quelle"),
        ("Bauelement", "bauelement"),
        ("Aerosol", "arosol"),
        ("Trophäen", "trophaen"),
        ("Ko\u0308ln", "koln"),
    ],
)
def test_german_spellings_become_one_as_in_the_engine(typed: str, normal: str) -> None:
    assert normalise(typed) == normal


def test_folding_takes_accents_and_keeps_the_length() -> None:
    assert fold("Příšerně žluťoučký") == "priserne zlutoucky"
