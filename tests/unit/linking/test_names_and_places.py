"""Without a number, name, place and legal form decide; what a person could not tell waits."""

from typing import Any

import pytest

from tests.unit.linking.firms import (
    PLAUEN,
    ZITTAU,
    czech,
    firm,
    linked,
    pair_to_check,
    registered,
    together,
)

REGISTER = registered(1)
LIST = {
    "the same": {},
    "capitals": {"name": "ALVOBIS METALLBAU GMBH"},
    "the form written out": {"name": "Alvobis Metallbau Gesellschaft mit beschränkter Haftung"},
    "words in another order": {"name": "Metallbau Alvobis GmbH"},
    "words parted": {"name": "Alvobis Metall-Bau GmbH"},
    "a slip": {"name": "Alvobis Metallabu GmbH"},
    "a word cut with a dot": {"name": "Alvobis Metallb. GmbH"},
    "a slip in the street": {"place": {**ZITTAU, "street": "Haupstraße"}},
    "the street cut": {"place": {**ZITTAU, "street": "Hauptstr."}},
    "no street": {"place": {"locality": "Zittau", "district": ""}},
    "the Czech name of the town": {
        "place": {"locality": "Žitava", "locality_names": ("Zittau",), "district": ""}
    },
    "moved in town": {"place": {**ZITTAU, "street": "Neue Straße", "number": "77"}},
}


@pytest.mark.parametrize("changes", LIST.values(), ids=LIST)
def test_one_firm_in_two_sources_is_one(changes: dict[str, Any]) -> None:
    links = linked([REGISTER, firm("list-1", **changes)])
    assert links.organisation_of == {"list-1": REGISTER.id}


APART = {
    "namesake in another town": {"place": {**PLAUEN, "district": "14523"}},
    "another firm at the address": {"name": "Zenofex Rehatechnik GmbH"},
    "general partner": {"name": "Alvobis Metallbau Verwaltungs-GmbH"},
    "partnership": {"name": "Alvobis Metallbau GmbH & Co. KG"},
    "counted sister": {"name": "Alvobis Metallbau 2 GmbH"},
    "counted sister, Roman": {"name": "Alvobis Metallbau II GmbH"},
    "sister with a longer word": {"name": "Alvobis Metallbauservice GmbH"},
    "sister with one word more": {"name": "Alvobis Metallbau Montage GmbH"},
    "son": {"name": "Alvobis Metallbau jun. GmbH"},
    "a letter apart, elsewhere in town": {
        "name": "Alvobis Metallbaum GmbH",
        "place": {**ZITTAU, "street": "Neue Straße", "number": "77"},
    },
}


@pytest.mark.parametrize("changes", APART.values(), ids=APART)
def test_firms_that_are_only_alike_stay_two(changes: dict[str, Any]) -> None:
    assert not linked([REGISTER, firm("list-1", **changes)]).organisation_of


def test_a_record_under_a_former_name_finds_the_renamed_firm() -> None:
    renamed = registered(1, "Zenofex Technik GmbH", former_names=("Alvobis Metallbau GmbH",))
    assert together(linked([renamed, firm("list-1")]), renamed.id, "list-1")


def test_a_former_name_in_another_town_finds_nobody() -> None:
    renamed = registered(1, "Zenofex Technik GmbH", former_names=("Alvobis Metallbau GmbH",))
    elsewhere = firm("list-1", place={**PLAUEN, "district": "14523"})
    assert not linked([renamed, elsewhere]).organisation_of


def test_a_moved_firm_is_known_by_its_own_website() -> None:
    site = {"website": "https://www.alvobis.example/"}
    moved = firm("list-1", place={**PLAUEN, "district": "14523"}, website="http://alvobis.example")
    assert together(linked([registered(1, **site), moved]), "de-dresden-hrb-1", "list-1")


def test_a_page_of_a_portal_says_nothing() -> None:
    links = linked(
        [
            firm("a", website="https://www.facebook.com/a"),
            firm("b", website="https://facebook.com/b", place={**PLAUEN, "district": "14523"}),
        ]
    )
    assert not links.organisation_of


def test_one_of_two_house_numbers_is_the_house() -> None:
    one = czech("a", place={"number": "1134"})
    other = czech("b", "Alvbis kovo s.r.o.", place={"number": "1134/8"})
    assert together(linked([one, other]), "a", "b")


def test_a_name_that_many_carry_says_less() -> None:
    streets = [f"Weg {letter}" for letter in "ABCDEFGHIJKLMNOPQRSTUVWX"]
    towns = [{"locality": f"Dorf{at}", "street": street} for at, street in enumerate(streets)]
    carriers = [firm(f"r{at}", "Autohaus GmbH", place=town) for at, town in enumerate(towns)]
    again = firm("again", "Autohaus GmbH", place={"locality": "Dorf0", "street": "Ring"})
    assert together(linked([carriers[0], again]), "r0", "again")
    assert not together(linked([*carriers, again]), "r0", "again")


def test_a_pair_to_check_says_what_speaks_for_it_and_against_it() -> None:
    pair = pair_to_check(linked([REGISTER, firm("a", "Alvobis Metallbau GmbH & Co. KG")]))
    assert (pair.first, pair.second, pair.band) == ("a", REGISTER.id, "check")
    assert set(pair.reasons) == {"same_name", "same_address", "other_form"}
    assert 0.2 < pair.score < 1
