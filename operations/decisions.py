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
from store.blocks import WHOLE, Block
from store.links import LinkDecision

D = TypeVar("D", Block, LinkDecision)

_NO_INDEX = "There is no index yet; the first build keeps to it."
_NOT_ALL = "The index is not up to date; the rest follows with `partnernet index update`."


@dataclass(frozen=True)
class Decided(Generic[D]):
    """A decision that is kept, and how far it is in effect."""

    decision: D
    unknown: tuple[str, ...]
    """What it names and no import knows now."""
    later: str
    """One sentence on what takes effect later and why; empty when all is in effect."""


def block(
    settings: Settings,
    progress: Progress,
    organisation: str,
    *,
    field: str = WHOLE,
    reason: str,
    author: str,
) -> Decided[Block]:
    """Block an organisation or one of its fields, whether any import knows it yet or not.

    ``organisation`` is the id of a record or ``scheme:value`` of a number. Raises BadRequest for a
    number that cannot be right, a field that cannot be blocked alone, and what is blocked already.
    """
    if field not in (WHOLE, *FIELDS):
        raise BadRequest(
            f"{field} cannot be blocked alone; one of these can: {', '.join(FIELDS)}.", "field"
        )
    subject = known.subject(organisation)
    keys = known.keys_of(settings, subject)
    with store.opened(settings) as opened:
        added = store.blocks.add(
            opened, organisation=subject, keys=keys, field=field, reason=reason, author=author
        )
    return Decided(added, () if keys else (subject,), _take_effect(settings, progress, added.keys))


def lift(
    settings: Settings, progress: Progress, block: int, *, reason: str, author: str
) -> Decided[Block]:
    """Lift a block. Raises NotFound; BadRequest when it was lifted before."""
    with store.opened(settings) as opened:
        lifted = store.blocks.lift(opened, block, reason=reason, author=author)
    return Decided(lifted, (), _take_effect(settings, progress, lifted.keys))


def decide(
    settings: Settings,
    progress: Progress,
    pair: tuple[str, str],
    *,
    same: bool,
    reason: str,
    author: str,
) -> Decided[LinkDecision]:
    """Decide whether two records, named by their ids, are one organisation.

    Raises BadRequest when both are one record, or when reason or author are missing.
    """
    with store.opened(settings) as opened:
        made = store.links.decide(opened, *pair, same=same, reason=reason, author=author)
    ids = (made.first, made.second)
    there = known.records_of(settings, ids)
    unknown = tuple(one for one in ids if one not in there)
    return Decided(made, unknown, _take_effect(settings, progress))


def undo(
    settings: Settings, progress: Progress, decision: int, *, author: str
) -> Decided[LinkDecision]:
    """Take a link decision back. Raises NotFound; BadRequest when it does not hold any more."""
    with store.opened(settings) as opened:
        undone = store.links.undo(opened, decision, author=author)
    return Decided(undone, (), _take_effect(settings, progress))


def _take_effect(settings: Settings, progress: Progress, blocked: Collection[str] = ()) -> str:
    """Bring what was decided into the live index; return what takes effect later, and why.

    ``blocked`` are the keys of what a block or its end is about, which is brought in at once.

    The decision is kept whatever happens here, so nothing that is expected is raised.
    """
    if settings.opensearch_url is None and not node.is_put_together(settings):
        return _NO_INDEX
    try:
        with node.running(settings, progress) as url:
            engine = Engine.connect(settings, url)
            try:
                return _refreshed(settings, engine, progress, blocked)
            finally:
                engine.close()
    except PartnerNetError as error:
        return (
            f"It takes effect with `partnernet up` or `partnernet index update`, not now: {error}"
        )


def _refreshed(
    settings: Settings, engine: Engine, progress: Progress, blocked: Collection[str]
) -> str:
    if not engine.has("organisations"):
        return _NO_INDEX
    embedder = embedding.load(settings.embedding)
    refresh.refreshed(settings, engine, embedder, progress, blocked)
    return "" if state.up_to_date(settings, engine, embedder) else _NOT_ALL
