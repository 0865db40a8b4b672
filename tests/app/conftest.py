"""The application over a scripted searcher, on a day that stands still."""

from datetime import date

import pytest
from flask.testing import FlaskClient

from core.settings import Settings
from search_app import create_app
from tests.app.scripted import Scripted

TODAY = date(2026, 11, 23)


@pytest.fixture
def searcher() -> Scripted:
    return Scripted()


@pytest.fixture
def client(searcher: Scripted) -> FlaskClient:
    settings = Settings.from_environment({"PARTNERNET_DEVELOPMENT": "yes"})
    return create_app(settings, "http://127.0.0.1:9", searcher, lambda: TODAY).test_client()
