"""What a post says: docs/webhooks.md tells it to those who receive it."""

import hashlib
from collections.abc import Mapping
from typing import Any, Protocol

import msgspec

from matching.answer import Match, SearchAnswer
from store.alerts import Alert
from store.moments import iso, now
from store.watches import Watch
from store.webhooks import Webhook

_OF_A_THING = ("name", "language", "country", "locality", "date", "starts", "ends")
"""What is told of a document as it stands there, where it has it."""


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """What people read of an alert, in one language."""

    reasons: tuple[str, ...]
    """Why it fits, in words."""
    url: str | None
    """Of the thing's page; None where nobody said how the service is reached."""
    watch_url: str | None
    """Of the saved search's page."""


class Words(Protocol):
    """Makes words of codes. The catalogues lie with the pages, which know how to read them."""

    def told(self, watch: Watch, answer: SearchAnswer, language: str) -> Told:
        """Return what is read of the one match of ``answer``, in de, cs or en."""


def number(watch: Watch, alert: Alert) -> str:
    """Return what names an alert for receivers: the same whenever it is posted again.

    Of what it is about, not of its id, which another one gets after an older backup came back.
    """
    about = (watch.house, watch.id, watch.created, alert.collection, alert.thing, alert.content)
    digest = hashlib.blake2b(msgspec.json.encode(about), digest_size=16)
    return f"alert_{digest.hexdigest()}"


def of_alert(
    webhook: Webhook, watch: Watch, alert: Alert, answer: SearchAnswer, words: Words
) -> bytes:
    """Return the body that tells the one match of ``answer``."""
    match = answer.matches[0]
    told = words.told(watch, answer, webhook.language)
    data = {
        "house": watch.house,
        "watch": {"id": watch.id, "name": watch.name, "url": told.watch_url},
        "thing": {**_thing(alert, match), "url": told.url},
        "reasons": list(told.reasons),
        "reasons_language": webhook.language,
    }
    return _body("alert", alert.moment, data)


def of_test(webhook: Webhook) -> bytes:
    """Return the body of a post that only shows that posts arrive."""
    return _body("test", iso(now()), {"house": webhook.house})


def _thing(alert: Alert, match: Match) -> dict[str, Any]:
    document = match.document
    kind = document.get("type") or document.get("kind", "company")
    told = {field: document[field] for field in _OF_A_THING if document.get(field)}
    return {"id": match.id, "collection": alert.collection, "kind": kind, **told}


def _body(kind: str, moment: str, data: Mapping[str, Any]) -> bytes:
    return msgspec.json.encode({"type": kind, "timestamp": moment, "data": data})
