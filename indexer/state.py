"""What an index should be made from, and whether the live one is."""

from datetime import UTC, datetime

import msgspec

from core.errors import BuildStopped
from core.settings import Settings
from engine import versions
from engine.client import Engine
from engine.embedding import Embedder
from engine.versions import About, ImportState
from indexer import imports
from indexer.recipe import recipe_hash
from mappings import COLLECTIONS, compiled, schema_hash


def wanted(settings: Settings, embedder: Embedder) -> dict[str, About]:
    """Return for each collection what a version that is built now is made from."""
    states = imported(settings)
    rows = sum(state.records + state.rejected for state in states)
    return {
        collection: About(
            model=embedder.model,
            dimension=embedder.dimension,
            schema=schema_hash(compiled(collection, embedder.dimension)),
            recipe=recipe_hash(),
            built=datetime.now(UTC).isoformat(timespec="seconds"),
            imports=states,
            rejected_share=sum(state.rejected for state in states) / max(rows, 1),
        )
        for collection in COLLECTIONS
    }


def imported(settings: Settings) -> tuple[ImportState, ...]:
    """Return what lies ready to be indexed, by dataset."""
    return tuple(
        ImportState(
            dataset=manifest.dataset,
            state=manifest.state,
            records=manifest.records,
            rejected=manifest.rejected,
        )
        for manifest in sorted(imports.manifests(settings), key=lambda one: one.dataset)
    )


def up_to_date(settings: Settings, engine: Engine, embedder: Embedder) -> bool:
    """Tell whether the live versions are made from the same imports, schema, recipe and model."""
    return all(
        _same(versions.about(engine, engine.alias(collection)), about)
        for collection, about in wanted(settings, embedder).items()
    )


def check_rejected(states: tuple[ImportState, ...], limit: float) -> None:
    """Raise BuildStopped naming each import with a larger share of rejected rows than ``limit``."""
    bad = [state for state in states if state.rejected > limit * (state.records + state.rejected)]
    if bad:
        named = "; ".join(
            f"{state.dataset}: {state.rejected} of {state.records + state.rejected}"
            for state in bad
        )
        raise BuildStopped(
            f"Too many rows were rejected ({named}; the limit is {limit:.1%}), so the previous "
            "index stays live. `partnernet data status` tells why; mend the file and import it "
            "again, or raise PARTNERNET_REJECTED_LIMIT."
        )


def _same(live: About | None, about: About) -> bool:
    if live is None:
        return False
    neutral = msgspec.structs.replace(live, built=about.built, complete=about.complete)
    return neutral == about
