"""The search pages: what they show, and that their links hold the whole state."""

import pytest

from tests.app.page import read
from tests.app.scripted import document

STATE = "q=Drehteile&country=CZ&sector=25&near=Zittau&radius_km=25&lang=de&without=meaning"
HEADINGS = {
    "de": "3 Organisationen zu „Drehteile“",
    "cs": "3 organizace pro „Drehteile“",
    "en": "3 organisations for “Drehteile”",
}
REASONS = {
    "de": [
        "übersetztes Wort Über den Glossareintrag Drehteile – im Tschechischen soustružené díly, "
        "soustružené součásti",
        "Branche Eingetragen in der Branche 25.53 Metallbearbeitung",
        "Bedeutung Inhaltlich sehr nah",
        "Nicht gefunden: Messing",
    ],
    "cs": [
        "přeložené slovo Přes slovníkové heslo Drehteile – česky soustružené díly, "
        "soustružené součásti",
        "obor Zapsaný obor 25.53 Obrábění kovů",
        "význam Významově velmi blízké",
        "Nenalezeno: Messing",
    ],
    "en": [
        "translated word Through the glossary entry Drehteile – in Czech soustružené díly, "
        "soustružené součásti",
        "sector Registered in the sector 25.53 Machining of metals",
        "meaning Very close in meaning",
        "Not found: Messing",
    ],
}


@pytest.mark.parametrize("language", ["de", "cs", "en"])
def test_a_result_says_in_each_language_why_it_is_there(client, language):
    page = read(client.get(f"/{language}/?q=Drehteile").text)
    assert page.one("html").attributes["lang"] == language
    assert page.one("h1").text == HEADINGS[language]
    told = [line.text for line in page.all("ul", class_="plain-list reasons")[0].all("li")]
    assert told == REASONS[language]


def test_words_of_another_language_carry_it(client):
    page = read(client.get("/de/?q=Drehteile").text)
    languages = {
        em.text: em.language for em in page.all("ul", class_="plain-list reasons")[0].all("em")
    }
    assert languages == {
        "Drehteile": "de",
        "soustružené díly": "cs",
        "soustružené součásti": "cs",
        "Messing": "de",
    }
    assert page.all("h2", class_="card-name")[0].one("a").language == "cs"


@pytest.mark.parametrize(
    ("total", "heading"),
    [(1, "1 záznam"), (2, "2 záznamy"), (5, "5 záznamů"), (1234, "1\xa0234 záznamů")],
)
def test_czech_counts_in_three_forms(client, searcher, total, heading):
    searcher.total = total
    page = read(client.get("/cs/offers?country=CZ").text)
    assert page.one("h1").text == heading.replace("\xa0", " ")


def test_the_language_switch_keeps_place_and_state(client):
    page = read(client.get(f"/de/?{STATE}&page=2").text)
    switch = page.one("nav", id="languages")
    assert [link.attributes["href"] for link in switch.all("a")] == [
        f"/cs/?{STATE}&page=2",
        f"/en/?{STATE}&page=2",
    ]


@pytest.mark.parametrize("path", ["/organisations/cz-26168681", "/offers", "/about", "/api"])
def test_the_language_switch_stays_on_every_page(client, path):
    page = read(client.get(f"/de{path}").text)
    switch = page.one("nav", id="languages")
    assert [link.attributes["href"] for link in switch.all("a")] == [f"/cs{path}", f"/en{path}"]


def test_every_link_of_the_result_holds_the_whole_state(client, searcher):
    searcher.total = 100
    page = read(client.get(f"/de/?{STATE}&size=20").text)
    state = {
        "q": "Drehteile",
        "country": "CZ",
        "sector": "25",
        "near": "Zittau",
        "radius_km": "25",
        "lang": "de",
        "without": "meaning",
        "size": "20",
    }
    after = {
        "Tschechien": state,
        "Alle": state | {"country": None},
        "Landkreis Görlitz": state | {"district": "14626"},
        "2": state | {"page": "2"},
        "Unternehmen": state | {"kind": "company"},
    }
    links = {link.text: link for link in page.one("main").all("a")}
    for text, expected in after.items():
        (link,) = [link for name, link in links.items() if _names(name, text)]
        assert link.state == {key: value for key, value in expected.items() if value}


def _names(shown: str, text: str) -> bool:
    return shown.removeprefix("Seite ").removesuffix(" 1.234") == text


