"""Index versions: their names, what is known about them, and the change from one to the next.

Mapping and analysis of a live index are never patched: a new version is filled beside it and takes
over its alias. Names are ``PREFIX-COLLECTION-SCHEMA-TIME``: 8 digits of the schema's hash, UTC to
the millisecond.
"""

import re
from collections.abc import Container, Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

import msgspec
import opensearchpy

from core.errors import BuildStopped, ModelMismatch, NotFound
from engine.about import About, ImportState, read
from engine.client import Engine
from engine.embedding import Embedder
from mappings import COLLECTIONS

__all__ = [
    "About",
    "ImportState",
    "about",
    "check_model",
    "create",
    "discard",
    "kept",
    "live",
    "live_all",
    "new_name",
    "newest_revision",
    "note",
    "pattern",
    "previous",
    "prune",
    "switch",
]

_HASH_DIGITS = 8
_TIME_DIGITS = 17
_KEPT_BEFORE = 1
"""Versions kept beside the live one, to go back to."""


def pattern(prefix: str, collection: str) -> re.Pattern[str]:
    """Return the pattern that the version names of ``collection`` match, and no other name."""
    name = re.escape(f"{prefix}-{collection}")
    return re.compile(rf"{name}-[0-9a-f]{{{_HASH_DIGITS}}}-[0-9]{{{_TIME_DIGITS}}}")


def new_name(prefix: str, collection: str, schema: str, now: datetime) -> str:
    """Return the name of a version with the schema's hash ``schema``, made at ``now``."""
    time = now.astimezone(UTC).strftime("%Y%m%d%H%M%S%f")[:_TIME_DIGITS]
    return f"{prefix}-{collection}-{schema[:_HASH_DIGITS]}-{time}"


def create(engine: Engine, collection: str, body: Mapping[str, Any], about: About) -> str:
    """Create an empty version from the compiled ``body`` and return its name.

    Raises BuildStopped where an index is in the place of the alias.
    """
    alias = engine.alias(collection)
    indices = engine.client.indices
    if indices.exists(index=alias) and not indices.exists_alias(name=alias):
        raise BuildStopped(
            f"There is an index named {alias}, which must be an alias; delete or rename it."
        )
    name = new_name(engine.prefix, collection, about.schema, datetime.now(UTC))
    mappings = {**body["mappings"], "_meta": msgspec.to_builtins(about)}
    indices.create(index=name, body={**body, "mappings": mappings})
    return name


def live(engine: Engine, collection: str) -> str | None:
    """Return the name of the version that is searched, None where there is none."""
    return next(iter(_behind_alias(engine, collection)), None)


def live_all(engine: Engine) -> dict[str, str]:
    """Return the live version of each collection that has one, by collection."""
    return {one: name for one in COLLECTIONS if (name := live(engine, one))}


def about(engine: Engine, version: str) -> About | None:
    """Return what ``version``, or the one behind an alias, was made from; None where none tells."""
    return next(iter(_described(engine, version).values()), None)


def kept(engine: Engine, collection: str) -> dict[str, About | None]:
    """Return all versions of ``collection`` with what they were made from, the oldest first.

    Indices whose name is no version's are not among them; None of a version that another release
    made.
    """
    name_of_version = pattern(engine.prefix, collection)
    found = _described(engine, f"{engine.alias(collection)}-*")
    # Names of one collection differ in schema, so the time decides, not the whole name.
    names = sorted(filter(name_of_version.fullmatch, found), key=lambda name: name[-_TIME_DIGITS:])
    return {name: found[name] for name in names}


def note(engine: Engine, version: str, known: About) -> None:
    """Let ``version`` describe itself as ``known``."""
    meta = msgspec.to_builtins(known)
    engine.client.indices.put_mapping(index=version, body={"_meta": meta})


def newest_revision(engine: Engine) -> int:
    """Return the largest revision that any version tells; 0 where there is none.

    What is written now must carry a larger one, also after the store came back from a backup.
    """
    told = (known for one in COLLECTIONS for known in kept(engine, one).values() if known)
    return max((max(known.revision, known.build) for known in told), default=0)


