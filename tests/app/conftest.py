"""The application over a scripted searcher, on a day that stands still."""

from datetime import date
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from core.settings import Settings
from search_app import create_app
from tests.app.scripted import Scripted

TODAY = date(2026, 11, 23)


@pytest.fixture
def searcher() -> Scripted:
    return Scripted()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings of a new home."""
    return Settings.from_environment(
        {"PARTNERNET_DEVELOPMENT": "yes", "PARTNERNET_HOME": str(tmp_path)}
    )


@pytest.fixture
def app(settings: Settings, searcher: Scripted) -> Flask:
    return create_app(settings, "http://127.0.0.1:9", searcher, lambda: TODAY)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()