def test_the_form_holds_all_state_but_the_page(client):
    page = read(client.get(f"/de/?{STATE}&page=2").text)
    form = page.one("form")
    fields = {one.attributes["name"]: one.attributes["value"] for one in form.all("input")}
    assert fields == {
        "q": "Drehteile",
        "near": "Zittau",
        "country": "CZ",
        "sector": "25",
        "lang": "de",
        "without": "meaning",
    }
    (chosen,) = [one for one in form.all("option") if "selected" in one.attributes]
    assert chosen.attributes["value"] == "25"


def test_a_part_of_the_bridge_can_be_left_out_and_taken_back(client, searcher):
    page = read(client.get("/de/?q=Drehteile&without=x").text)
    first = page.all("li", class_="bridge-part")[0]
    assert first.one("a").attributes["href"] == "/de/?q=Drehteile&without=x&without=g%3Adrehteile"
    searcher.bridge = tuple(
        type(part)(**{**_fields(part), "active": False}) for part in searcher.bridge
    )
    page = read(client.get("/de/?q=Drehteile&without=g%3Adrehteile&without=meaning").text)
    first = page.all("li", class_="bridge-part bridge-off")[0]
    assert first.one("a").attributes["href"] == "/de/?q=Drehteile&without=meaning"


def _fields(part):
    return {name: getattr(part, name) for name in part.__struct_fields__}


def test_names_and_texts_of_registers_are_never_markup(client, searcher):
    evil = "<script>alert(1)</script>\" onload='x"
    bad = document(1, name=evil, locality=evil)
    bad["record"] |= {"products": [evil], "website": "javascript:alert(1)", "purpose": evil}
    searcher.documents = [bad]
    for address in ("/de/?q=%3Cscript%3Ealert(1)%3C/script%3E", "/de/organisations/cz-26168681"):
        html = client.get(address).text
        assert "<script>alert" not in html
        assert 'href="javascript' not in html
        assert evil in read(html).one("main").text


def test_demo_data_are_said_on_every_page_that_shows_them(client, searcher):
    addresses = ("/de/?q=x", "/de/organisations/cz-26168681", "/de/offers/cz-26168681")
    for address in addresses:
        assert "Demodaten" not in client.get(address).text
    searcher.documents = [document(1, demo=True)]
    for address in addresses:
        assert "Demodaten" in client.get(address).text
    marks = read(client.get("/de/?q=x").text).one("article").all("span", class_="demo-mark")
    assert [mark.text for mark in marks] == ["Demo"]
    assert client.get("/api/v1/organisations").json["demo"] is True


def test_a_fact_names_the_sources_that_tell_it(client, searcher):
    merged = document(1)
    first = merged["record"]["provenance"][0]
    merged["record"]["provenance"] = [
        first | {"fields": ["name", "place"]},
        first | {"source": "members", "fields": ["name", "website"]},
    ]
    searcher.documents = [merged]
    page = read(client.get("/cs/organisations/cz-26168681").text)
    rows = {row.one("th").text: row.all("td")[-1].text for row in page.all("tr")[1:]}
    assert rows["Místo"] == "Zdroj: ČSÚ RES, stav k 31. října 2026"
    assert rows["Webové stránky"] == "Zdroj: Seznam členů, stav k 31. října 2026"


def test_before_the_first_search_the_page_offers_examples(client):
    page = read(client.get("/cs/").text)
    assert page.one("h1").text == "Najděte firmy a partnery na obou stranách hranice"
    assert not page.all("article")
    texts = {link.state.get("q") for link in page.one("main").all("a")}
    assert {"Zulieferer Drehteile", "dodavatel plastových dílů"} <= texts


def test_nothing_found_tells_what_to_do(client, searcher):
    searcher.documents, searcher.total = [], 0
    page = read(client.get("/de/?q=x&sector=25&without=meaning").text)
    assert page.one("h1").text == "0 Organisationen zu „x“"
    links = {link.text: link.state for link in page.one("div", class_="empty").all("a")}
    assert links == {
        "Ohne Filter suchen": {"q": "x", "without": "meaning"},
        "Wieder mit allen Sprachbrücken suchen": {"q": "x", "sector": "25"},
    }


def test_the_last_page_is_the_last_that_the_engine_can_reach(client, searcher):
    searcher.total = 1_000_000
    page = read(client.get("/en/?q=x&size=30&page=3").text)
    pages = [one.text for one in page.one("nav", class_="pager").all("li")]
    assert pages == ["Page 1", "Page 2", "Page 3", "Page 4", "…", "Page 333"]
    assert client.get("/en/?q=x&size=30&page=333").status_code == 200
    assert client.get("/en/?q=x&size=30&page=334").status_code == 404
