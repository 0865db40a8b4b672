"""The pages of saved searches: axe finds nothing, nothing reaches over the edge, keys suffice."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from core.settings import Settings
from matching.request import SearchRequest
from operations import web
from operations.alerts import saving
from search_app import create_app
from search_app import service as of_app
from store import alerts, houses, members
from store.alerts import Fit, Thing
from tests.app import logged_in
from tests.app.logged_in import PASSWORD, PERSON
from tests.app.scripted import Scripted
from tests.browser.conftest import SMALL, WIDE
from tests.browser.test_accessible import AXE

pytestmark = pytest.mark.browser

PAGES = (
    "/house/watches",
    "/house/watches?of=house",
    "/house/watches/1",
    "/house/watches/1/edit",
    "/house/watches/1/delete",
    "/house/watches/new?in=organisations&q=Drehteile",
    "/house/watches/new",
    "/?q=Drehteile",
)


@pytest.fixture
def app(tmp_path: Path) -> Flask:
    """A house of two with a saved search that reported twice, once answered."""
    settings = Settings.from_environment({"PARTNERNET_HOME": str(tmp_path)})
    app = create_app(settings, "http://127.0.0.1:9", searcher := Scripted())
    logged_in.staff(app)
    logged_in.staff(app, email="petr@example.org", role="member")
    with app.app_context():
        store = of_app.store()
        house = houses.listed(store)[0]
        owner = next(one.id for one in members.of(store, house) if one.email == PERSON)
        wanted = searcher.search(SearchRequest(text="Drehteile")).matches
        request = SearchRequest(text="Drehteile", country="CZ")
        made = saving.save(store, house, "Drehteile", request, owner=owner, author=PERSON)
        things = [Thing(id=one.id, hash="h", content="c") for one in wanted]
        fits = [Fit(thing=one, watches=frozenset({made.id})) for one in things]
        alerts.note(store, made.collection, fits)
    return app


@pytest.fixture
def service(app: Flask) -> Iterator[str]:
    """Address of a service whose searcher is scripted."""
    listener = web.bind("127.0.0.1", 0)
    with web.serving(app, listener):
        yield web.url(listener)


def log_in(page: Page) -> None:
    page.locator("#email").fill(PERSON)
    page.locator("#password").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.locator(".site-account form")).to_be_visible()


@pytest.mark.parametrize(
    ("language", "size", "light"),
    [("de", WIDE, "light"), ("cs", SMALL, "dark")],
    ids=["de", "cs"],
)
def test_axe_finds_nothing_and_all_fits(
    open_page: Callable[..., Page], language: str, size: dict[str, int], light: str
) -> None:
    options = {"viewport": size, "color_scheme": light, "bypass_csp": True}
    page = open_page(f"/{language}/login", **options)
    log_in(page)
    for address in PAGES:
        page.goto(f"/{language}{address}")
        for details in page.locator("details").all():
            details.evaluate("element => { element.open = true; }")
        page.add_script_tag(path=AXE)
        found = page.evaluate("async () => (await axe.run()).violations")
        assert found == [], f"{address}: {json.dumps(found, indent=1)[:4000]}"
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= size["width"], address
        for target in page.locator(".admin-page :is(a, button, input, select, summary)").all():
            box = target.bounding_box()
            assert not box or not target.is_visible() or box["height"] >= 24, target.inner_text()


def test_a_search_is_saved_and_an_alert_answered_with_keys_alone(
    open_page: Callable[..., Page],
) -> None:
    page = open_page("/de/?q=Fräsen", viewport=WIDE)
    page.get_by_role("link", name="Anmelden und speichern").focus()
    page.keyboard.press("Enter")
    log_in(page)
    name = page.get_by_label("Name", exact=True)
    expect(name).to_have_value("Fräsen")
    name.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Fräsen")
    expect(page.get_by_role("status")).to_contain_text("gespeichert")
    page.goto("/de/house/watches/1")
    alert = page.locator(".watch-alert").first
    alert.locator("summary").press("Enter")
    alert.get_by_label("Weil").fill("zu weit weg")
    alert.get_by_role("button", name="Es passt nicht").press("Enter")
    expect(alert).to_contain_text(f"Passt nicht, sagt {PERSON}: zu weit weg")
    assert "#alert-" in page.url
