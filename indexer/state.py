"""What an index should be made from, and whether the live one is."""

from datetime import UTC, datetime

from msgspec import structs

from analyzers import overlay
from core.errors import BuildStopped
from core.settings import Settings
from engine import versions
from engine.client import Engine
from engine.embedding import Embedder
from engine.versions import About, ImportState
from indexer import decided, imports
from indexer.decided import Decided
from indexer.recipe import recipe_hash
from mappings import COLLECTIONS, compiled, schema_hash

_OF_RECORDS = ("imports", "rejected_share", "decisions", "blocks")
"""What of a version's description changes when records do."""


def wanted(
    embedder: Embedder, states: tuple[ImportState, ...], decided: Decided, revision: int = 0
) -> dict[str, About]:
    """Return for each collection how a version that is made of this describes itself."""
    rows = sum(state.records + state.rejected for state in states)
    with overlay.applied(decided.overlay):
        schemas = {one: schema_hash(compiled(one, embedder.dimension)) for one in COLLECTIONS}
    return {
        collection: About(
            model=embedder.model,
            dimension=embedder.dimension,
            schema=schema,
            recipe=recipe_hash(),
            built=datetime.now(UTC).isoformat(timespec="seconds"),
            imports=states,
            rejected_share=sum(state.rejected for state in states) / max(rows, 1),
            decisions=decided.state,
            blocks=decided.marks,
            overlay=decided.overlay.sorted(),
            build=revision,
            revision=revision,
        )
        for collection, schema in schemas.items()
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
    """Tell whether the live versions are made of what is imported and decided now, with the same
    schema, recipe and model."""
    now = wanted(embedder, imported(settings), decided.load(settings))
    live = ((versions.about(engine, engine.alias(one)), about) for one, about in now.items())
    return all(there is not None and there.same_content(about) for there, about in live)


def updatable(live: About | None, about: About) -> bool:
    """Tell whether ``live`` needs other documents at most: it has schema, recipe and model."""
    return live is not None and live.same_content(
        structs.replace(about, **{name: getattr(live, name) for name in _OF_RECORDS})
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
