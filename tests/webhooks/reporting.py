"""A house whose saved search reports, and what posts it."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import store
from core.settings import Settings
from matching.request import SearchRequest
from operations.alerts import saving
from operations.webhooks import delivering
from operations.webhooks.delivering import Posting
from operations.webhooks.sending import Sender
from search_app.posts import Posts
from store import Store, alerts, deliveries, houses, webhooks
from store.alerts import Fit, Thing
from store.houses import House
from store.watches import Watch
from tests.app.scripted import Scripted

AUTHOR = "clerk@example.org"
KEY = bytes(range(32))
_CLOCKED: tuple[ModuleType, ...] = (alerts, deliveries, webhooks, delivering)


def settings_of(folder: Path) -> Settings:
    own = {
        "PARTNERNET_HOME": str(folder),
        "PARTNERNET_ADDRESS": "https://partner.example.org",
    }
    return Settings.from_environment(own)


class Clock:
    """A clock that goes on when it is told to."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.moment = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
        for module in _CLOCKED:
            monkeypatch.setattr(module, "now", lambda: self.moment)

    def go_on(self, **by: float) -> None:
        self.moment += timedelta(**by)


def house(opened: Store, key: str = "ihk-chemnitz") -> House:
    return houses.add(opened, key=key, name=key.upper(), author=AUTHOR)


def watch(opened: Store, of: House, text: str = "Drehteile", **asked: Any) -> Watch:
    request = SearchRequest(text=text, language="de", **asked)
    return saving.save(opened, of, text, request, author=AUTHOR)


def report(opened: Store, *watched: Watch, thing: str = "cz-26168681", content: str = "a") -> None:
    """Let the watches report a thing."""
    fit = Fit(
        thing=Thing(id=thing, hash=content, content=content),
        watches=frozenset(one.id for one in watched),
    )
    assert alerts.note(opened, watched[0].collection, [fit]) == len(watched)


def posting(opened: Store, settings: Settings, searcher: Scripted, sender: Sender) -> Posting:
    return Posting(
        store=opened,
        searcher=searcher,
        words=Posts(settings, searcher),
        key=KEY,
        sender=sender,
    )


def opened_in(folder: Path) -> Any:
    settings = settings_of(folder)
    store.upgrade(settings)
    return store.opened(settings)
