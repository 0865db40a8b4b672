"""Tells of each search to those who count what is searched for."""

import re
import weakref
from typing import cast

from flask import Flask, current_app, request

from core.settings import Settings
from matching.answer import SearchAnswer
from matching.request import SearchRequest
from operations.asked import Recorder, Searched
from search_app import service

_KEY = "partnernet-asked"
_ROBOT = re.compile(r"bot\b|crawl|spider|slurp", re.IGNORECASE)
"""What robots that say who they are call themselves; they ask for what was linked, not for what
somebody needs."""


def install(app: Flask, settings: Settings) -> None:
    """Count the searches of ``app``; what waits is written when it goes."""
    recorder = Recorder(service.opener(app), settings.queries_days)
    app.extensions[_KEY] = recorder
    weakref.finalize(app, recorder.close)


def note(wanted: SearchRequest, answer: SearchAnswer) -> None:
    """Count a search that was answered; costs a search next to nothing, whatever the store does."""
    if _ROBOT.search(request.user_agent.string):
        return
    searched = Searched.of(wanted, answer, request.remote_addr or "")
    if searched:
        recorder().take(searched)


def recorder() -> Recorder:
    """Return the recorder of the current application."""
    return cast(Recorder, current_app.extensions[_KEY])
