"""The application that links in mails lead to."""

from collections.abc import Callable

import pytest
from flask import Flask

from core.settings import Settings
from search_app.factory import create_app
from tests.app.scripted import Scripted


@pytest.fixture
def app_of() -> Callable[[Settings], Flask]:
    def made(settings: Settings) -> Flask:
        return create_app(settings, "http://127.0.0.1:9", Scripted())

    return made
