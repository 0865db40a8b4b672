"""A clerk saves a search; an offer that fits is imported; page, feed and mail tell it and why."""

import dataclasses
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import requests
from flask import Flask
from playwright.sync_api import Page, expect

import store
from core.progress import Silent
from core.settings import Settings
from engine import embedding
from engine.client import Engine
from engine.embedding import Embedder
from indexer import imports, pipeline, update
from matching.search import Searcher
from operations import web
from operations.alerts import digests, judge
from search_app import create_app
from tests.app import logged_in
from tests.browser.conftest import SMALL, WIDE
from tests.engine.imported import imported
from tests.mail import receiving
from tests.service.fixtures import REGION

pytestmark = [pytest.mark.browser, pytest.mark.engine]

WAYS = {
    "de": {
        "log in": "Anmelden",
        "email": "E-Mail-Adresse",
        "password": "Passwort",
        "save": "Diese Suche speichern",
        "name": "Name",
        "ways": "Feeds und Webhooks",
        "saved": "Gespeicherte Suchen",
        "words": "Drehteile",
        "country": "DE",
        "end": "Diese Mails beenden",
        "ended": "Zu diesen Suchen werden keine Mails mehr gesendet.",
        "title": "Drehteile aus Messing, kleine Serien",
    },
    "cs": {
        "log in": "Přihlásit se",
        "email": "E-mailová adresa",
        "password": "Heslo",
        "save": "Uložit toto hledání",
        "name": "Název",
        "ways": "Kanály a webhooky",
        "saved": "Uložená hledání",
        "words": "obrábění",
        "country": "CZ",
        "end": "Ukončit tyto e-maily",
        "ended": "K těmto hledáním se už e-maily neposílají.",
        "title": "Obrábění hliníku na zakázku",
    },
}


@pytest.fixture(scope="module")
def embedder(node_settings: Settings) -> Embedder:
    return embedding.load(node_settings.embedding)


@pytest.fixture(scope="module")
def settings(node_settings: Settings, engine: Engine, embedder: Embedder) -> Settings:
    """A home whose index was looked at before anybody saves a search."""
    own = dataclasses.replace(node_settings, store_url=None)
    imports.run("catalogue", [REGION], own, Silent(), demo=True)
    pipeline.build(own, engine, embedder, Silent())
    judge(own, engine, embedder)
    return own


@pytest.fixture
def app(settings: Settings) -> Flask:
    return create_app(settings, str(settings.opensearch_url))


@pytest.fixture
def service(app: Flask) -> Iterator[str]:
    listener = web.bind("127.0.0.1", 0)
    with web.serving(app, listener):
        yield web.url(listener)


@pytest.mark.parametrize(("language", "size"), [("de", WIDE), ("cs", SMALL)], ids=["de", "cs"])
def test_a_search_is_saved_and_an_offer_that_fits_is_told_with_its_reason(
    app: Flask,
    service: str,
    settings: Settings,
    engine: Engine,
    embedder: Embedder,
    open_page: Callable[..., Page],
    tmp_path: Path,
    language: str,
    size: dict[str, int],
) -> None:
    way = WAYS[language]
    email = f"clerk-{language}@example.org"
    logged_in.staff(app, f"house-{language}", email=email, language=language)
    page = open_page(f"/{language}/", viewport=size)
    page.get_by_role("link", name=way["log in"]).click()
    page.get_by_label(way["email"]).fill(email)
    page.get_by_label(way["password"]).fill(logged_in.PASSWORD)
    page.get_by_role("button", name=way["log in"]).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(way["saved"])

    page.goto(f"/{language}/offers?q={way['words']}")
    page.get_by_role("link", name=way["save"]).click()
    expect(page.get_by_label(way["name"], exact=True)).to_have_value(re.compile(way["words"]))
    page.locator("#rhythm").select_option("at once")
    page.get_by_role("button", name=way["save"]).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(way["words"])
    saved = page.url
    expect(page.locator(".watch-alerts > li")).to_have_count(0)

    _offered(settings, engine, embedder, tmp_path, language)
    page.goto(saved)
    expect(page.locator(".watch-alerts > li")).to_have_count(1)
    told = page.locator(".watch-alerts > li")
    expect(told).to_contain_text(way["title"])
    expect(told.locator(".reasons, .reason").first).to_contain_text(way["words"])
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]

    page.get_by_role("link", name=way["ways"]).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(way["ways"])
    found = re.search(r"[^\s\"<>]*/feeds/[^\s\"<>]*alerts\.atom", page.content())
    assert found
    feed = requests.get(service + urlsplit(found[0]).path, timeout=20)
    assert feed.status_code == 200
    assert way["title"] in feed.content.decode()
    assert way["words"] in feed.content.decode()

    with receiving.inbox() as inbox:
        _mailed(dataclasses.replace(settings, **_mailing(inbox.url)), engine, embedder)
    (mail,) = inbox.got
    text = receiving.text_of(mail)
    assert mail["To"] == email
    assert way["title"] in text
    assert way["words"] in text
    assert f"/{language}/from-mail/" in text
    page.goto(urlsplit(_link(text, "/from-mail/unsubscribe/")).path)
    page.get_by_role("button", name=way["end"]).click()
    expect(page.locator("main")).to_contain_text(way["ended"])
    with receiving.inbox() as inbox:
        _offered(settings, engine, embedder, tmp_path, language, number=2)
        _mailed(dataclasses.replace(settings, **_mailing(inbox.url)), engine, embedder)
    assert inbox.got == []


def _mailing(url: str) -> dict[str, str]:
    return {
        "smtp_url": url,
        "mail_from": "PartnerNet <partnernet@example.org>",
        "address": "https://partner.example.org",
    }


def _mailed(settings: Settings, engine: Engine, embedder: Embedder) -> None:
    """Send what is due, as the job does every minute."""
    with store.opened(settings) as opened:
        digests.compose(opened)
        receiving.send(opened, settings, Searcher(engine, embedder))


def _link(text: str, part: str) -> str:
    return next(word for word in text.split() if part in word)


def _offered(
    settings: Settings,
    engine: Engine,
    embedder: Embedder,
    folder: Path,
    language: str,
    number: int = 1,
) -> None:
    """Import an offer that fits, and have it judged as the job does every hour."""
    way = WAYS[language]
    offer = {
        "type": "offer",
        "id": f"offer-new-{language}-{number}",
        "language": language,
        "country": way["country"],
        "title": f"{way['title']} {number}",
    }
    imported(settings, folder, [json.dumps(offer)], dataset=f"new-{language}-{number}")
    update.update(settings, engine, embedder, Silent())
    assert judge(settings, engine, embedder).alerts >= 1
