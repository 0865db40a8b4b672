"""The application over a scripted searcher."""

import pytest
from flask.testing import FlaskClient

from core.settings import Settings
from search_app import create_app
from tests.app.scripted import Scripted


@pytest.fixture
def searcher() -> Scripted:
    return Scripted()


@pytest.fixture
def client(searcher: Scripted) -> FlaskClient:
    settings = Settings.from_environment({"PARTNERNET_DEVELOPMENT": "yes"})
    return create_app(settings, "http://127.0.0.1:9", searcher).test_client()
