"""What of a query is known in the other language is found, shown once, and can be switched off."""

import time

import pytest

from analyzers import glossary
from analyzers.tokens import tokens
from matching.answer import BridgePart
from matching.bridge import LONG_QUERY, recognise


def _ids(query: str, language: str) -> list[str]:
    return [part.id for part in recognise(query, language)]


def _part(query: str, language: str, id_: str) -> BridgePart:
    return next(part for part in recognise(query, language) if part.id == id_)


@pytest.mark.parametrize(
    ("query", "language", "ids"),
    [
        ("Zulieferer Drehteile", "de", ["g:zulieferer", "g:drehteile", "nace:25.53"]),
        ("dodavatelé", "cs", ["g:zulieferer"]),
        ("dodavatel plastových dílů", "cs", ["g:zulieferer", "g:kunststoffteile", "nace:22.26"]),
        ("dodavatele plastovych dilu", "cs", ["g:zulieferer", "g:kunststoffteile", "nace:22.26"]),
        ("dílů plastových", "cs", ["g:kunststoffteile", "nace:22.26"]),
        ("Giesserei", "de", ["g:giesserei", "nace:24.5"]),
        ("Fräsen CNC", "de", ["g:fraesen", "nace:25.53"]),
        ("Blech-Bearbeitung", "de", ["g:blechbearbeitung", "nace:25.40"]),
        ("Blech Bearbeitung", "de", ["g:blechbearbeitung", "nace:25.40"]),
        ("Präzisionsdrehteile", "de", ["g:drehteile", "nace:25.53"]),
        ("Galvanikbetrieb", "de", ["g:galvanik", "nace:25.51"]),
        ("Schrauben und Muttern", "de", ["g:schrauben", "nace:25.94"]),
        ("galvanotechnika", "cs", ["g:galvanik", "nace:25.51"]),
        ("sleváren", "cs", ["g:giesserei", "nace:24.5"]),
        ("IT services", "en", ["g:it-dienstleistungen", "nace:62.20"]),
        ("Bremsflüssigkeit", "de", []),
        ("Škoda", "cs", []),
        ("a", "cs", []),
        ("", "de", []),
        ("Drehteile", "fr", []),
    ],
)
def test_terms_and_concepts_are_recognised(query: str, language: str, ids: list[str]) -> None:
    assert list(dict.fromkeys(_ids(query, language))) == ids


def test_a_german_query_gives_czech_terms_and_an_english_one_both_languages() -> None:
    assert {part.language for part in recognise("Drehteile", "de")} == {"cs"}
    assert {part.language for part in recognise("soustružené díly", "cs")} == {"de"}
    both = [p for p in recognise("turned parts", "en") if p.id == "g:drehteile"]
    assert [part.language for part in both] == ["de", "cs"]


def test_a_part_says_which_words_led_to_it_and_where_they_stand() -> None:
    part = _part("dodavatel plastových dílů Zwickau", "cs", "g:kunststoffteile")
    assert part.query == "plastových dílů"
    words = [tokens("dodavatel plastových dílů Zwickau")[i].text for i in part.covers]
    assert words == ["plastových", "dílů"]


def test_a_part_that_was_switched_off_is_shown_but_not_active() -> None:
    parts = recognise("Drehteile", "de", ["g:drehteile"])
    assert {part.id: part.active for part in parts} == {"g:drehteile": False, "nace:25.53": True}
    both = recognise("turned parts", "en", ["g:drehteile"])
    assert [part.active for part in both if part.id == "g:drehteile"] == [False, False]


def test_a_longer_term_wins_over_the_shorter_one_inside() -> None:
    assert "g:hotel" not in _ids("Hotelmöbel", "de")
    assert _ids("Hartmetall Werkzeuge", "de")[0] == "g:hartmetall"


@pytest.mark.parametrize(
    ("query", "language", "meant"),
    [
        ("Schweißer", "de", "g:schweisser"),
        ("Schweißen", "de", "g:schweissen"),
        ("zámky", "cs", "g:schloesser"),
        ("hrady a zámky", "cs", "g:burg"),
    ],
)
def test_of_words_with_one_stem_the_one_typed_is_meant(
    query: str, language: str, meant: str
) -> None:
    assert [id_ for id_ in _ids(query, language) if id_.startswith("g:")] == [meant]


def test_a_word_of_two_meanings_gives_both() -> None:
    assert {"g:schmiede", "g:beschlaege"} <= set(_ids("kování", "cs"))


def test_a_general_word_is_not_found_as_the_end_of_a_compound() -> None:
    assert "g:maschinen" not in _ids("Kaffeemaschinen", "de")


@pytest.mark.parametrize(
    ("query", "language", "concept", "title"),
    [
        ("Möbel", "de", "nace:31.00", "Výroba nábytku"),
        ("výroba nábytku", "cs", "nace:31.00", "Herstellung von Möbeln"),
        ("Pelzwaren", "de", "cpv:18300000", None),
        ("žárovky", "cs", "cpv:31510000", "Elektrische Glühlampen"),
    ],
)
def test_official_titles_that_a_query_covers_are_concepts(
    query: str, language: str, concept: str, title: str | None
) -> None:
    parts = {part.id: part for part in recognise(query, language)}
    if title is None:
        assert concept not in parts, "a title that says more than the query"
    else:
        assert parts[concept].terms == (title,)
        assert parts[concept].kind == "concept"


def test_what_a_title_leaves_out_does_not_lead_to_it() -> None:
    assert "nace:10.71" not in _ids("Dauerbackwaren ohne Füllung", "de")


def test_stop_words_of_one_language_do_not_meet_fillers_of_the_other() -> None:
    titles = [part for part in recognise("výroba a prodej", "cs") if part.kind == "concept"]
    assert titles == []


def test_a_long_text_gets_few_and_sure_parts() -> None:
    text = (
        "Wir suchen einen zuverlässigen Partner in der Nähe der Grenze für die Herstellung von "
        "Gussteilen aus Aluminium mit anschließender CNC-Bearbeitung und Oberflächenbehandlung "
        "im Raum Zwickau, gern auch mit eigener Montage, Lagerung und Transport"
    )
    assert len(tokens(text)) > LONG_QUERY
    parts = recognise(text, "de")
    assert {"g:gussteile", "g:cnc-bearbeitung", "g:oberflaechentechnik"} <= {p.id for p in parts}
    assert sum(part.kind == "glossary" for part in parts) <= 6
    assert sum(part.kind == "concept" for part in parts) <= 3
    assert not any(p.id.startswith("cpv:") for p in parts)


def test_any_text_is_taken() -> None:
    for odd in ("*:*", '"', "((", "\x00", "\ud800", "a" * 2000, "Dreh\u00adteile", "🦊 Glas"):
        recognise(odd, "de")
    assert "g:drehteile" in _ids("Dreh\u00adteile", "de")


def test_recognising_a_query_costs_less_than_two_milliseconds() -> None:
    queries = [entry.de[0] for entry in glossary.entries()][:300]
    recognise(queries[0], "de")
    began = time.process_time()
    for query in queries:
        recognise(query, "de")
    assert (time.process_time() - began) / len(queries) < 0.002
