"""Who asked, as far as counting needs it: kept in memory as keyed hashes, and nowhere else."""

import hashlib
import secrets
from collections import OrderedDict
from collections.abc import Callable

ENOUGH = 3
"""Addresses that have to ask for a text that may be a name, before it is counted: of two, each
still knows that the other is one person."""
PAUSE_SECONDS = 600.0
"""Within which the same address asking the same is a reload, or a way back from a record."""
_MOST = 10_000
"""Texts and askers remembered, the newest: a few megabytes."""

Key = tuple[str, ...]


class Askers:
    """For one thread. The key of the hashes ends with the process, so nobody can be found again."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock, self._secret = clock, secrets.token_bytes(32)
        self._last: OrderedDict[bytes, float] = OrderedDict()
        self._of_texts: OrderedDict[bytes, set[bytes]] = OrderedDict()

    def again(self, asker: str, asked: Key) -> bool:
        """Tell whether ``asker`` asked the same a moment ago, and remember that it was asked."""
        key, now = self._hash(asker, *asked), self._clock()
        before = self._last.pop(key, None)
        self._last[key] = now
        if len(self._last) > _MOST:
            self._last.popitem(last=False)
        return before is not None and now - before < PAUSE_SECONDS

    def enough(self, asker: str, text: str) -> bool:
        """Tell whether enough addresses asked for ``text``, this one among them."""
        key = self._hash(text)
        known = self._of_texts.pop(key, set())
        if len(known) < ENOUGH:
            known.add(self._hash(asker))
        self._of_texts[key] = known
        if len(self._of_texts) > _MOST:
            self._of_texts.popitem(last=False)
        return len(known) >= ENOUGH

    def _hash(self, *parts: str) -> bytes:
        content = "\0".join(parts).encode("utf-8", "replace")
        return hashlib.blake2b(content, key=self._secret, digest_size=16).digest()
