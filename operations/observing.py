"""How the service stands, for those who watch it: store, queue, engine and live index.

Each part is looked at alone and within seconds: what does not answer is told as away.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

import structlog

import store
from core import tally
from core.errors import PartnerNetError
from core.settings import Settings
from engine import versions
from engine.client import Engine
from engine.embedding import Embedder
from indexer import decided, state
from mappings import COLLECTIONS

_LOOK_SECONDS = 2.0
_log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Queue:
    """The jobs in the store."""

    jobs: Mapping[tuple[str, str], int]
    """How many, by kind and state."""
    oldest_waiting_seconds: float
    """Since when the job that waits longest could have run; 0 where none waits."""


@dataclass(frozen=True)
class LiveIndex:
    """The live version of a collection."""

    documents: int
    built: datetime
    fits: bool
    """Whether it has the mapping, the analysis, the recipe and the model that a build would use."""


@dataclass(frozen=True)
class Standing:
    """What was seen at one moment."""

    moment: datetime
    queue: Queue | None = None
    """None where the store does not answer, or is of another version."""
    indices: Mapping[str, LiveIndex] | None = None
    """By collection, those that are live; None where OpenSearch does not answer."""
    events: Mapping[str, int] = field(default_factory=dict)
    """Of :func:`core.tally.counts`."""


def look(settings: Settings, engine: Engine, embedder: Embedder) -> Standing:
    """Look at everything once. What cannot be asked is left out; nothing expected is raised."""
    now = datetime.now(UTC)
    return Standing(
        moment=now,
        queue=_queue(settings, now),
        indices=_indices(settings, engine, embedder),
        events=tally.counts(settings),
    )


def _queue(settings: Settings, now: datetime) -> Queue | None:
    try:
        with store.opened(settings) as opened:
            counted = store.jobs.by_kind(opened)
            waiting = store.jobs.waiting(opened, at=now)
    except PartnerNetError as error:
        _log.info("store not seen", reason=str(error))
        return None
    return Queue(
        jobs={(kind, str(state)): number for (kind, state), number in counted.items()},
        oldest_waiting_seconds=max(
            ((now - datetime.fromisoformat(one.due)).total_seconds() for one in waiting), default=0
        ),
    )


def _indices(settings: Settings, engine: Engine, embedder: Embedder) -> dict[str, LiveIndex] | None:
    try:
        wanted = state.wanted(embedder, state.imported(settings), decided.load(settings))
        found: dict[str, LiveIndex] = {}
        for collection in COLLECTIONS:
            about = versions.about(engine, engine.alias(collection))
            if about is None:
                continue
            answer = engine.client.count(
                index=engine.alias(collection), params={"request_timeout": _LOOK_SECONDS}
            )
            found[collection] = LiveIndex(
                documents=answer["count"],
                built=datetime.fromisoformat(about.built),
                fits=state.updatable(about, wanted[collection]),
            )
    except PartnerNetError as error:
        _log.info("index not seen", reason=str(error))
        return None
    return found