def switch(engine: Engine, versions: Mapping[str, str]) -> None:
    """Let the alias of each collection point at its new version, all in one change.

    ``versions`` are names by collection; the caller has verified them.
    """
    actions: list[dict[str, Any]] = []
    for collection, version in versions.items():
        alias = engine.alias(collection)
        actions += [
            {"remove": {"index": old, "alias": alias}}
            for old in _behind_alias(engine, collection)
            if old != version
        ]
        actions.append({"add": {"index": version, "alias": alias}})
    engine.client.indices.update_aliases(body={"actions": actions})


def previous(engine: Engine) -> dict[str, str]:
    """Return the versions that were live before the live ones, by collection.

    They were built together, and before the live ones; those that somebody rolled back from are
    not among them, nor those that never went live. Raises NotFound where there are none.
    """
    live = live_all(engine)
    if live.keys() != set(COLLECTIONS):
        raise NotFound("There is no index yet; run `partnernet index rebuild`.")
    of_build: dict[int, dict[str, str]] = {}
    for collection, current in live.items():
        told = kept(engine, collection)
        now = told.get(current)
        for name, known in told.items():
            if now and known and known.complete and not known.left and known.build < now.build:
                of_build.setdefault(known.build, {})[collection] = name
    whole = [build for build, names in of_build.items() if names.keys() == live.keys()]
    if not whole:
        raise NotFound(
            "No version is kept that was live before, so there is nothing to go back to; "
            "`partnernet index status` names what there is."
        )
    return of_build[max(whole)]


def prune(engine: Engine, collection: str, spared: Container[str] = ()) -> tuple[str, ...]:
    """Delete all versions but the live one, the newest complete one before it, and ``spared``.

    One that was rolled back from is not kept as the one before. Returns the names of the deleted.
    Indices whose name is no version's are never touched. For the holder of the build's lock only: a
    version that another build is filling would be taken for one that was broken off.
    """
    current = _behind_alias(engine, collection)
    others = {
        name: known for name, known in kept(engine, collection).items() if name not in current
    }
    whole = [name for name, known in others.items() if known and known.complete and not known.left]
    stay = whole[-_KEPT_BEFORE:]
    superfluous = tuple(name for name in others if name not in stay and name not in spared)
    discard(engine, superfluous)
    return superfluous


def discard(engine: Engine, versions: Iterable[str]) -> None:
    """Delete ``versions``; one that is gone already is no error.

    Raises ValueError, and deletes nothing, where one of them is not named as a version is.
    """
    names = list(versions)
    patterns = [pattern(engine.prefix, collection) for collection in COLLECTIONS]
    for name in names:
        if not any(one.fullmatch(name) for one in patterns):
            raise ValueError(f"{name} is no index version, so it is not deleted")
    for name in names:
        engine.client.indices.delete(index=name, params={"ignore_unavailable": "true"})


def check_model(engine: Engine, embedder: Embedder) -> None:
    """Raise ModelMismatch where a searched version was built with another model than ``embedder``.

    Vectors of two models have nothing to do with each other, so searching would find nonsense.
    """
    for collection in COLLECTIONS:
        known = about(engine, engine.searched(collection))
        if known and (known.model, known.dimension) != (embedder.model, embedder.dimension):
            raise ModelMismatch(
                f"The index of {collection} was built with the embedding model {known.model}, but "
                f"PARTNERNET_EMBEDDING now stands for {embedder.model}: set it back, or run "
                "`partnernet index rebuild`."
            )


def _behind_alias(engine: Engine, collection: str) -> list[str]:
    try:
        answer = engine.client.indices.get_alias(name=engine.alias(collection))
    except opensearchpy.NotFoundError:
        return []
    return sorted(answer)


def _described(engine: Engine, index: str) -> dict[str, About | None]:
    """Return the indices that the name, alias or pattern ``index`` stands for."""
    try:
        answer = engine.client.indices.get_mapping(index=index)
    except opensearchpy.NotFoundError:
        return {}
    return {name: read(found["mappings"].get("_meta")) for name, found in answer.items()}
