"""One organisation: where each field comes from, what others tell, what is not confirmed."""

from urllib.parse import quote

import pytest

from core.errors import BadRequest
from tests.app.page import read
from tests.app.scripted import document

PATH = "/organisations/cz-26168681"
RES = {"source": "res", "dataset": "res", "key": "26168681", "date": "2026-10-31"}
COPY = {"source": "offeneregister", "dataset": "or", "key": "D2601V", "date": "2019-02-11"}


def told(record=(), **changes):
    """A document with more in its record."""
    made = document(1, **changes)
    made["record"] |= dict(record)
    return made


def rows(page):
    """Cells of the table of facts by the name of their row."""
    return {row.one("th").text: row.all("td") for row in page.one("table").all("tr")[1:]}


def test_the_interface_tells_the_source_and_date_of_each_field(client, searcher):
    searcher.documents = [
        told({"provenance": [RES | {"fields": ["name"]}, COPY | {"fields": ["place"]}]})
    ]
    answer = client.get(f"/api/v1{PATH}").json
    assert [(one["source"], one["date"], one["fields"]) for one in answer["provenance"]] == [
        ("res", "2026-10-31", ["name"]),
        ("offeneregister", "2019-02-11", ["place"]),
    ]


def test_the_interface_tells_all_that_is_known_of_an_institution(client, searcher):
    searcher.documents = [
        told(
            {
                "status": "liquidation",
                "research_fields": ["Galvanotechnika"],
                "members": ["Kovo Děčín s.r.o."],
                "member_count": 12,
                "place": {
                    "country": "CZ",
                    "street": "Dlouhá",
                    "number": "1134/8",
                    "part": "Podmokly",
                },
                "inferred_sectors": [{"code": "25.51", "confidence": 0.7}],
                "related": [{"id": "de-1", "name": "Kovo", "country": "DE", "reason": "parent"}],
                "aliases": ["lei-1"],
            },
            kind="cluster",
            status="liquidation",
        )
    ]
    answer = client.get(f"/api/v1{PATH}").json
    assert (answer["kind"], answer["status"], answer["aliases"]) == (
        "cluster",
        "liquidation",
        ["lei-1"],
    )
    assert (answer["research_fields"], answer["members"], answer["member_count"]) == (
        ["Galvanotechnika"],
        ["Kovo Děčín s.r.o."],
        12,
    )
    assert (answer["place"]["number"], answer["place"]["part"]) == ("1134/8", "Podmokly")
    assert answer["inferred_sectors"] == [{"code": "25.51", "confidence": 0.7}]
    assert answer["sectors"][0]["code"] == "25.53"
    assert answer["related"][0]["reason"] == "parent"


@pytest.mark.parametrize(
    ("date", "since"), [("2024-11-22", "2024-11-22"), ("2024-11-23", None), (None, None)]
)
def test_what_no_source_confirmed_within_24_months_is_unconfirmed(client, searcher, date, since):
    searcher.documents = [told(date=date)]
    assert client.get(f"/api/v1{PATH}").json["unconfirmed_since"] == since
    assert client.get("/api/v1/organisations").json["items"][0]["unconfirmed_since"] == since
    shown = {
        path: "Unconfirmed since" in client.get(path).text
        or "unconfirmed since" in client.get(path).text
        for path in (f"/en{PATH}", "/en/?q=x")
    }
    assert set(shown.values()) == {since is not None}


@pytest.mark.parametrize("path", ["/api/v1/organisations/", "/de/organisations/"])
def test_an_alias_leads_to_the_organisation_and_keeps_the_state(client, searcher, path):
    searcher.documents = [told(id="cz/1 ?", aliases=["lei-5299"])]
    answer = client.get(f"{path}lei-5299?ui=cs&back=q%3Dx")
    assert answer.status_code == 301
    assert answer.location == f"{path}{quote('cz/1 ?')}?ui=cs&back=q%3Dx"
    assert answer.headers["Cache-Control"] == "no-cache"
    assert client.get(answer.location).status_code == 200


def test_the_page_shows_under_a_fact_what_another_register_tells(client, searcher):
    other = {"field": "name", "value": "Soustružna Děčín a.s.", "source": "offeneregister"}
    form = {"field": "legal_form", "value": "cz-121", "source": "ares", "dataset": "a"}
    searcher.documents = [
        told({"differences": [other | {"dataset": "or", "date": "2019-02-11"}, form]})
    ]
    facts = rows(read(client.get(f"/cs{PATH}").text))
    assert facts["Název"][0].one("p").text == (
        "OffeneRegister uvádí jinak: Soustružna Děčín a.s. (stav k 11. února 2019)"
    )
    assert facts["Právní forma"][0].one("p").text == ("ARES uvádí jinak: Akciová společnost")
    assert not facts["Místo"][0].all("p")


