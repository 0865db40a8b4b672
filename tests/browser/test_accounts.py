"""The way of an administrator and of who is invited: log in, make an account, follow the link."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from core.settings import Settings
from operations import web
from search_app import create_app
from tests.app import logged_in
from tests.app.scripted import Scripted
from tests.browser.conftest import SMALL, WIDE
from tests.browser.test_accessible import AXE

pytestmark = pytest.mark.browser

NEW = "drei Birnen und ein Apfel"
WAYS = {
    "de": {
        "log in": "Anmelden",
        "email": "E-Mail-Adresse",
        "password": "Passwort",
        "overview": "Verwaltung",
        "users": "Personen und Rollen",
        "make": "Konto anlegen",
        "new": "Neues Passwort",
        "set": "Passwort festlegen",
        "log out": "Abmelden",
    },
    "cs": {
        "log in": "Přihlásit se",
        "email": "E-mailová adresa",
        "password": "Heslo",
        "overview": "Správa",
        "users": "Uživatelé a role",
        "make": "Založit účet",
        "new": "Nové heslo",
        "set": "Nastavit heslo",
        "log out": "Odhlásit se",
    },
}


@pytest.fixture
def app(tmp_path: Path) -> Flask:
    settings = Settings.from_environment({"PARTNERNET_HOME": str(tmp_path)})
    return create_app(settings, "http://127.0.0.1:9", Scripted())


@pytest.fixture
def service(app: Flask) -> Iterator[str]:
    """Address of a service whose searcher is scripted: accounts need no engine."""
    listener = web.bind("127.0.0.1", 0)
    with web.serving(app, listener):
        yield web.url(listener)


@pytest.mark.parametrize(
    ("language", "size", "light"),
    [("de", WIDE, "light"), ("cs", SMALL, "dark")],
    ids=["de", "cs"],
)
def test_log_in_make_an_account_and_follow_its_link(
    app: Flask,
    open_page: Callable[..., Page],
    language: str,
    size: dict[str, int],
    light: str,
) -> None:
    logged_in.account(app, name="Anna")
    way = WAYS[language]
    options = {"viewport": size, "color_scheme": light, "bypass_csp": True}
    page = open_page(f"/{language}/", **options)
    page.get_by_role("link", name=way["log in"]).click()
    page.get_by_label(way["email"]).fill(logged_in.PERSON)
    page.get_by_label(way["password"]).fill(logged_in.PASSWORD)
    fits(page)
    page.get_by_role("button", name=way["log in"]).click()
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text(way["overview"])
    expect(page.get_by_role("link", name="Anna")).to_be_visible()
    fits(page)

    page.get_by_role("navigation").get_by_role("link", name=way["users"]).click()
    expect(heading).to_have_text(way["users"])
    fits(page)
    page.get_by_label(way["email"]).fill("eva@example.org")
    page.get_by_role("button", name=way["make"]).click()
    link = page.locator("code.secret-link").inner_text()
    fits(page)

    invited = open_page(link, **options)
    fits(invited)
    invited.get_by_label(way["new"]).fill(NEW)
    invited.get_by_role("button", name=way["set"]).click()
    expect(invited.get_by_role("heading", level=1)).to_have_text(way["overview"])
    expect(invited.get_by_role("link", name=way["users"])).to_have_count(0)
    invited.get_by_role("button", name=way["log out"]).click()
    expect(invited).to_have_url(re.compile(f"/{language}/$"))
    expect(invited.get_by_role("link", name=way["log in"])).to_be_visible()


def fits(page: Page) -> None:
    """Nothing reaches over the edge, and axe finds nothing."""
    size = page.viewport_size
    assert size is not None
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    page.add_script_tag(path=AXE)
    found = page.evaluate("async () => (await axe.run()).violations")
    assert found == [], json.dumps(found, indent=1)[:4000]
