"""What a record does, statement by statement."""

import pytest

from indexer.sentences import LONGEST
from indexer.statements import WEIGHTS, LinkedOffer, of_offer, of_organisation
from taxonomy import nace
from tests.unit.indexer.records import REPAIR, TURNING, offer, organisation, sector


def test_an_organisation_says_its_own_words_before_official_ones() -> None:
    found = of_organisation(organisation(), [LinkedOffer("Drehteile nach Zeichnung", "de")])
    assert [(one.source, one.text) for one in found] == [
        ("product", "soustružené díly"),
        ("purpose", "Vyrábíme např. soustružené díly."),
        ("purpose", "Dodáváme do Saska."),
        ("activity", "Zámečnictví, nástrojářství"),
        ("activity", "Obráběčství"),
        ("sector", nace.title(TURNING, "cs")),
        ("sector", nace.title(REPAIR, "cs")),
        ("offer", "Drehteile nach Zeichnung"),
    ]


def test_name_and_address_are_never_said() -> None:
    record = organisation()
    said = " ".join(one.text for one in of_organisation(record))
    for word in (record.name, *record.former_names, "Dlouhá", "Děčín", "Tetschen", "40502"):
        assert word not in said


def test_forty_activities_weigh_as_much_as_one() -> None:
    many = organisation(activities=tuple(f"Činnost {number}" for number in range(40)))
    shares = [one.weight for one in of_organisation(many) if one.source == "activity"]
    assert len(shares) == 40
    assert sum(shares) == pytest.approx(WEIGHTS["activity"])


def test_the_primary_sector_weighs_more_than_all_others_together() -> None:
    record = organisation(sectors=(sector("25.53", primary=True), sector("33.12"), sector("46.62")))
    primary, *others = (one.weight for one in of_organisation(record) if one.source == "sector")
    assert primary > sum(others)


def test_what_is_said_twice_is_one_statement_with_both_weights() -> None:
    record = organisation(products=("Obráběčství",), activities=("Obráběčství",), purpose="")
    first, *_ = of_organisation(record)
    assert (first.text, first.source) == ("Obráběčství", "product")
    assert first.weight == WEIGHTS["product"] + WEIGHTS["activity"]
    assert [one.text for one in of_organisation(record)].count("Obráběčství") == 1


def test_spellings_that_differ_in_code_points_and_blanks_are_one_statement() -> None:
    record = organisation(products=("soustruz\u030cene\u0301  d\u00edly", "soustružené díly"))
    texts = [one.text for one in of_organisation(record)]
    assert texts.count("soustružené díly") == 1


def test_sectors_of_a_further_language_are_told_in_english() -> None:
    record = organisation(language="pl", products=(), purpose="", activities=())
    assert [one.text for one in of_organisation(record)] == [
        nace.title(TURNING, "en"),
        nace.title(REPAIR, "en"),
    ]


def test_an_organisation_that_tells_nothing_has_no_statements() -> None:
    empty = organisation(
        products=("",), purpose=" ", activities=(), sectors=(sector("99.87", edition="NACE2"),)
    )
    assert of_organisation(empty) == ()


def test_an_offer_says_its_title_its_text_in_pieces_and_its_sectors() -> None:
    found = of_offer(offer())
    assert [(one.source, one.text) for one in found] == [
        ("title", "Drehteile aus Edelstahl gesucht"),
        ("text", "Wir suchen Drehteile. Losgröße ca. 500 Stück."),
        ("sector", nace.title(TURNING, "de")),
    ]


def test_a_long_text_is_said_in_short_pieces_and_not_without_end() -> None:
    found = of_offer(offer(text="Wir suchen Drehteile aus Edelstahl und Messing. " * 2000))
    assert all(len(one.text) <= LONGEST for one in found if one.source == "text")
    different = " ".join(f"Los {number} umfasst Drehteile aus Stahl." for number in range(3000))
    texts = [one for one in of_offer(offer(text=different)) if one.source == "text"]
    assert len(texts) == 30


def test_fields_of_research_are_what_an_institution_does() -> None:
    institute = organisation(products=(), research_fields=("Leichtbau", "Textiltechnik"))
    first, second, *_ = of_organisation(institute)
    assert [one.text for one in (first, second)] == ["Leichtbau", "Textiltechnik"]
    assert first.weight == second.weight == WEIGHTS["research"] / 2
