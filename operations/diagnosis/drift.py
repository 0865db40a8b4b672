"""Drift: what of the live index no longer fits what would be built now, and what mends it."""

from collections.abc import Iterator, Sequence
from enum import StrEnum

import msgspec

from core.settings import Settings
from engine import versions
from engine.about import About
from engine.client import Engine
from engine.embedding import Embedder
from evaluation.gate import schema
from indexer import decided, state

REBUILD = "partnernet index rebuild"
UPDATE = "partnernet index update"
_SHOWN = 5
"""Things of one kind that are named."""
_OF_MAPPING = ("properties", "dynamic")


_Misfit = tuple["Part", tuple[str, ...]]
"""What differs, and the names of it."""


class Part(StrEnum):
    """What an index is made with and of. Pages have a text for each."""

    ABSENT = "absent"
    """There is no live index."""
    UNKNOWN = "unknown"
    """The live index was made by another release."""
    MODEL = "model"
    MAPPING = "mapping"
    ANALYSIS = "analysis"
    """Chains of analysis, and the other settings of an index."""
    LANGUAGE = "language"
    """What people changed of glossary, stop words, compound parts and protected words."""
    RECIPE = "recipe"
    """The program that makes documents, with its code lists and its glossary."""
    IMPORTS = "imports"
    DECISIONS = "decisions"
    """Blocks and decisions on links."""


class Drift(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that no longer fits."""

    part: Part
    collections: tuple[str, ...]
    """Whose live index it is."""
    named: tuple[str, ...] = ()
    """What differs, where it has names: paths of the mapping, imports, the two models."""

    @property
    def command(self) -> str:
        """What mends it."""
        return UPDATE if self.part in _OF_RECORDS else REBUILD

    @property
    def words(self) -> str:
        """One sentence in English, with the command."""
        named = f" ({', '.join(self.named)})" if self.named else ""
        return f"{_WORDS[self.part]}{named}: `{self.command}`."


_OF_RECORDS = (Part.IMPORTS, Part.DECISIONS)
"""What an update of the live index can mend."""
_WORDS = {
    Part.ABSENT: "There is no index",
    Part.UNKNOWN: "The index was made by another release",
    Part.MODEL: "The index was made with another embedding model",
    Part.MAPPING: "The mapping is not the one that would be compiled now",
    Part.ANALYSIS: "The analysis is not the one that would be compiled now",
    Part.LANGUAGE: "The language data was changed since",
    Part.RECIPE: "The program that makes documents, or its glossary or code lists, changed since",
    Part.IMPORTS: "Something else is imported now",
    Part.DECISIONS: "Blocks or decisions on links changed since",
}


def drifts(settings: Settings, engine: Engine, embedder: Embedder) -> tuple[Drift, ...]:
    """Return what of the live index no longer fits, in the order of :class:`Part`; nothing where
    all does.

    Raises EngineUnavailable and StoreUnavailable where they do not answer.
    """
    wanted = state.wanted(embedder, state.imported(settings), decided.load(settings))
    found: dict[_Misfit, list[str]] = {}
    for collection, about in wanted.items():
        for misfit in _misfits(engine, collection, about):
            found.setdefault(misfit, []).append(collection)
    order = list(Part)
    return tuple(
        Drift(part=part, named=named, collections=tuple(found[part, named]))
        for part, named in sorted(found, key=lambda misfit: order.index(misfit[0]))
    )


def _misfits(engine: Engine, collection: str, wanted: About) -> Iterator[_Misfit]:
    version = versions.live(engine, collection)
    if version is None:
        yield Part.ABSENT, ()
        return
    live = versions.about(engine, version)
    if live is None:
        yield Part.UNKNOWN, ()
        return
    if (live.model, live.dimension) != (wanted.model, wanted.dimension):
        yield Part.MODEL, (live.model, wanted.model)
    # By the dimension that it has: another model is told as such.
    yield from _of_schema(schema.deviations(engine, collection, version, live.dimension))
    if live.overlay.sorted() != wanted.overlay.sorted():
        yield Part.LANGUAGE, ()
    if live.recipe != wanted.recipe:
        yield Part.RECIPE, ()
    if others := _other_imports(live, wanted):
        yield Part.IMPORTS, others
    if (live.decisions, live.blocks) != (wanted.decisions, wanted.blocks):
        yield Part.DECISIONS, ()


def _of_schema(paths: Sequence[str]) -> Iterator[_Misfit]:
    of_mapping = tuple(one for one in paths if one.startswith(_OF_MAPPING))
    of_analysis = tuple(one for one in paths if not one.startswith(_OF_MAPPING))
    if of_mapping:
        yield Part.MAPPING, of_mapping[:_SHOWN]
    if of_analysis:
        yield Part.ANALYSIS, of_analysis[:_SHOWN]


def _other_imports(live: About, wanted: About) -> tuple[str, ...]:
    """Return the names of the imports that came, went or changed."""
    before, now = ({one.dataset: one for one in about.imports} for about in (live, wanted))
    changed = (name for name in before.keys() | now.keys() if before.get(name) != now.get(name))
    return tuple(sorted(changed))
