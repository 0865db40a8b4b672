"""What a person decides: kept in the store, then brought into the live index at once."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Generic, TypeVar

import store
from core.errors import BadRequest, PartnerNetError
from core.progress import Progress
from core.settings import Settings
from engine import embedding, node
from engine.client import Engine
from indexer import refresh, state
from indexer.privacy import FIELDS
from operations import known
from store import Store
from store.blocks import WHOLE, Block
from store.links import LinkDecision

D = TypeVar("D", Block, LinkDecision)

_NO_INDEX = "There is no index yet; the first build keeps to it."
_NOT_ALL = "The index is not up to date; the rest follows with `partnernet index update`."


@dataclass(frozen=True)
class Noted(Generic[D]):
    """A decision that is kept, and what it is about. The index does not know it yet."""

    decision: D
    unknown: tuple[str, ...] = ()
    """What it names and no import knows now."""
    keys: tuple[str, ...] = ()
    """Of the organisation that is brought into the index before all else; none where the decision
    is about a pair."""


@dataclass(frozen=True)
class Decided(Generic[D]):
    """A decision that is kept, and how far it is in effect."""

    decision: D
    unknown: tuple[str, ...]
    """What it names and no import knows now."""
    later: str
    """One sentence on what takes effect later and why; empty when all is in effect."""


def note_block(
    settings: Settings,
    opened: Store,
    organisation: str,
    *,
    field: str = WHOLE,
    reason: str,
    author: str,
) -> Noted[Block]:
    """Keep a block of an organisation or of one of its fields, known to any import or not.

    ``organisation`` is the id of a record or ``scheme:value`` of a number. Raises BadRequest for a
    number that cannot be right, a field that cannot be blocked alone, and what is blocked already.
    """
    if field not in (WHOLE, *FIELDS):
        raise BadRequest(
            f"{field} cannot be blocked alone; one of these can: {', '.join(FIELDS)}.", "field"
        )
    subject = known.subject(organisation)
    keys = known.keys_of(settings, subject)
    added = store.blocks.add(
        opened, organisation=subject, keys=keys, field=field, reason=reason, author=author
    )
    return Noted(added, () if keys else (subject,), added.keys)


def note_lift(opened: Store, block: int, *, reason: str, author: str) -> Noted[Block]:
    """Keep the end of a block. Raises NotFound; BadRequest when it was lifted before."""
    lifted = store.blocks.lift(opened, block, reason=reason, author=author)
    return Noted(lifted, (), lifted.keys)


def note_decision(
    settings: Settings,
    opened: Store,
    pair: tuple[str, str],
    *,
    same: bool,
    reason: str,
    author: str,
) -> Noted[LinkDecision]:
    """Keep whether two records, named by their ids, are one organisation.

    Raises BadRequest when both are one record, or when reason or author are missing.
    """
    made = store.links.decide(opened, *pair, same=same, reason=reason, author=author)
    ids = (made.first, made.second)
    there = known.records_of(settings, ids)
    return Noted(made, tuple(one for one in ids if one not in there))


def note_undo(opened: Store, decision: int, *, author: str) -> Noted[LinkDecision]:
    """Keep that a decision is taken back. Raises NotFound; BadRequest when it holds no more."""
    return Noted(store.links.undo(opened, decision, author=author))


def block(
    settings: Settings,
    progress: Progress,
    organisation: str,
    *,
    field: str = WHOLE,
    reason: str,
    author: str,
) -> Decided[Block]:
    """Block an organisation or a field at once; as :func:`note_block`."""
    with store.opened(settings) as opened:
        noted = note_block(
            settings, opened, organisation, field=field, reason=reason, author=author
        )
    return _in_effect(settings, progress, noted)


def lift(
    settings: Settings, progress: Progress, block: int, *, reason: str, author: str
) -> Decided[Block]:
    """Lift a block at once; as :func:`note_lift`."""
    with store.opened(settings) as opened:
        noted = note_lift(opened, block, reason=reason, author=author)
    return _in_effect(settings, progress, noted)


def decide(
    settings: Settings,
    progress: Progress,
    pair: tuple[str, str],
    *,
    same: bool,
    reason: str,
    author: str,
) -> Decided[LinkDecision]:
    """Decide about two records at once; as :func:`note_decision`."""
    with store.opened(settings) as opened:
        noted = note_decision(settings, opened, pair, same=same, reason=reason, author=author)
    return _in_effect(settings, progress, noted)


def undo(
    settings: Settings, progress: Progress, decision: int, *, author: str
) -> Decided[LinkDecision]:
    """Take a link decision back at once; as :func:`note_undo`."""
    with store.opened(settings) as opened:
        noted = note_undo(opened, decision, author=author)
    return _in_effect(settings, progress, noted)


def take_effect(settings: Settings, progress: Progress, keys: Collection[str] = ()) -> str:
    """Bring what was decided into the live index; return what takes effect later, and why.

    ``keys`` are those of what a block or its end is about, which is brought in at once. Raises
    EngineUnavailable, ModelMismatch and DataError; what was decided is kept whatever happens.
    """
    if settings.opensearch_url is None and not node.is_put_together(settings):
        return _NO_INDEX
    with node.running(settings, progress) as url:
        engine = Engine.connect(settings, url)
        try:
            return _refreshed(settings, engine, progress, keys)
        finally:
            engine.close()


def _in_effect(settings: Settings, progress: Progress, noted: Noted[D]) -> Decided[D]:
    """Bring a decision in. It is kept whatever happens, so nothing that is expected is raised."""
    try:
        later = take_effect(settings, progress, noted.keys)
    except PartnerNetError as error:
        later = (
            f"It takes effect with `partnernet up` or `partnernet index update`, not now: {error}"
        )
    return Decided(noted.decision, noted.unknown, later)


def _refreshed(
    settings: Settings, engine: Engine, progress: Progress, keys: Collection[str]
) -> str:
    if not engine.has("organisations"):
        return _NO_INDEX
    embedder = embedding.load(settings.embedding)
    refresh.refreshed(settings, engine, embedder, progress, keys)
    return "" if state.up_to_date(settings, engine, embedder) else _NOT_ALL
