"""The API: shape, ids, errors and headers."""

from urllib.parse import quote

import pytest

from matching.answer import Reason
from tests.app.scripted import document


def test_a_search_answers_in_the_documented_shape(client, searcher):
    answer = client.get("/api/v1/organisations?q=Drehteile&country=cz&near=Zittau&size=5&lang=de")
    assert answer.content_type == "application/json"
    assert set(answer.json) == {
        "total",
        "items",
        "facets",
        "bridge",
        "page",
        "size",
        "language",
        "language_found_out",
        "demo",
        "centre",
    }
    item = answer.json["items"][0]
    assert (item["id"], item["country"], item["locality"]) == ("cz-26168681", "CZ", "Děčín")
    assert item["sectors"] == ["25.53"]
    assert item["reasons"][0] == {
        "code": "glossary",
        "field": "description",
        "text": "Über den Glossareintrag „Drehteile“ – im Tschechischen „soustružené díly“, "
        "„soustružené součásti“",
        "language": "cs",
        "terms": ["Drehteile"],
        "through": ["soustružené díly", "soustružené součásti"],
        "key": "g:drehteile",
        "title": "",
        "cosine": None,
        "nearness": None,
    }
    assert item["missing"] == ["Messing"]
    assert answer.json["facets"]["country"][0] == {
        "value": "CZ",
        "label": "Tschechien",
        "count": 1234,
        "selected": True,
    }
    asked = searcher.asked[-1]
    assert (asked.text, asked.country, asked.near, asked.size) == ("Drehteile", "CZ", "Zittau", 5)


def test_offers_tell_the_language_of_the_query_from_that_of_the_document(client, searcher):
    answer = client.get("/api/v1/offers?q=x&lang=de&language=cs&type=request&size=100")
    assert answer.json["items"][0]["type"] == "request"
    asked = searcher.asked[-1]
    assert (asked.language, asked.document_language, asked.type) == ("de", "cs", "request")


def test_empty_words_mean_not_set(client, searcher):
    path = "/api/v1/organisations?q=&lang=&country=&kind=&sector=&near=&district=&ui="
    assert client.get(path).status_code == 200
    asked = searcher.asked[-1]
    assert (asked.text, asked.language, asked.country, asked.near) == ("", None, None, None)


@pytest.mark.parametrize(
    ("query", "header", "expected"),
    [
        ("", None, "Inhaltlich sehr nah"),
        ("&lang=cs", None, "Významově velmi blízké"),
        ("&lang=cs", "en-GB,en;q=0.9", "Very close in meaning"),
        ("&lang=cs&ui=de", "en", "Inhaltlich sehr nah"),
        ("", "fr", "Inhaltlich sehr nah"),
    ],
)
def test_texts_are_in_the_language_that_is_asked_for(client, searcher, query, header, expected):
    searcher.reasons = (
        Reason(code="meaning", field="meaning", language="cs", cosine=0.871, nearness="very near"),
    )
    headers = {"Accept-Language": header} if header else {}
    answer = client.get(f"/api/v1/organisations?q=x{query}", headers=headers)
    assert answer.json["items"][0]["reasons"][0]["text"] == expected
    assert "Accept-Language" in answer.headers["Vary"]


@pytest.mark.parametrize(
    "id_", ["a/b", "a//b/", "/a", "ČSÚ 50 %", "x?y#z", "a%2Fb", "../etc", "line\nfeed", ".."]
)
def test_an_id_may_hold_anything(client, searcher, id_):
    searcher.documents = [document(1, id=id_)]
    for path in ("/api/v1/organisations/", "/api/v1/offers/"):
        answer = client.get(path + quote(id_, safe=""))
        assert answer.json["id"] == id_
    assert client.get("/de/organisations/" + quote(id_, safe="")).status_code == 200


def test_one_organisation_comes_with_its_sources(client):
    answer = client.get("/api/v1/organisations/cz-26168681").json
    assert answer["identifiers"] == [{"scheme": "ico", "value": "26168681"}]
    assert answer["provenance"][0]["key"] == "26168681"
    assert answer["sectors"][0]["inexact"] is True


@pytest.mark.parametrize("path", ["/api/v1/organisations/x", "/api/v1/offers/x", "/api/v1/x"])
def test_what_is_not_there_is_404_in_the_one_form(client, path):
    answer = client.get(path, headers={"Accept-Language": "cs"})
    assert answer.status_code == 404
    assert answer.json == {"error": {"field": None, "message": "Na této adrese nic není."}}


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE"])
def test_other_methods_are_405_and_say_which_is_right(client, method):
    for path in ("/api/v1/organisations", "/healthz"):
        answer = client.open(path, method=method)
        assert answer.status_code == 405
        assert set(answer.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS"}
        assert answer.json["error"]["field"] is None


def test_head_answers_without_a_body(client):
    answer = client.head("/api/v1/organisations?q=x")
    assert (answer.status_code, answer.data) == (200, b"")
    assert answer.content_type == "application/json"


def test_every_response_is_hardened_and_numbered(client):
    for path in ("/de/", "/api/v1/organisations", "/nowhere", "/static/css/tokens.css"):
        headers = client.get(path, headers={"X-Request-Id": "from-the-proxy"}).headers
        assert headers["Content-Security-Policy"].startswith("default-src 'self';")
        assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "same-origin"
        assert headers["X-Request-Id"] == "from-the-proxy"
        assert "Set-Cookie" not in headers
    assert client.get("/de/", headers={"X-Request-Id": "x\ty"}).headers["X-Request-Id"] != "x\ty"


def test_the_log_holds_no_word_of_the_search(client, capsys):
    client.get("/de/?q=Erika+Mustermann")
    logged = capsys.readouterr()
    assert "path=/de/" in logged.out + logged.err
    assert "Mustermann" not in logged.out + logged.err


def test_addresses_without_a_language_lead_to_the_preferred_one(client):
    czech = {"Accept-Language": "cs,en;q=0.5"}
    assert client.get("/?q=a+b&x", headers=czech).location == "/cs/?q=a+b&x"
    assert client.get("/offers", headers=czech).location == "/cs/offers"
    assert client.get("/organisations/a/b").location == "/de/organisations/a/b"
    assert client.get("/organisations//example.org").location == "/de/organisations//example.org"
