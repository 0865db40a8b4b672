"""The live index brought to what is imported and decided now."""

from collections.abc import Mapping
from dataclasses import dataclass

from analyzers import overlay
from core import points
from core.errors import BuildStopped
from core.progress import Progress
from core.settings import Settings
from engine import versions
from engine.client import Engine
from engine.embedding import Embedder
from engine.versions import About
from indexer import bringing, quality, state
from indexer.basis import Basis
from indexer.home import only_one
from indexer.stages import UPDATE_STAGES, Stages


@dataclass(frozen=True, kw_only=True)
class UpdateReport:
    """What an update did."""

    documents: int
    """Afterwards."""
    counts: Mapping[str, int]
    """Documents of each collection."""
    sent: int
    """Documents that were new or differed."""
    deleted: int
    embedded: int
    """Statements that had not been embedded before."""
    seconds: Mapping[str, float]
    """By stage, of :data:`indexer.stages.UPDATE_STAGES`."""


class NeedsBuild(BuildStopped):
    """The live index has another schema, recipe or model, or there is none; a rebuild helps."""


def update(
    settings: Settings, engine: Engine, embedder: Embedder, progress: Progress
) -> UpdateReport:
    """Send what differs from what is there, delete what is no longer made; never half a document.

    Ends with the documents that a rebuild would give. A run that is killed leaves documents of both
    states, each whole; the next run compares anew and ends with the same result.
    Raises NeedsBuild where documents alone do not help, BuildStopped when a rebuild or another
    update runs, too many rows of an import were rejected, a document is refused or counts do not
    agree; EngineUnavailable when OpenSearch goes away.
    """
    with only_one(settings):
        basis = Basis.now(settings, engine, embedder)
        live = _live(engine, basis.wanted)
        stages = Stages(progress, UPDATE_STAGES)
        with overlay.applied(basis.held.overlay):
            first = bringing.bring(basis, engine, live, progress, stages)
            rounds = [first, *bringing.followed(basis, engine, live, progress, stages)]
        last = rounds[-1]
        points.reached("updated")
        for collection, index in live.items():
            describe(engine, index, last.basis.wanted[collection])
        quality.publish(settings, last.report)
        stages.end()
    return UpdateReport(
        documents=sum(last.counts.values()),
        counts=last.counts,
        sent=sum(one.sent for one in rounds),
        deleted=sum(one.deleted for one in rounds),
        embedded=sum(one.embedded for one in rounds),
        seconds=stages.seconds,
    )


def describe(engine: Engine, version: str, wanted: About) -> None:
    """Note in ``version`` that it holds what ``wanted`` does."""
    known = versions.about(engine, version)
    versions.note(engine, version, known.followed_by(wanted) if known else wanted)


def _live(engine: Engine, wanted: Mapping[str, About]) -> dict[str, str]:
    """Return the live version of each collection. Raises NeedsBuild where one cannot be updated."""
    live = versions.live_all(engine)
    for collection, about in wanted.items():
        version = live.get(collection)
        if not version or not state.updatable(versions.about(engine, version), about):
            raise NeedsBuild(
                f"The index of {collection} is not there or was made with another schema, program "
                "or model, so an update cannot bring it up to date: run `partnernet index rebuild`."
            )
    return live
