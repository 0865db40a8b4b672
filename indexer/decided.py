"""What people decided, as far as it changes documents: blocks, links, and the language data."""

import hashlib

import msgspec

import store
from analyzers.overlay import NOTHING, Overlay
from core.settings import Settings
from indexer.linking.types import Decision
from indexer.privacy import BlockRule, Rules
from store import Store, blocks, links
from store import overlay as overlays


class Decided(msgspec.Struct, frozen=True, kw_only=True):
    """All that holds at one moment."""

    blocks: tuple[BlockRule, ...] = ()
    links: tuple[Decision, ...] = ()
    overlay: Overlay = NOTHING
    """Changes of the language data. A version keeps the one that it was built with."""

    def rules(self, settings: Settings) -> Rules:
        """Return what may leave."""
        return Rules.of(self.blocks, natural_persons=settings.natural_persons)

    @property
    def state(self) -> str:
        """Hash that changes with any block or link, and comes back when one is taken back."""
        content = msgspec.json.encode((self.blocks, self.links))
        return hashlib.blake2b(content, digest_size=8).hexdigest()

    @property
    def marks(self) -> tuple[str, ...]:
        """Marks of the blocks."""
        return tuple(sorted(one.mark for one in self.blocks))


def load(settings: Settings) -> Decided:
    """Read what is decided now. Raises StoreUnavailable where the store does not answer."""
    with store.opened(settings) as opened:
        return _read(opened)


def taken(settings: Settings, beyond: int) -> tuple[int, Decided]:
    """Return a new revision, larger than ``beyond``, and what is decided at it or later.

    What is written with the revision is therefore never older than what has a smaller one.
    """
    with store.opened(settings) as opened:
        revision = store.next_revision(opened, beyond)
        return revision, _read(opened)


def _read(opened: Store) -> Decided:
    blocked = {BlockRule(block.keys, block.field) for block in blocks.active(opened)}
    linked = {
        Decision(first=one.first, second=one.second, same=one.same) for one in links.active(opened)
    }
    return Decided(
        blocks=tuple(sorted(blocked, key=lambda one: (one.keys, one.field))),
        links=tuple(sorted(linked, key=lambda one: (one.first, one.second))),
        overlay=overlays.current(opened),
    )
