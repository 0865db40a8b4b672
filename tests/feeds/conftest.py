"""Somebody of a house, whose saved searches reported."""

from pathlib import Path

import pytest
from flask import Flask

from search_app import create_app
from tests.app.conftest import TODAY
from tests.app.scripted import Scripted
from tests.feeds.house import House, made
from tests.webhooks.reporting import settings_of


@pytest.fixture
def searcher() -> Scripted:
    return Scripted()


@pytest.fixture
def app(tmp_path: Path, searcher: Scripted) -> Flask:
    return create_app(settings_of(tmp_path), "http://127.0.0.1:9", searcher, lambda: TODAY)


@pytest.fixture
def house(app: Flask) -> House:
    return made(app)
