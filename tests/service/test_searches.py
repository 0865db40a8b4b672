"""Searches through the API of the running service: the sentences of the two first users."""

from itertools import product
from typing import Any

import pytest
import requests

pytestmark = pytest.mark.engine


def ask(service: str, path: str, **parameters: Any) -> dict[str, Any]:
    answer = requests.get(f"{service}/api/v1/{path}", params=parameters, timeout=10)
    assert answer.status_code == 200, answer.text
    return answer.json()


@pytest.mark.parametrize(
    ("text", "country", "expected"),
    [
        ("Zulieferer Drehteile", "CZ", {"cz-1", "cz-5"}),
        ("dodavatel plastových dílů", "DE", {"de-2"}),
        ("Galvanotechnik", "CZ", {"cz-3"}),
        ("slévárna", "DE", {"de-5"}),
    ],
)
def test_a_search_crosses_the_border_and_says_why(service, text, country, expected):
    found = ask(service, "organisations", q=text, country=country)
    assert expected <= {item["id"] for item in found["items"][:3]}
    assert {item["country"] for item in found["items"]} == {country}
    assert all(item["reasons"] for item in found["items"])
    assert all(reason["text"] for item in found["items"] for reason in item["reasons"])
    assert found["bridge"]


def test_a_facet_number_is_what_a_click_on_it_shows(service):
    found = ask(service, "organisations", q="Zulieferer")
    for facet in ("country", "sector", "district", "kind", "confirmed"):
        for value in found["facets"][facet]:
            clicked = ask(service, "organisations", q="Zulieferer", **{facet: value["value"]})
            assert clicked["total"] == value["count"], (facet, value)
            assert value["label"]


def test_what_no_source_confirmed_of_late_says_so_and_can_be_left_out(service):
    assert ask(service, "organisations/cz-9")["unconfirmed_since"] == "2019-02-11"
    found = ask(service, "organisations", q="pečivo", confirmed="true")
    assert "cz-9" not in {item["id"] for item in found["items"]}
    every = {one["id"]: one for one in ask(service, "organisations", q="pečivo")["items"]}
    assert every["cz-9"]["unconfirmed_since"] == "2019-02-11"
    assert every["de-7"]["unconfirmed_since"] is None


def test_offers_keep_the_ids_that_were_imported(service):
    found = ask(service, "offers", q="Drehteile Messing", lang="de", size=100)
    assert "r/1" in [item["id"] for item in found["items"][:2]]
    one = ask(service, "offers/r%2F1")
    assert (one["type"], one["cpv"]) == ("request", ["44000000"])
    assert ask(service, "organisations/inst%2F1%20a")["kind"] == "institute"
    assert {item["language"] for item in ask(service, "offers", language="cs")["items"]} == {"cs"}
    assert {item["type"] for item in ask(service, "offers", type="event")["items"]} == {"event"}


def test_a_radius_keeps_to_its_place(service):
    found = ask(service, "organisations", near="Zittau", radius_km=30, size=50)
    places = {item["locality"] for item in found["items"]}
    assert {"Zittau", "Varnsdorf", "Liberec"} <= places
    assert not {"Plauen", "Chomutov"} & places
    assert found["centre"]


def test_a_bridge_part_that_is_left_out_changes_the_result(service):
    every = ask(service, "organisations", q="Zulieferer", country="CZ")
    glossary = [part["id"] for part in every["bridge"]]
    none = ask(service, "organisations", q="Zulieferer", country="CZ", without=glossary)
    assert none["total"] < every["total"]
    assert not any(part["active"] for part in none["bridge"])


MANY = ["".join(three) for three in product("bcdfgklmpt", "aeiou", "lmnrst")]
"""Three hundred short words."""

TYPED = {
    "all": "*:*",
    "quote": '"',
    "brackets": "((([",
    "controls": "\x00\x1b",
    "backslash": "\\",
    "percent": "%",
    "one endless word": "a" * 2_000,
    "one word as long as a name": "Donaudampfschiff" * 12,
    "many words": " ".join(MANY),
    "many numbers": " ".join(str(number) for number in range(100, 600)),
    "many trades": "Drehteile, Gussteile, Fräsen, Werkzeugbau, Spritzguss und Lohnfertigung; " * 25,
}


@pytest.mark.parametrize("text", TYPED.values(), ids=TYPED)
def test_nothing_that_is_typed_breaks_the_search(service, text):
    for path in ("organisations", "offers"):
        assert ask(service, path, q=text)["total"] >= 0


@pytest.mark.parametrize("text", ["*:*", '"', "((("])
def test_a_text_without_a_word_is_no_wildcard(service, text):
    assert ask(service, "organisations", q=text)["total"] == 0
    assert ask(service, "organisations", q="")["total"] > 0


def test_pages_of_the_service_show_demo_data_as_such(service):
    for path in ("/de/?q=Drehteile", "/de/organisations/cz-1", "/de/offers/r/1"):
        answer = requests.get(service + path, timeout=10)
        assert answer.status_code == 200
        assert "Demodaten" in answer.text
