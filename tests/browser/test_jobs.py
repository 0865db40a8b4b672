"""A rebuild followed in the browser: live with htmx, by reload without it; axe finds nothing."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

import store
from core.settings import Settings
from operations import web
from search_app import create_app
from search_app import service as reached
from store import Store
from store.jobs import JobProgress
from tests.app import logged_in
from tests.app.scripted import Scripted
from tests.browser.conftest import SMALL, WIDE
from tests.browser.test_accessible import AXE

pytestmark = pytest.mark.browser

STAGES = ("load", "index", "verify")


@pytest.fixture
def app(tmp_path: Path) -> Flask:
    settings = Settings.from_environment({"PARTNERNET_HOME": str(tmp_path)})
    return create_app(settings, "http://127.0.0.1:9", Scripted())


@pytest.fixture
def opened(app: Flask) -> Store:
    with app.app_context():
        return reached.store()


@pytest.fixture
def service(app: Flask) -> Iterator[str]:
    listener = web.bind("127.0.0.1", 0)
    with web.serving(app, listener):
        yield web.url(listener)


def log_in(page: Page) -> None:
    page.get_by_label("E-Mail-Adresse").fill(logged_in.PERSON)
    page.get_by_label("Passwort").fill(logged_in.PASSWORD)
    page.locator("main button").click()
    page.locator("h1", has_text="Den Index neu aufbauen").wait_for()


@pytest.mark.parametrize("script", [True, False], ids=["htmx", "plain"])
@pytest.mark.parametrize("size", [WIDE, SMALL], ids=["wide", "small"])
def test_a_rebuild_is_asked_for_followed_and_cancelled(
    app: Flask, opened: Store, open_page: Callable[..., Page], size: dict[str, int], script: bool
) -> None:
    logged_in.account(app)
    page = open_page(
        "/de/admin/rebuild", viewport=size, java_script_enabled=script, bypass_csp=True
    )
    log_in(page)
    page.get_by_label("Höchstens Dokumente je Sekunde").fill("viele")
    page.locator("main button").click()
    expect(page.get_by_role("alert")).to_contain_text("Die Drossel ist eine Zahl")
    expect(page.get_by_label("Höchstens Dokumente je Sekunde")).to_have_value("viele")
    page.get_by_label("Höchstens Dokumente je Sekunde").fill("250")
    page.locator("main button").click()
    expect(page.locator(".job-state")).to_have_text("wartet")

    def seen() -> None:
        if not script:
            page.reload()

    (job,) = store.jobs.listed(opened)
    taken = store.jobs.take(opened, job.id, "worker")
    assert taken is not None
    half = JobProgress(stage="index", stages=STAGES, step="index", done=50, total=100, rate=9.5)
    store.jobs.beat(opened, taken, half)
    seen()
    expect(page.locator(".stage-running")).to_contain_text("Den neuen Index füllen")
    expect(page.locator(".progress-figures")).to_contain_text("50 von 100")
    if script:
        expect(page.get_by_role("status")).to_contain_text("50 %")
        page.add_script_tag(path=AXE)
        found = page.evaluate("async () => (await axe.run()).violations")
        assert found == [], json.dumps(found, indent=1)[:4000]
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]

    page.get_by_role("link", name="Abbrechen …").click()
    page.get_by_role("button", name="Auftrag abbrechen").click()
    expect(page.locator("#job-live .mark")).to_have_text("wird abgebrochen")
    store.jobs.cancelled(opened, taken)
    seen()
    expect(page.locator(".job-state")).to_have_text("abgebrochen")
    expect(page.locator(".stage-stopped")).to_contain_text("Den neuen Index füllen")
    expect(page.get_by_role("button", name="Noch einmal")).to_be_visible()
