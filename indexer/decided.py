"""What people decided, as far as it changes documents: blocks, and who is one organisation."""

import hashlib

import msgspec

import store
from core.settings import Settings
from indexer.linking.types import Decision
from indexer.privacy import BlockRule, Rules
from store import blocks, links


class Decided(msgspec.Struct, frozen=True, kw_only=True):
    """All that holds at one moment."""

    blocks: tuple[BlockRule, ...] = ()
    links: tuple[Decision, ...] = ()

    def rules(self, settings: Settings) -> Rules:
        """Return what may leave."""
        return Rules.of(self.blocks, natural_persons=settings.natural_persons)

    @property
    def state(self) -> str:
        """Hash that changes with any decision, and comes back when one is taken back."""
        return hashlib.blake2b(msgspec.json.encode(self), digest_size=8).hexdigest()


def load(settings: Settings) -> Decided:
    """Read what is decided now. Raises StoreUnavailable where the store does not answer."""
    with store.opened(settings) as opened:
        blocked = {BlockRule(block.keys, block.field) for block in blocks.active(opened)}
        linked = {
            Decision(first=one.first, second=one.second, same=one.same)
            for one in links.active(opened)
        }
    return Decided(
        blocks=tuple(sorted(blocked, key=lambda one: (one.keys, one.field))),
        links=tuple(sorted(linked, key=lambda one: (one.first, one.second))),
    )
