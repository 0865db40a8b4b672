"""Filters by status, confirmation and inferred sectors, and the way back to a search."""

from urllib.parse import parse_qsl, urlsplit

import pytest

from tests.app.page import read

FILTERS = "q=Drehteile&sector=25&inferred=true&status=active&confirmed=true"


def test_the_filters_reach_the_search_from_page_and_interface(client, searcher):
    for path in ("/de/", "/api/v1/organisations"):
        assert client.get(f"{path}?{FILTERS}").status_code == 200
        asked = searcher.asked[-1]
        assert (asked.inferred, asked.status, asked.confirmed) == (True, "active", True)
    client.get("/de/?q=Drehteile")
    assert (searcher.asked[-1].inferred, searcher.asked[-1].confirmed) == (False, False)


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("confirmed", "yes", "Parametr confirmed musí být true nebo false."),
        ("inferred", "1", "Parametr inferred musí být true nebo false."),
        ("status", "gone", "Stav musí být active, liquidation, insolvency nebo ended."),
    ],
)
def test_a_wrong_value_is_told_in_one_sentence(client, name, value, sentence):
    answer = client.get("/api/v1/organisations", query_string={name: value, "ui": "cs"})
    assert answer.status_code == 400
    assert answer.json == {"error": {"field": name, "message": sentence}}


def test_no_address_can_make_a_search_that_of_a_house(client, searcher):
    assert client.get("/api/v1/organisations?house=ihk-dresden").status_code == 400
    assert client.get("/de/?q=x&house=ihk-dresden").status_code == 200
    assert searcher.asked[-1].house is None


def test_links_set_and_take_back_each_filter_and_keep_the_others(client):
    links = read(client.get(f"/de/?{FILTERS}").text).one("nav", **{"aria-label": "Filter"}).all("a")
    state = dict(parse_qsl(FILTERS))
    found = {link.text: link.state for link in links}
    off = "✕ diesen Filter entfernen"
    assert found[f"aktiv {off}"] == {k: v for k, v in state.items() if k != "status"}
    assert found[f"in den letzten 24 Monaten {off}"] == {
        k: v for k, v in state.items() if k != "confirmed"
    }
    assert found[f"Auch vermutete Branchen {off}"] == {
        k: v for k, v in state.items() if k != "inferred"
    }
    assert found["in Liquidation 1.234"] == state | {"status": "liquidation"}


def test_the_button_counts_the_filters_and_other_collections_know_none_of_them(client):
    page = read(client.get(f"/de/?{FILTERS}").text)
    assert page.one("summary", class_="filters-button").text == "Filter (4)"
    offers = page.one("nav", class_="tabs").all("a")[1]
    assert offers.state == {"q": "Drehteile", "sector": "25"}
    assert "inferred" not in client.get("/de/offers?q=x").text


def test_a_record_leads_back_to_the_search_that_led_to_it(client):
    search = f"/cs/?{FILTERS}&page=2&without=meaning"
    card = read(client.get(search).text).all("article")[0]
    record = read(client.get(card.one("a").attributes["href"]).text)
    back = record.one("p", class_="back").one("a")
    assert back.text == "Zpět na výsledky"
    asked, given = urlsplit(back.attributes["href"]), urlsplit(search)
    assert asked.path == given.path
    assert sorted(parse_qsl(asked.query)) == sorted(parse_qsl(given.query))


def test_the_way_back_outlives_a_change_of_language(client):
    address = "/de/organisations/cz-26168681?back=q%3DDrehteile"
    switch = read(client.get(address).text).one("nav", id="languages").all("a")[0]
    record = read(client.get(switch.attributes["href"]).text)
    assert record.one("p", class_="back").one("a").attributes["href"] == "/cs/?q=Drehteile"


@pytest.mark.parametrize(
    "back",
    [
        "https://example.org/",
        "//example.org",
        "javascript:alert(1)",
        "q=x&page=0",
        "house=ihk-dresden",
        "foo=1",
        "",
        "q=%00%ff&lang=xx",
    ],
)
def test_nothing_but_a_search_is_taken_for_the_way_back(client, back):
    answer = client.get("/de/organisations/cz-26168681", query_string={"back": back})
    link = read(answer.text).one("p", class_="back").one("a")
    assert (link.text, link.attributes["href"]) == ("Zur Suche", "/de/")


def test_without_a_search_there_is_no_way_back_to_carry(client):
    card = read(client.get("/de/?page=1&q=").text).all("article")[0]
    assert card.one("a").attributes["href"] == "/de/organisations/cz-26168681"
    long = read(client.get("/de/", query_string={"q": "ř" * 1500}).text).all("article")[0]
    assert "back" not in long.one("a").attributes["href"]
