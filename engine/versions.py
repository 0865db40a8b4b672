"""Index versions: their names, what is known about them, and the change from one to the next.

Mapping and analysis of a live index are never patched: a new version is filled beside it and takes
over its alias. Names are ``PREFIX-COLLECTION-SCHEMA-TIME``: 8 digits of the schema's hash, UTC to
the millisecond.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

import msgspec
import opensearchpy

from analyzers.overlay import NOTHING, Overlay
from core.errors import BuildStopped, ModelMismatch
from engine.client import Engine
from engine.embedding import Embedder
from mappings import COLLECTIONS

_HASH_DIGITS = 8
_TIME_DIGITS = 17
_KEPT_BEFORE = 1
"""Versions kept beside the live one, to go back to."""


class ImportState(msgspec.Struct, frozen=True, kw_only=True):
    """An import that went into a version."""

    dataset: str
    state: str
    """Hash of its rows."""
    records: int
    rejected: int


class About(msgspec.Struct, frozen=True, kw_only=True):
    """What a version was made from. It stands in ``_meta`` of the version's mapping."""

    model: str
    """Name of the embedding model, see :class:`engine.embedding.Embedder`."""
    dimension: int
    schema: str
    """Hash of mapping and analysis."""
    recipe: str
    """Hash of the code and code lists that make documents of records."""
    built: str
    """UTC, ISO 8601."""
    imports: tuple[ImportState, ...]
    rejected_share: float
    """Of all rows of all imports, 0 to 1."""
    decisions: str = ""
    """Hash of the blocks and link decisions that held."""
    overlay: Overlay = NOTHING
    """What people changed of the language data: whoever searches a version does it with that."""
    complete: bool = False
    """False until all documents have been verified; a version without it was never live."""


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


def about(engine: Engine, version: str) -> About | None:
    """Return what ``version``, or the one behind an alias, was made from; None where none tells."""
    return next(iter(_described(engine, version).values()), None)


def complete(engine: Engine, version: str, known: About) -> None:
    """Note in ``version`` that it holds all that it is made from by ``known``."""
    meta = msgspec.to_builtins(msgspec.structs.replace(known, complete=True))
    engine.client.indices.put_mapping(index=version, body={"_meta": meta})


def switch(engine: Engine, versions: Mapping[str, str]) -> None:
    """Let the alias of each collection point at its new version, all in one change.

    ``versions`` are names by collection; the caller has verified them, which is noted first.
    """
    for version in versions.values():
        known = about(engine, version)
        if known:
            complete(engine, version, known)
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


def prune(engine: Engine, collection: str) -> tuple[str, ...]:
    """Delete all versions but the live one and the newest other one that was complete.

    Returns the names of the deleted. Indices whose name is no version's are never touched. For
    the holder of the build's lock only: a version that another build is filling would be taken
    for one that was broken off.
    """
    current = _behind_alias(engine, collection)
    name_of_version = pattern(engine.prefix, collection)
    others = {
        name: known
        for name, known in _described(engine, f"{engine.alias(collection)}-*").items()
        if name_of_version.fullmatch(name) and name not in current
    }
    # Names of one collection differ in schema, so the time decides, not the whole name.
    whole = sorted(
        (name for name, known in others.items() if known and known.complete),
        key=lambda name: name[-_TIME_DIGITS:],
    )
    superfluous = tuple(sorted(others.keys() - set(whole[-_KEPT_BEFORE:])))
    discard(engine, superfluous)
    return superfluous


def discard(engine: Engine, versions: Iterable[str]) -> None:
    """Delete ``versions``; one that is gone already is no error."""
    for version in versions:
        engine.client.indices.delete(index=version, params={"ignore_unavailable": "true"})


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
                "`partnernet index build`."
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
    return {name: _read(found["mappings"].get("_meta")) for name, found in answer.items()}


def _read(meta: Any) -> About | None:
    try:
        return msgspec.convert(meta, About)
    except msgspec.ValidationError:
        return None  # made by another release, whose versions are only good for deleting
