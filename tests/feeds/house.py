"""A house with staff and a saved search, and how its feeds are read."""

from dataclasses import dataclass
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

import store
from search_app import service
from search_app.feeds.routes import KEY
from store import Store, feeds, members
from store.users import User
from store.watches import Watch
from tests.webhooks import reporting


@dataclass
class House:
    app: Flask
    opened: Store
    house: store.houses.House
    user: User
    watch: Watch
    client: FlaskClient

    def path(self, what: str = "alerts.atom", user: User | None = None) -> str:
        token = feeds.token(self.opened, self.app.config[KEY], user or self.user)
        return f"/feeds/{token}/{what}"

    def read(self, what: str = "alerts.atom", **headers: Any) -> TestResponse:
        return self.client.get(self.path(what), headers=headers)

    def report(self, thing: str = "cz-26168681", content: str = "a", *more: Watch) -> None:
        reporting.report(self.opened, *(more or (self.watch,)), thing=thing, content=content)


def made(app: Flask, key: str = "ihk", language: str = "cs") -> House:
    with app.app_context():
        opened = service.store()
    house = reporting.house(opened, key)
    user = members.add(
        opened,
        house,
        email=f"{key}@example.org",
        name="",
        language=language,
        role="member",
        author="test",
    )
    watch = reporting.watch(opened, house)
    return House(app, opened, house, user, watch, app.test_client())
