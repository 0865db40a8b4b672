"""From all imports to new index versions that are live: the one way of building and rebuilding."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass

from analyzers import overlay
from core import points
from core.errors import EngineUnavailable, LeaseLost, PartnerNetError, StoreUnavailable
from core.progress import Progress
from core.settings import Settings
from engine import versions
from engine.client import Engine
from engine.embedding import Embedder
from indexer import quality, remaking, switching
from indexer.basis import Basis
from indexer.filling import fill
from indexer.home import only_one
from indexer.running import Order, Run
from indexer.stages import INDEX, LOAD, NORMALISE, PRUNE, Stages
from indexer.state import up_to_date
from indexer.workplace import Reached, Workplace
from mappings import COLLECTIONS

__all__ = ["BuildReport", "Order", "build", "up_to_date"]

_PLAIN = Order()


@dataclass(frozen=True, kw_only=True)
class BuildReport:
    """What a build did."""

    documents: int
    counts: Mapping[str, int]
    """Documents of each collection."""
    statements: int
    """Distinct ones."""
    embedded: int
    """Statements that had not been embedded before."""
    seconds: Mapping[str, float]
    """By stage, of :data:`indexer.stages.STAGES`; none of a stage that an earlier run ended."""
    versions: Mapping[str, str]
    """The new version's name for each collection."""
    removed: tuple[str, ...]
    """Old versions that were deleted."""
    resumed: bool
    """Whether it went on where an earlier run was killed."""

    @property
    def documents_per_second(self) -> float:
        """Documents a second, from making them to the last answer of OpenSearch."""
        took = self.seconds.get(NORMALISE, 0.0) + self.seconds.get(INDEX, 0.0)
        return self.documents / max(took, 1e-9)


def build(
    settings: Settings,
    engine: Engine,
    embedder: Embedder,
    progress: Progress,
    order: Order = _PLAIN,
) -> BuildReport:
    """Build a version of every collection from all imports, verify it and put it live.

    Goes on where an earlier run was killed, when all that it was made from is the same. Raises
    BuildStopped, with the previous versions still live and the new ones deleted, when too many rows
    of an import were rejected, a document is refused or counts do not agree; also when another
    build runs in this home. Raises HeldBack where ``order.check`` stands against the switch: the
    new versions stay. EngineUnavailable and StoreUnavailable when OpenSearch or the store goes
    away: the next run goes on, as it does after KeyboardInterrupt.
    """
    with only_one(settings):
        points.reached("begun")
        stages = Stages(progress)
        stages.begin(LOAD)
        basis = Basis.now(settings, engine, embedder)
        run = Run(
            settings=settings,
            engine=engine,
            embedder=embedder,
            progress=progress,
            basis=basis,
            order=order,
            work=Workplace(settings),
            stages=stages,
        )
        resumed = _taken_up(run)
        try:
            with overlay.applied(basis.held.overlay):
                return _built(run, resumed)
        except (EngineUnavailable, StoreUnavailable, LeaseLost, switching.HeldBack):
            raise
        except Exception:
            _leave_nothing(run)
            raise


def _taken_up(run: Run) -> bool:
    """Tell whether an earlier run's work goes on; else begin anew, and remove what it left.

    What was held back by the checks goes on only where somebody forces it.
    """
    left = run.work.left
    goes_on = (
        left is not None
        and left.made_of == run.basis.key
        and bool(run.order.force or not left.held_back)
        and all(versions.about(run.engine, name) for name in left.versions.values())
    )
    if not goes_on:
        _discard(run, left)
        made_of, revision = run.basis.key, run.basis.revision
        run.work.begin(Reached(made_of=made_of, revision=revision))
    _prune(run, spared=run.work.reached.versions)
    points.reached("taken up")
    return goes_on


def _built(run: Run, resumed: bool) -> BuildReport:
    work, held = run.work, run.basis.held
    if not work.reached.versions or versions.live_all(run.engine) != work.reached.versions:
        if not work.reached.loaded:
            fill(run)
        held = switching.switched(run)
    run.stages.begin(PRUNE)
    # What was blocked in the last moment went into the versions that were live then.
    remaking.catch_up(run.settings, run.engine, run.embedder, held, work.reached.versions)
    points.reached("after the switch")
    report = work.report()
    if report:
        quality.publish(run.settings, report)
    reached, removed = work.reached, _prune(run)
    points.reached("pruned")
    work.clear()
    points.reached("cleared")
    run.stages.end()
    counts = {one: (reached.documents or {}).get(one, 0) for one in COLLECTIONS}
    return BuildReport(
        documents=sum(counts.values()),
        counts=counts,
        statements=reached.statements,
        embedded=reached.embedded,
        seconds=run.stages.seconds,
        versions=reached.versions,
        removed=removed,
        resumed=resumed,
    )


def _leave_nothing(run: Run) -> None:
    """Remove all that a run made which ends before its switch."""
    # What cannot be deleted now, since OpenSearch is away, goes when the next build begins.
    with suppress(PartnerNetError):
        _discard(run, run.work.left)
        run.work.clear()


def _discard(run: Run, left: Reached | None) -> None:
    """Delete the versions that a run made, unless they are live."""
    live = versions.live_all(run.engine).values()
    versions.discard(run.engine, set(left.versions.values() if left else ()) - set(live))


def _prune(run: Run, spared: Mapping[str, str] | None = None) -> tuple[str, ...]:
    stay = set((spared or {}).values())
    return tuple(
        name for collection in COLLECTIONS for name in versions.prune(run.engine, collection, stay)
    )
