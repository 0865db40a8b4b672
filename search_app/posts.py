"""Words of what is posted to webhooks, made outside of a request: by the worker."""

from functools import cached_property

from apiflask import APIFlask

from core.settings import Settings
from matching.answer import SearchAnswer
from operations.alerts.stored import request_of
from operations.webhooks.payload import Told
from search_app import links, told
from search_app.factory import create_app
from search_app.service import Searching
from store.watches import Watch

_NOWHERE = "http://127.0.0.1:9"
"""Nothing is asked there: discard (RFC 863)."""


class Posts:
    """Words and addresses as the pages have them."""

    def __init__(self, settings: Settings, searcher: Searching) -> None:
        self._settings, self._searcher = settings, searcher

    def told(self, watch: Watch, answer: SearchAnswer, language: str) -> Told:
        """Return what is read of the one match of ``answer``, in de, cs or en."""
        with self._app.test_request_context(f"/{language}/"):
            path = links.to_record(request_of(watch), answer.matches[0].id)
            return Told(
                reasons=told.reasons(answer, watch),
                url=self._whole(path),
                watch_url=self._whole(f"/{language}/house/watches/{watch.id}"),
            )

    @cached_property
    def _app(self) -> APIFlask:
        """The application, of which only words and addresses are used."""
        return create_app(self._settings, _NOWHERE, self._searcher)

    def _whole(self, path: str) -> str | None:
        return f"{self._settings.address}{path}" if self._settings.address else None
