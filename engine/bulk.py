"""Sends documents to OpenSearch: large requests, a bounded queue, every answer read."""

import random
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextvars import copy_context
from dataclasses import dataclass
from threading import Event
from typing import Any

import msgspec
import opensearchpy
import structlog

from core import watching
from core.errors import BuildStopped, EngineUnavailable
from core.progress import Progress
from engine.client import Engine

_REQUEST_BYTES = 2_500_000
"""Half of what is often advised: 2,400 documents/s instead of 1,750 (16,000 of 6 kB, 1 GB heap)."""
_SENDERS = 4
"""Requests on the way at once: two cores were idle now and then with two (measured)."""
_WAITING = 2
"""Requests that wait for a sender; more would only take memory."""
_ATTEMPTS = 7
_FIRST_PAUSE_SECONDS = 0.5
"""Doubled each time: a busy or restarting engine has half a minute to come back."""
_REQUEST_SECONDS = 300
_BUSY = {429, 503}
_MOST_FAILURES = 100
"""Refused documents after which going on tells nothing new."""
_SHOWN_FAILURES = 3

_log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Item:
    """A document on its way, or the order to delete it."""

    index: str
    id: str
    source: bytes | None
    """JSON on one line; None deletes what has the id, if anything has."""


@dataclass(frozen=True)
class Failure:
    """A document that OpenSearch refused."""

    id: str
    reason: str


def load(engine: Engine, items: Iterable[Item], progress: Progress) -> Counter[str]:
    """Index or delete ``items`` and return how many each index was sent.

    Reads ``items`` only a few requests ahead. What meets a busy engine is sent again after growing
    pauses; all is indexed under its id, so that a repeated document does no harm.
    Raises BuildStopped naming documents that were refused, EngineUnavailable when OpenSearch stays
    busy or away.
    """
    sent: Counter[str] = Counter()
    failures: list[Failure] = []
    on_the_way: deque[Future[list[Failure]]] = deque()
    stopped = Event()
    with ThreadPoolExecutor(_SENDERS, "bulk") as senders:
        try:
            for request in _requests(items):
                on_the_way.append(
                    senders.submit(copy_context().run, _send, engine, request, stopped)
                )
                sent.update(item.index for item in request)
                if len(on_the_way) >= _SENDERS + _WAITING:
                    failures += on_the_way.popleft().result()
                if len(failures) >= _MOST_FAILURES:
                    break
                progress.advance(len(request))
            for future in on_the_way:
                failures += future.result()
        except BaseException:
            stopped.set()
            senders.shutdown(wait=True, cancel_futures=True)
            raise
    _refuse(failures)
    return sent


def _requests(items: Iterable[Item]) -> Iterator[list[Item]]:
    request: list[Item] = []
    size = 0
    for item in items:
        request.append(item)
        size += len(item.source or b"")
        if size >= _REQUEST_BYTES:
            yield request
            request, size = [], 0
    if request:
        yield request


def _send(engine: Engine, request: list[Item], stopped: Event) -> list[Failure]:
    """Send ``request`` until nothing in it is busy; return what was refused."""
    failures: list[Failure] = []
    for attempt in range(_ATTEMPTS):
        if attempt:
            pause = _FIRST_PAUSE_SECONDS * 2 ** (attempt - 1)
            if stopped.wait(random.uniform(0.5, 1.5) * pause):
                return failures
        try:
            answers = _answers(engine, request)
        except EngineUnavailable:
            if attempt == _ATTEMPTS - 1:
                raise
            continue
        busy = []
        for item, answer in zip(request, answers, strict=True):
            if answer["status"] in _BUSY:
                busy.append(item)
            elif "error" in answer:
                failures.append(Failure(item.id, _reason(answer["error"])))
        if not busy:
            return failures
        request = busy
    raise EngineUnavailable(
        f"OpenSearch is too busy to take {len(request)} documents; try again later."
    )


def _answers(engine: Engine, request: list[Item]) -> list[dict[str, Any]]:
    """Return status and error of each item, in order."""
    lines = bytearray()
    for item in request:
        action = "delete" if item.source is None else "index"
        lines += msgspec.json.encode({action: {"_index": item.index, "_id": item.id}}) + b"\n"
        if item.source is not None:
            lines += item.source + b"\n"
    try:
        answer = engine.client.bulk(
            body=bytes(lines),
            params={
                "filter_path": "items.*.status,items.*.error",
                "request_timeout": _REQUEST_SECONDS,
            },
        )
    except opensearchpy.TransportError as error:
        # For some faults, such as an id that is too long, all is refused because of one.
        raise BuildStopped(
            f"OpenSearch refused the documents {request[0].id} to {request[-1].id}, so the "
            f"previous index stays live: {_whole(error)}"
        ) from error
    return [told for item in answer["items"] for told in item.values()]


def _whole(error: opensearchpy.TransportError) -> str:
    """Return why a whole request was refused."""
    told = error.info.get("error") if isinstance(error.info, dict) else None
    return _reason(told) if told else f"status {error.status_code}"


def _reason(error: Any) -> str:
    """Return what an ``error`` object of OpenSearch says, or what stands in its place."""
    if not isinstance(error, dict):
        return str(error)
    cause = error.get("caused_by", {}).get("reason", "")
    return f"{error['type']}: {error['reason']}" + (f" ({cause})" if cause else "")


def _refuse(failures: list[Failure]) -> None:
    """Raise BuildStopped where there are failures; all of them go to the log."""
    if not failures:
        return
    watching.happened("bulk_refused", len(failures))
    for failure in failures:
        _log.error("document refused", id=failure.id, reason=failure.reason)
    shown = "; ".join(f"{failure.id}: {failure.reason}" for failure in failures[:_SHOWN_FAILURES])
    raise BuildStopped(
        f"OpenSearch refused {len(failures)} documents, so the previous index stays live. "
        f"All are in the log; the first: {shown}"
    )
