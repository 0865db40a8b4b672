"""What a person or a program may send: one sentence, never a 500, nothing typed is lost."""

import pytest
from flask.testing import FlaskClient

from core.errors import BadRequest, ModelMismatch
from tests.app.page import read
from tests.app.scripted import AWAY

WRONG = [
    ("q", "x" * 10_000, "Der Suchtext ist länger als 2.000 Zeichen."),
    ("lang", "xx", "Die Sprache der Suche muss de, cs oder en sein."),
    ("ui", "fr", "Die Sprache der Antwort muss de, cs oder en sein."),
    ("page", "-1", "Die Seite muss eine ganze Zahl von 1 bis 10.000 sein."),
    ("page", "0", "Die Seite muss eine ganze Zahl von 1 bis 10.000 sein."),
    ("page", "1000000000", "Die Seite muss eine ganze Zahl von 1 bis 10.000 sein."),
    ("page", "1_0", "Die Seite muss eine ganze Zahl von 1 bis 10.000 sein."),
    ("page", "٣", "Die Seite muss eine ganze Zahl von 1 bis 10.000 sein."),
    ("size", "101", "Die Zahl der Ergebnisse je Seite muss von 1 bis 100 gehen."),
    ("radius_km", "nan", "Der Umkreis muss zwischen 1 und 500 km liegen."),
    ("radius_km", "501", "Der Umkreis muss zwischen 1 und 500 km liegen."),
    ("country", "Czechia", "Ein Land besteht aus zwei Buchstaben, zum Beispiel DE oder CZ."),
    ("country", "DE\n", "Ein Land besteht aus zwei Buchstaben, zum Beispiel DE oder CZ."),
    ("sector", "Metall", "Eine Branche ist ein NACE-Code, zum Beispiel C, 25 oder 25.53."),
    ("kind", "firma", "Eine solche Art von Organisation gibt es nicht."),
    ("district", "x" * 11, "Ein Kreis wird durch seinen Code angegeben, zum Beispiel 14626 oder "
     "CZ0513."),
    ("near", "x" * 101, "Der Name eines Ortes hat höchstens 100 Zeichen."),
]  # fmt: skip
PLAIN = [
    "*:*",
    'unbalanced " quote',
    "brackets ([{",
    "\x00\x01\x1b[31m",
    "AND OR NOT ~ ^2 \\ /",
    "${jndi:ldap://x}",
    "👷‍♀️ 𝔘𝔫𝔦𝔠𝔬𝔡𝔢",
    "\u202eright to left",
    "' OR 1=1 --",
    "{{ 7 * 7 }} %(words)s %s {0}",
]


@pytest.mark.parametrize(("name", "value", "sentence"), WRONG)
def test_a_wrong_value_is_a_400_with_one_sentence(client: FlaskClient, name, value, sentence):
    answer = client.get("/api/v1/organisations", query_string={"q": "x", name: value})
    assert answer.status_code == 400
    assert answer.json == {"error": {"field": name, "message": sentence}}


@pytest.mark.parametrize(
    ("name", "value", "sentence"), [wrong for wrong in WRONG if wrong[0] != "ui"]
)
def test_a_page_says_the_same_and_keeps_what_was_typed(client, name, value, sentence):
    answer = client.get("/de/", query_string={"q": "Drehteile", "sector": "25", name: value})
    page = read(answer.text)
    assert answer.status_code == 400
    assert sentence in page.one("div", role="alert").text
    fields = {one.attributes["name"]: one.attributes["value"] for one in page.all("input")}
    kept = {"q": "Drehteile", "sector": "25"}
    kept.pop(name, None)
    assert kept.items() <= fields.items()
    if name in ("q", "near"):
        assert fields[name] == value


@pytest.mark.parametrize("text", PLAIN)
@pytest.mark.parametrize("path", ["/de/", "/cs/offers", "/api/v1/organisations", "/api/v1/offers"])
def test_operators_and_control_characters_are_plain_words(client, searcher, path, text):
    answer = client.get(path, query_string={"q": text})
    assert answer.status_code == 200
    assert searcher.asked[-1].text == text


def test_a_lone_surrogate_is_no_server_error(client):
    for path in ("/de/", "/api/v1/organisations", "/api/v1/organisations/"):
        assert client.get(f"{path}?q=%ED%A0%80%FF").status_code in (200, 404)
    assert client.get("/api/v1/organisations/%ED%A0%80").status_code == 404


def test_a_template_in_a_query_is_not_run(client):
    page = read(client.get("/de/", query_string={"q": "{{ 7 * 7 }} %(text)s"}).text)
    assert page.one("h1").text == "3 Organisationen zu „{{ 7 * 7 }} %(text)s“"


def test_unknown_and_repeated_parameters_are_named(client):
    unknown = client.get("/api/v1/offers?foo=1", headers={"Accept-Language": "en"})
    assert unknown.json == {"error": {"field": "foo", "message": "There is no parameter foo."}}
    twice = client.get("/api/v1/offers?page=1&page=2", headers={"Accept-Language": "cs"})
    assert twice.status_code == 400
    assert twice.json["error"]["message"] == "Parametr page je uveden vícekrát."


def test_a_page_takes_links_that_others_have_decorated(client, searcher):
    assert client.get("/de/?q=x&utm_source=mail&page=").status_code == 200
    assert searcher.asked[-1].page == 1


def test_an_unknown_place_is_not_found_and_stays_in_its_field(client, searcher):
    searcher.failing = BadRequest("No such place.", "near")
    answer = client.get("/api/v1/organisations?near=Atlantis")
    assert (answer.status_code, answer.json["error"]["field"]) == (404, "near")
    answer = client.get("/de/?near=Atlantis&q=x")
    page = read(answer.text)
    assert answer.status_code == 404
    field = page.one("input", id="near")
    assert field.attributes["value"] == "Atlantis"
    assert field.attributes["aria-invalid"] == "true"
    assert page.one("p", id="near-error").text.startswith("Dieser Ort ist nicht bekannt.")


def test_while_the_engine_is_away_pages_say_so_and_heal(client, searcher):
    searcher.failing = AWAY
    for path in ("/de/?q=Drehteile", "/de/offers", "/de/organisations/cz-26168681"):
        answer = client.get(path)
        assert answer.status_code == 503
        assert "im Augenblick nicht verfügbar" in read(answer.text).one("main").text
        assert answer.headers["Retry-After"]
    assert read(client.get("/de/?q=Drehteile").text).one("input", id="q").attributes["value"] == (
        "Drehteile"
    )
    assert client.get("/api/v1/organisations").status_code == 503
    assert client.get("/readyz").status_code == 503
    assert client.get("/healthz").json == {"status": "ok"}
    searcher.failing = None
    assert client.get("/de/?q=Drehteile").status_code == 200
    assert client.get("/readyz").json == {"status": "ready"}


def test_an_index_of_another_model_is_told_in_one_sentence(client, searcher):
    searcher.failing = ModelMismatch("...")
    answer = client.get("/api/v1/organisations", headers={"Accept-Language": "en"})
    assert answer.status_code == 503
    assert "another language model" in answer.json["error"]["message"]


def test_what_nobody_expected_is_a_number_and_no_trace(client, searcher):
    searcher.failing = ZeroDivisionError("secret")
    answer = client.get("/api/v1/organisations?ui=en")
    assert answer.status_code == 500
    assert answer.headers["X-Request-Id"] in answer.json["error"]["message"]
    assert "secret" not in answer.text
    assert "secret" not in client.get("/de/?q=x").text
