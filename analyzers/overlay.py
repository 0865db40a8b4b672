"""What people who know the trade add to the language data of the files, or take from it.

An overlay goes live with an index version that was built with it, so several can be in use at one
time: one searches while another is indexed. Whoever works under one says so::

    with overlay.applied(changes):
        ...  # glossary, stop words, compound parts and analysis are those of files and changes

It holds in the thread that says it, and costs nothing where nothing was changed.
"""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Set
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache, wraps
from typing import Literal, ParamSpec, TypeVar

import msgspec

from analyzers.entry import Entry

P = ParamSpec("P")
R = TypeVar("R")

Kind = Literal["term", "stop_word", "compound_part", "protected_word"]
KINDS: tuple[Kind, ...] = ("term", "stop_word", "compound_part", "protected_word")

AT_ONCE = 4
"""Overlays that caches have room for: the live one, the one before it, the one that is built or
tried, and none."""


class Listed(msgspec.Struct, frozen=True, kw_only=True):
    """Changes of one list of words."""

    kind: Kind
    language: str
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()

    def of(self, words: Set[str]) -> frozenset[str]:
        """Return ``words`` of the files with these changes."""
        return (frozenset(words) - frozenset(self.removed)) | frozenset(self.added)


class Overlay(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Changes of the language data. The same changes are the same overlay, in whatever order they
    were made; see :meth:`sorted`."""

    entries: tuple[Entry, ...] = ()
    """Of the glossary: new ones, and those that stand for the file's entry of the same id."""
    removed: tuple[str, ...] = ()
    """Ids of entries of the files that do not hold."""
    lists: tuple[Listed, ...] = ()

    def words(self, kind: Kind, language: str) -> Listed:
        """Return the changes of one list, which may be none."""
        for listed in self.lists:
            if (listed.kind, listed.language) == (kind, language):
                return listed
        return Listed(kind=kind, language=language)

    def sorted(self) -> "Overlay":
        """Return the same changes in the one order that overlays are kept and compared in."""
        lists = (
            msgspec.structs.replace(
                one, added=tuple(sorted(set(one.added))), removed=tuple(sorted(set(one.removed)))
            )
            for one in self.lists
            if one.added or one.removed
        )
        return Overlay(
            entries=tuple(sorted(self.entries, key=lambda entry: entry.id)),
            removed=tuple(sorted(set(self.removed))),
            lists=tuple(sorted(lists, key=lambda one: (one.kind, one.language))),
        )

    def __bool__(self) -> bool:
        """Tell whether anything is changed."""
        return bool(self.entries or self.removed or self.lists)


NOTHING = Overlay()


def digest(overlay: Overlay) -> str:
    """Return a hash of the changes, 16 hexadecimal digits; empty where there are none."""
    return _hash(overlay) if overlay else ""


class _Applied(msgspec.Struct, frozen=True):
    """An overlay that holds, with a key of what it changes of each kind."""

    overlay: Overlay
    keys: Mapping[Kind, str]


_NOTHING = _Applied(NOTHING, dict.fromkeys(KINDS, ""))
_current: ContextVar[_Applied | None] = ContextVar("overlay", default=None)


def current() -> Overlay:
    """Return the overlay that holds here; :data:`NOTHING` unless one was applied."""
    return (_current.get() or _NOTHING).overlay


@contextmanager
def applied(overlay: Overlay) -> Iterator[None]:
    """Let ``overlay`` hold within the block, in this thread, instead of what held before."""
    token = _current.set(_Applied(overlay, _keys(overlay)))
    try:
        yield
    finally:
        _current.reset(token)


def cached(*kinds: Kind, maxsize: int) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Keep up to ``maxsize`` results of a function that depends on its arguments, which are
    hashable, and on what the overlay changes of ``kinds``."""

    def kept(function: Callable[P, R]) -> Callable[P, R]:
        @lru_cache(maxsize=maxsize)
        def found(_key: tuple[str, ...], *args: P.args, **kwargs: P.kwargs) -> R:
            return function(*args, **kwargs)

        @wraps(function)
        def of_current(*args: P.args, **kwargs: P.kwargs) -> R:
            keys = (_current.get() or _NOTHING).keys
            key = tuple([keys[kind] for kind in kinds])
            return found(key, *args, **kwargs)  # type: ignore[arg-type]  # hashable, see above

        return of_current

    return kept


def _keys(overlay: Overlay) -> Mapping[Kind, str]:
    return {kind: digest(_only(overlay, kind)) for kind in KINDS} if overlay else _NOTHING.keys


def _only(overlay: Overlay, kind: Kind) -> Overlay:
    if kind == "term":
        return Overlay(entries=overlay.entries, removed=overlay.removed)
    return Overlay(lists=tuple(one for one in overlay.lists if one.kind == kind))


def _hash(overlay: Overlay) -> str:
    return hashlib.blake2b(msgspec.json.encode(overlay.sorted()), digest_size=8).hexdigest()
