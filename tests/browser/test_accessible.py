"""Axe finds nothing on any page, in either light, at either width; German fits 30 % longer."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import SMALL, WIDE

pytestmark = [pytest.mark.engine, pytest.mark.browser]

AXE = Path(__file__).parent / "vendor/axe/axe.min.js"
PAGES = {
    "start": "/",
    "results": "/?q=Zulieferer&sector=25&without=meaning&inferred=true",
    "unconfirmed": "/?q=pečivo",
    "offers": "/offers?q=Drehteile",
    "nothing": "/?q=Zulieferer&sector=99",
    "error": "/?q=x&page=0&near=Atlantis&radius_km=9999",
    "organisation": "/organisations/cz-9?back=q%3Dpe%C4%8Divo",
    "offer": "/offers/r/1",
    "about": "/about",
    "api": "/api",
    "missing": "/nowhere",
}


@pytest.mark.parametrize("light", ["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, SMALL], ids=["wide", "small"])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(
    open_page: Callable[..., Page], name: str, size: dict[str, int], light: str
) -> None:
    language = "cs" if light == "dark" else "de"
    # CSP keeps foreign scripts out; axe is put in by the test and needs it off.
    page = open_page(
        f"/{language}{PAGES[name]}", viewport=size, color_scheme=light, bypass_csp=True
    )
    for details in page.locator("details").all():
        details.evaluate("element => { element.open = true; }")
    page.add_script_tag(path=AXE)
    found = page.evaluate("async () => (await axe.run()).violations")
    assert found == [], json.dumps(found, indent=1)[:4000]


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("width", [320, 390, 1280])
def test_nothing_reaches_over_the_edge(
    open_page: Callable[..., Page], name: str, width: int
) -> None:
    page = open_page(f"/de{PAGES[name]}", viewport={"width": width, "height": 800})
    page.evaluate(_LONGER)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_targets_are_at_least_24_pixels_high(open_page: Callable[..., Page]) -> None:
    page = open_page("/de/?q=Zulieferer", viewport=SMALL)
    page.locator("summary.filters-button").click()
    for target in page.locator("main :is(a, button, input, select, summary)").all():
        box = target.bounding_box()
        if box and target.is_visible():
            assert box["height"] >= 24, target.inner_text()


_LONGER = """() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode.data;
    if (text.trim()) walker.currentNode.data = text + text.slice(0, Math.ceil(text.length * 0.3));
  }
}"""
"""Makes every text on the page 30 % longer."""
