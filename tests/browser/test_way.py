"""The way of a buyer and of a Czech firm through the pages, with and without JavaScript."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import SMALL, WIDE

pytestmark = [pytest.mark.engine, pytest.mark.browser]

WAYS = {
    "de": {
        "label": "Was suchen Sie?",
        "button": "Suchen",
        "text": "Zulieferer",
        "country": re.compile("Tschechien"),
        "code": "CZ",
        "reason": "im Tschechischen dodavatel",
        "filters": "Filter",
        "sector": re.compile("^25 "),
        "other": "Čeština",
        "count": re.compile(r"^\d+ Organisation(en)? zu „Zulieferer“$"),
        "switched": re.compile(r"^\d+ organizac[eí] pro „Zulieferer“$"),
        "switched_reason": "Přes slovníkové heslo Zulieferer",
        "back": "Zpět na výsledky",
    },
    "cs": {
        "label": "Co hledáte?",
        "button": "Hledat",
        "text": "dodavatel",
        "country": re.compile("Německo"),
        "code": "DE",
        "reason": "německy Zulieferer",
        "filters": "Filtry",
        "sector": re.compile("^25 "),
        "other": "Deutsch",
        "count": re.compile(r"^\d+ organizac[eí] pro „dodavatel“$"),
        "switched": re.compile(r"^\d+ Organisation(en)? zu „dodavatel“$"),
        "switched_reason": "Über den Glossareintrag dodavatel",
        "back": "Zurück zu den Ergebnissen",
    },
}


@pytest.mark.parametrize("script", [True, False], ids=["htmx", "plain"])
@pytest.mark.parametrize("size", [WIDE, SMALL], ids=["wide", "small"])
@pytest.mark.parametrize("language", ["de", "cs"])
def test_search_reasons_filter_page_and_language(
    open_page: Callable[..., Page], language: str, size: dict[str, int], script: bool
) -> None:
    way = WAYS[language]
    page = open_page(f"/{language}/", viewport=size, java_script_enabled=script)
    page.get_by_label(way["label"]).fill(way["text"])
    page.get_by_role("button", name=way["button"]).click()
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text(way["count"])
    page.get_by_role("link", name=way["country"]).first.click()
    expect(page).to_have_url(re.compile(f"country={way['code']}"))
    expect(page.locator(".reason").first).to_contain_text(way["reason"])
    expect(page.locator(".card .country").first).to_have_text(way["country"])

    button = page.locator("summary.filters-button")
    if size is SMALL:
        expect(page.locator(".facet").first).to_be_hidden()
        button.click()
    else:
        expect(button).to_be_hidden()
    page.get_by_role("link", name=way["sector"]).first.click()
    expect(page).to_have_url(re.compile("country=.*sector=25"))
    if size is SMALL:
        expect(button).to_have_text(f"{way['filters']} (1)")

    page.get_by_role("link", name=way["other"]).click()
    expect(heading).to_have_text(way["switched"])
    expect(page).to_have_url(re.compile(f"q={way['text']}&country={way['code']}&sector=25"))
    expect(page.locator(".reason").first).to_contain_text(way["switched_reason"])

    name = page.locator(".card-name a").first.inner_text()
    page.locator(".card-name a").first.click()
    expect(heading).to_have_text(name)
    page.get_by_role("link", name=way["back"]).click()
    expect(heading).to_have_text(way["switched"])
    expect(page).to_have_url(re.compile(f"q={way['text']}&country={way['code']}&sector=25"))
    page.go_back()
    expect(heading).to_have_text(name)


def test_what_is_unconfirmed_is_marked_and_can_be_filtered_out(
    open_page: Callable[..., Page],
) -> None:
    page = open_page("/cs/?q=pečivo", viewport=WIDE)
    old = page.locator(".card", has_text="Pekárna Lípa")
    expect(old.locator(".mark")).to_have_text("nepotvrzeno od 11. února 2019")
    old.get_by_role("link").click()
    expect(page.locator(".notice", has_text="Nepotvrzeno od 11. února 2019")).to_be_visible()
    page.get_by_role("link", name="Zpět na výsledky").click()
    page.get_by_role("link", name=re.compile("v posledních 24 měsících")).click()
    expect(page).to_have_url(re.compile("confirmed=true"))
    expect(old).to_have_count(0)
    expect(page.locator(".card")).not_to_have_count(0)


def test_turning_pages_keeps_the_search_and_says_so(open_page: Callable[..., Page]) -> None:
    page = open_page("/de/?country=CZ&size=5", viewport=WIDE)
    first = page.locator(".card-name").all_inner_texts()
    page.get_by_role("link", name="Weiter").click()
    expect(page).to_have_url(re.compile(r"country=CZ&page=2&size=5"))
    expect(page.locator("[aria-current=page]", has_text="2")).to_be_visible()
    expect(page.get_by_role("status")).to_contain_text("Seite 2")
    assert not set(first) & set(page.locator(".card-name").all_inner_texts())
    page.go_back()
    expect(page.locator(".card-name").first).to_have_text(first[0])


def test_leaving_out_a_bridge_part_and_taking_it_back(open_page: Callable[..., Page]) -> None:
    page = open_page("/de/?q=Zulieferer", viewport=WIDE)
    heading = page.get_by_role("heading", level=1)
    before = heading.inner_text()
    page.get_by_role("link", name=re.compile("Weglassen: Zulieferer – im Tschechischen")).click()
    expect(page.locator(".bridge-off")).to_contain_text("dodavatel")
    page.get_by_role("link", name=re.compile("Weglassen: Bedeutung")).click()
    expect(page.locator(".bridge-off")).to_have_count(2)
    expect(heading).not_to_have_text(before)
    on_again = re.compile("Wieder suchen: Zulieferer – im Tschechischen")
    page.get_by_role("link", name=on_again).click()
    expect(page.locator(".bridge-off")).to_have_count(1)
    page.get_by_role("link", name=re.compile("Wieder suchen: Bedeutung")).click()
    expect(heading).to_have_text(before)


def test_the_keyboard_alone_is_enough(open_page: Callable[..., Page]) -> None:
    page = open_page("/de/", viewport=WIDE)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Zum Inhalt springen")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()
    page.get_by_label("Was suchen Sie?").focus()
    page.keyboard.type("Drehteile")
    page.keyboard.press("Enter")
    expect(page.locator(".card")).not_to_have_count(0)


def test_an_error_is_at_its_field_and_nothing_typed_is_lost(open_page: Callable[..., Page]) -> None:
    page = open_page("/de/?country=CZ", viewport=WIDE)
    page.get_by_label("Was suchen Sie?").fill("Drehteile")
    page.get_by_label("In der Nähe von").fill("Atlantis")
    page.get_by_role("button", name="Suchen").click()
    expect(page.get_by_role("alert")).to_contain_text("Dieser Ort ist nicht bekannt.")
    expect(page.get_by_label("In der Nähe von")).to_have_value("Atlantis")
    expect(page.get_by_label("Was suchen Sie?")).to_have_value("Drehteile")
    page.get_by_label("In der Nähe von").fill("Zittau")
    page.get_by_role("button", name="Suchen").click()
    expect(page.locator(".card")).not_to_have_count(0)
    expect(page).to_have_url(re.compile("near=Zittau.*country=CZ"))
