"""Sends documents to OpenSearch: large requests, a bounded queue, every answer read."""

import random
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Sized
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
from engine.pace import Pace
from engine.repeating import NODE_LOST

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
_NEWER = 409
"""The index has the document with this revision already, or with a newer one."""
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


def load(
    engine: Engine,
    items: Iterable[Item],
    progress: Progress,
    *,
    revision: int | None = None,
    rate: float | None = None,
    acknowledged: Callable[[int], None] = lambda _: None,
) -> Counter[str]:
    """Index or delete ``items`` and return how many each index was sent.

    Reads ``items`` only a few requests ahead, and sends ``rate`` a second at most. What meets a
    busy engine is sent again after growing pauses; all is indexed under its id, so that a repeated
    document does no harm. With a ``revision``, what has the same one or a newer one already stays
    as it is. ``acknowledged`` is told, in their order, how many more items are safe in the index.

    Raises BuildStopped naming documents that were refused, EngineUnavailable when OpenSearch stays
    busy or away.
    """
    sent: Counter[str] = Counter()
    failures: list[Failure] = []
    on_the_way: deque[tuple[int, Future[list[Failure]]]] = deque()
    stopped = Event()
    pace = Pace(rate)

    def read_answer() -> None:
        count, future = on_the_way.popleft()
        failures.extend(future.result())
        if not failures:
            acknowledged(count)

    with ThreadPoolExecutor(_SENDERS, "bulk") as senders:
        try:
            for request in _requests(items, pace.part):
                pace.wait(len(request))
                run = copy_context().run
                future = senders.submit(run, _send, engine, request, revision, stopped)
                on_the_way.append((len(request), future))
                sent.update(item.index for item in request)
                while on_the_way and (_are_many(on_the_way) or on_the_way[0][1].done()):
                    read_answer()
                if len(failures) >= _MOST_FAILURES:
                    break
                progress.advance(len(request))
            while on_the_way:
                read_answer()
        except BaseException:
            stopped.set()
            senders.shutdown(wait=True, cancel_futures=True)
            raise
    _refuse(failures)
    return sent


def _are_many(on_the_way: Sized) -> bool:
    return len(on_the_way) >= _SENDERS + _WAITING


def _requests(items: Iterable[Item], most: int | None) -> Iterator[list[Item]]:
    """Yield items in requests of a good size, of ``most`` items."""
    request: list[Item] = []
    size = 0
    for item in items:
        request.append(item)
        size += len(item.source or b"")
        if size >= _REQUEST_BYTES or len(request) == most:
            yield request
            request, size = [], 0
    if request:
        yield request


def _send(
    engine: Engine, request: list[Item], revision: int | None, stopped: Event
) -> list[Failure]:
    """Send ``request`` until nothing in it is busy; return what was refused."""
    failures: list[Failure] = []
    for attempt in range(_ATTEMPTS):
        if attempt:
            pause = _FIRST_PAUSE_SECONDS * 2 ** (attempt - 1)
            if stopped.wait(random.uniform(0.5, 1.5) * pause):
                return failures
        try:
            answers = _answers(engine, request, revision)
        except EngineUnavailable:
            if attempt == _ATTEMPTS - 1:
                raise
            continue
        busy = []
        for item, answer in zip(request, answers, strict=True):
            if answer["status"] in _BUSY or _type(answer) in NODE_LOST:
                busy.append(item)
            elif "error" in answer and not (revision and answer["status"] == _NEWER):
                failures.append(Failure(item.id, _reason(answer["error"])))
        if not busy:
            return failures
        request = busy
    raise EngineUnavailable(
        f"OpenSearch is too busy to take {len(request)} documents; try again later."
    )


def _answers(engine: Engine, request: list[Item], revision: int | None) -> list[dict[str, Any]]:
    """Return status and error of each item, in order."""
    lines = bytearray()
    external = {} if revision is None else {"version": revision, "version_type": "external"}
    for item in request:
        action = "delete" if item.source is None else "index"
        told = {action: {"_index": item.index, "_id": item.id, **external}}
        lines += msgspec.json.encode(told) + b"\n"
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


def _type(answer: dict[str, Any]) -> str:
    """Return what kind of error an item's answer tells of; empty where it tells of none."""
    error = answer.get("error")
    return str(error.get("type", "")) if isinstance(error, dict) else ""


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