def test_inferred_sectors_stand_apart_and_carry_the_word_and_how_sure_they_are(client, searcher):
    inferred = [{"code": "25.51", "confidence": 0.83}, {"code": "25.53", "confidence": 0.3}]
    searcher.documents = [told({"sectors": [], "inferred_sectors": inferred})]
    page = read(client.get(f"/de{PATH}").text)
    assert not page.all("section", **{"aria-labelledby": "sectors"})
    section = page.one("section", **{"aria-labelledby": "inferred"})
    assert [title.text for title in section.all("h3")] == ["25.51 vermutet", "25.53 vermutet"]
    assert [text.text for text in section.all("p")[1:]] == [
        "sehr wahrscheinlich: 83 % solcher Zuordnungen stimmen",
        "möglich: 30 % solcher Zuordnungen stimmen",
    ]


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("de", "gleicher Name in Deutschland; nicht dasselbe Unternehmen"),
        ("cs", "stejný název v Německu; nejde o tutéž firmu"),
        ("en", "same name in Germany; not the same company"),
    ],
)
def test_a_related_organisation_is_a_link_and_not_the_same(client, searcher, language, sentence):
    related = {"id": "de/1", "name": "Kovo GmbH", "country": "DE", "reason": "same_name"}
    searcher.documents = [told({"related": [related]})]
    section = read(client.get(f"/{language}{PATH}").text).one(
        "section", **{"aria-labelledby": "related"}
    )
    assert section.one("a").attributes["href"] == f"/{language}/organisations/de/1"
    assert section.one("li").text.endswith(f"– {sentence}")


def test_an_institution_shows_its_fields_of_research_and_all_its_members(client, searcher):
    members = [f"Člen {number}" for number in range(1, 31)]
    marks = {"research_fields": ["Koroze"], "members": members, "member_count": 1200}
    searcher.documents = [told(marks, kind="cluster")]
    facts = rows(read(client.get(f"/cs{PATH}").text))
    assert facts["Druh"][0].text == "Klastr"
    assert facts["Oblasti výzkumu"][0].text == "Koroze"
    assert facts["Počet členů"][0].text == "1 200"
    assert [one.text for one in facts["Členové"][0].all("li")] == members
    assert facts["Členové"][0].one("summary").text == "Dalších 18"


def test_a_card_carries_what_is_to_be_known_before_relying_on_it(client, searcher):
    searcher.documents = [
        told(date="2019-02-11", status="insolvency", inferred_sectors=["C", "25"]),
        document(2, status="active"),
    ]
    page = read(client.get("/de/?sector=25&inferred=true").text)
    marks = [[one.text for one in card.all("span", class_="mark")] for card in page.all("article")]
    assert marks == [
        ["im Insolvenzverfahren", "unbestätigt seit 11. Februar 2019", "Branche vermutet"],
        [],
    ]


BACK = quote("q=Drehteile&country=CZ&lang=de")


@pytest.mark.parametrize(
    ("language", "heading"),
    [
        ("de", "Warum das zu „Drehteile“ passt"),
        ("cs", "Proč odpovídá dotazu „Drehteile“"),
        ("en", "How it fits “Drehteile”"),
    ],
)
def test_a_page_says_how_its_entry_fits_the_search_that_led_to_it(client, language, heading):
    for path in (PATH, PATH.replace("organisations", "offers")):
        page = read(client.get(f"/{language}{path}?back={BACK}").text)
        assert page.one("h2", id="fit").text == heading
        assert len(page.one("ul", class_="plain-list reasons").all("li")) == 4


def test_a_page_that_no_search_led_to_gives_no_reasons(client, searcher):
    for back in ("", "?back=", f"?back={quote('country=CZ')}", f"?back={quote('page=x')}"):
        page = read(client.get(f"/de{PATH}{back}").text)
        assert not page.all("h2", id="fit")
    assert searcher.asked == []


def test_a_page_outlives_a_link_to_a_place_that_is_not_known(client, searcher, monkeypatch):
    def refused(*_):
        raise BadRequest("The place is not known.", "near")

    monkeypatch.setattr(searcher, "fitting", refused)
    answer = client.get(f"/de{PATH}?back={BACK}")
    assert answer.status_code == 200
    assert not read(answer.text).all("h2", id="fit")
