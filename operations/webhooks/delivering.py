"""Posts what is queued for webhooks, tries again what did not arrive, pauses what fails for days.

An alert arrives at least once: who is killed between a post and its note posts it again, under the
same number, by which receivers know it.
"""

import contextvars
import random
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal

import structlog

from core import points
from core.errors import BadRequest, NotFound
from core.progress import Progress
from operations.alerts import telling
from operations.alerts.telling import Fitting
from operations.webhooks import payload, signing
from operations.webhooks.payload import Words
from operations.webhooks.sending import Failure, NotArrived, Sender
from store import Store, deliveries, houses, watches, webhooks
from store.deliveries import Delivery
from store.moments import now
from store.webhooks import Webhook

AUTHOR = "webhooks"
"""Who pauses a webhook that fails."""

WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 300, 600, 840, 1200, 1440))
"""How long after each failure an alert is posted again: about three days together, as Standard
Webhooks recommends. After the last one it is given up."""
_JITTER = 0.2
"""Share by which a wait varies, so that what failed together does not come back together."""
_AT_ONCE = 8
"""Webhooks that are posted to at the same time, so that a slow one keeps few others waiting."""
_MOST_A_RUN = 200
"""Posts to one webhook in one run; the next run goes on."""
_RUN_SECONDS = 240.0
"""After which a run begins no post any more."""
_LOOK_SECONDS = 0.5

_Outcome = Literal["arrived", "untold", "failed"]

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, kw_only=True)
class Posting:
    """What posts are made with."""

    store: Store
    searcher: Fitting
    words: Words
    key: bytes
    """That the keys of webhooks follow from (core.keys.webhooks_key)."""
    sender: Sender = field(default_factory=Sender)

    def run(self, due: Sequence[Webhook], progress: Progress) -> dict[str, int]:
        """Post what is due for the webhooks ``due``; return how much arrived, failed, was untold.

        Raises what a search raises, StoreUnavailable, and what ``progress`` raises; what was noted
        until then stays, the rest is due still.
        """
        deadline = time.monotonic() + _RUN_SECONDS
        counted: Counter[str] = Counter()
        with _threads() as (pool, stop):
            working: set[Future[Counter[str]]] = {
                pool.submit(contextvars.copy_context().run, self._posted, one, deadline, stop)
                for one in due
            }
            while working:
                ended, working = wait(working, timeout=_LOOK_SECONDS)
                for one in ended:
                    counted += one.result()
                progress.advance(len(ended))
        return dict(counted)

    def _posted(self, webhook: Webhook, deadline: float, stop: threading.Event) -> Counter[str]:
        """Post what is due for one webhook, until one post fails: then it is left alone for now."""
        counted: Counter[str] = Counter()
        for delivery in deliveries.due(self.store, webhook, _MOST_A_RUN):
            if stop.is_set() or time.monotonic() > deadline:
                break
            outcome = self._one(webhook, delivery)
            counted[outcome] += 1
            if outcome == "failed":
                break
        return counted

    def _one(self, webhook: Webhook, delivery: Delivery) -> _Outcome:
        points.reached("webhook due")
        made = self._message(webhook, delivery)
        if made is None:
            deliveries.untold(self.store, delivery, "unfit")
            return "untold"
        number, body = made
        try:
            send(self.sender, self.key, webhook, number, body)
        except NotArrived as error:
            self._failed(webhook, delivery, error)
            return "failed"
        points.reached("webhook posted")
        deliveries.arrived(self.store, delivery)
        return "arrived"

    def _message(self, webhook: Webhook, delivery: Delivery) -> tuple[str, bytes] | None:
        """Return number and body; None where nothing may be told any more."""
        try:
            house = houses.named(self.store, webhook.house)
            watch = watches.one(self.store, house, delivery.alert.watch)
            answer = telling.answer_of(self.searcher, watch, delivery.alert)
        except (NotFound, BadRequest):
            # The saved search was deleted, or cannot be asked any more.
            return None
        if answer is None:
            return None
        body = payload.of_alert(webhook, watch, delivery.alert, answer, self.words)
        return payload.number(watch, delivery.alert), body

    def _failed(self, webhook: Webhook, delivery: Delivery, error: NotArrived) -> None:
        _log.info("a post did not arrive", webhook=webhook.id, reason=str(error))
        again = _again(delivery, error)
        since = deliveries.failed(self.store, delivery, str(error), again=again)
        gone = error.failure is Failure.GONE
        if gone or now() - since >= deliveries.PAUSED_AFTER:
            with self.store.writing() as connection:
                webhooks.give_up(connection, webhook, author=AUTHOR)


def send(sender: Sender, key: bytes, webhook: Webhook, number: str, body: bytes) -> None:
    """Sign and post one message. Raises NotArrived."""
    secret = webhooks.secret(key, webhook)
    headers = signing.headers(secret, number, int(time.time()), body)
    sender.post(webhook.url, headers, body)


def _again(delivery: Delivery, error: NotArrived) -> datetime | None:
    """Return when a failed post is tried again; None where it was tried often enough."""
    if delivery.attempts >= len(WAITS):
        return None
    varied = WAITS[delivery.attempts] * random.uniform(1 - _JITTER, 1 + _JITTER)
    return now() + max(varied, timedelta(seconds=error.wait_seconds or 0))


@contextmanager
def _threads() -> Iterator[tuple[ThreadPoolExecutor, threading.Event]]:
    """Yield threads and what tells them to end after the post that they are at."""
    stop = threading.Event()
    with ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="webhooks") as pool:
        try:
            yield pool, stop
        finally:
            stop.set()
