"""A headless Chromium of the machine, with a fresh profile for each test."""

import shutil
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

WIDE = {"width": 1280, "height": 900}
SMALL = {"width": 390, "height": 844}

_FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    executable = shutil.which("chromium") or shutil.which("chromium-browser")
    assert executable, "The browser tests need Chromium: apt-get install chromium."
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=list(_FLAGS))
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium: Browser, service: str) -> Iterator[Callable[..., Page]]:
    """Opens pages of the service; fails where one asks another host or writes an error."""
    contexts: list[BrowserContext] = []
    strange: list[str] = []

    def opened(path: str, **options: object) -> Page:
        context = chromium.new_context(base_url=service, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda sent: strange.append(sent.url) if foreign(sent.url) else None)
        page.on("pageerror", lambda error: strange.append(str(error)))
        page.on("console", lambda said: strange.append(said.text) if refused(said.text) else None)
        page.goto(path)
        return page

    def foreign(url: str) -> bool:
        return not url.startswith((service, "data:"))

    def refused(text: str) -> bool:
        return "Content Security Policy" in text

    yield opened
    for context in contexts:
        context.close()
    assert not strange
