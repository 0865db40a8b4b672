"""What is blocked is taken out of the versions that are kept to go back to.

They are never made anew: what is blocked in part is deleted whole, and what was unblocked stays
away. The update after going back brings both.
"""

from collections.abc import Mapping, Sequence
from contextlib import suppress

from msgspec import structs

from core.errors import NotFound
from core.progress import Silent
from core.settings import Settings
from engine import bulk, contents, versions
from engine.bulk import Item
from engine.client import Engine
from engine.versions import About
from indexer import decided
from indexer.identifiers import squeezed
from indexer.privacy import BlockRule


def from_kept(settings: Settings, engine: Engine) -> None:
    """Take what is blocked now out of the versions before the live ones, if there are any."""
    with suppress(NotFound):
        withdrawn(settings, engine, versions.previous(engine))


def withdrawn(settings: Settings, engine: Engine, indices: Mapping[str, str]) -> int:
    """Delete in ``indices``, named by collection, what was blocked since they were made.

    Returns how many documents those were. What holds then is noted in the indices.
    """
    known = {index: about for index in indices.values() if (about := versions.about(engine, index))}
    if not _since(decided.load(settings).blocks, known):
        return 0
    revision, held = decided.taken(settings, versions.newest_revision(engine))
    orders = _documents(engine, indices, _since(held.blocks, known))
    bulk.load(engine, orders, Silent(), revision=revision)
    for index, about in known.items():
        engine.client.indices.refresh(index=index)
        marks = tuple(sorted({*about.blocks, *held.marks}))
        versions.note(engine, index, structs.replace(about, blocks=marks))
    return len(orders)


def _since(blocks: Sequence[BlockRule], known: Mapping[str, About]) -> list[BlockRule]:
    """Return the blocks that do not hold in all indices."""
    marks = set.intersection(*(set(about.blocks) for about in known.values()))
    return [one for one in blocks if one.mark not in marks]


def _documents(
    engine: Engine, indices: Mapping[str, str], blocks: Sequence[BlockRule]
) -> list[Item]:
    """Return the orders to delete the organisations that ``blocks`` are about, and their offers."""
    keys = {one for block in blocks for one in block.keys}
    numbers = {squeezed(one.partition(":")[2]) for one in keys if ":" in one}
    told = {"id": keys, "aliases": keys, "identifiers": numbers}
    gone = set(contents.ids(engine, indices["organisations"], told))
    offers = contents.ids(engine, indices["offers"], {"organisation": keys | gone})
    return [
        *(Item(indices["organisations"], id_, None) for id_ in sorted(gone)),
        *(Item(indices["offers"], id_, None) for id_ in sorted(set(offers))),
    ]
