"""Which index versions there are, what each holds, and what became of it."""

from collections.abc import Mapping
from enum import StrEnum

import msgspec

from core.errors import NotFound
from engine import versions
from engine.about import About
from engine.client import Engine
from mappings import COLLECTIONS


class Role(StrEnum):
    """What a version is there for."""

    LIVE = "live"
    PREVIOUS = "previous"
    """A rollback leads to it."""
    HELD_BACK = "held_back"
    """Its verification stopped it; it is kept to be looked at."""
    LEFT = "left"
    """It was live until somebody rolled back from it."""
    OLDER = "older"
    """It was live once; the next rebuild removes it."""
    UNFINISHED = "unfinished"
    """It is being filled, or what filled it was broken off."""
    FOREIGN = "foreign"
    """Another release made it, and this one cannot read what it tells of itself."""


class Version(msgspec.Struct, frozen=True, kw_only=True):
    """An index version."""

    name: str
    collection: str
    role: Role
    documents: int
    bytes: int
    """On disk, without copies on other nodes."""
    about: About | None


def all_versions(engine: Engine) -> tuple[Version, ...]:
    """Return all versions of all collections, the newest of each first.

    Raises EngineUnavailable where OpenSearch does not answer.
    """
    live = versions.live_all(engine)
    back = _previous(engine)
    sizes = _sizes(engine)
    found = []
    for collection in COLLECTIONS:
        for name, about in reversed(versions.kept(engine, collection).items()):
            documents, size = sizes.get(name, (0, 0))
            role = role_of(name, about, live.get(collection), back.get(collection))
            found.append(
                Version(
                    name=name,
                    collection=collection,
                    role=role,
                    documents=documents,
                    bytes=size,
                    about=about,
                )
            )
    return tuple(found)


def role_of(name: str, about: About | None, live: str | None, previous: str | None) -> Role:
    """Return what the version ``name`` is there for."""
    if name == live:
        return Role.LIVE
    if name == previous:
        return Role.PREVIOUS
    if about is None:
        return Role.FOREIGN
    if about.held_back:
        return Role.HELD_BACK
    if about.left:
        return Role.LEFT
    return Role.OLDER if about.complete else Role.UNFINISHED


def _previous(engine: Engine) -> Mapping[str, str]:
    try:
        return versions.previous(engine)
    except NotFound:
        return {}


def _sizes(engine: Engine) -> dict[str, tuple[int, int]]:
    """Return documents and bytes by index, without copies."""
    answer = engine.client.indices.stats(index=f"{engine.prefix}-*", metric="docs,store")
    return {
        name: (told["primaries"]["docs"]["count"], told["primaries"]["store"]["size_in_bytes"])
        for name, told in answer["indices"].items()
    }
