"""From filled versions to live ones: what came meanwhile, the checks, one alias change."""

import msgspec

from core import points
from core.errors import BuildStopped
from engine import settle, versions
from indexer import bringing, remaking
from indexer.basis import Basis
from indexer.decided import Decided
from indexer.running import Loaded, Run
from indexer.stages import SWITCH, VERIFY
from mappings import compiled


class HeldBack(BuildStopped):
    """The checks stand against the new versions. They stay until the next rebuild."""


def switched(run: Run) -> Decided:
    """Verify the new versions and put them live, with all that came while they were filled.

    Returns what is decided and holds in them. Raises HeldBack, BuildStopped where counts do not
    agree.
    """
    run.stages.begin(VERIFY)
    new = run.work.reached.versions
    _settle(run)
    points.reached("settled")
    basis = _caught_up(run, run.basis)
    points.reached("caught up")
    forced = _verified(run)
    points.reached("verified")
    # The checks take their time, and what they have seen is followed by little.
    basis = _caught_up(run, basis)
    run.stages.begin(SWITCH)
    # What was blocked in this moment must not come back with the new versions.
    held = remaking.catch_up(run.settings, run.engine, run.embedder, basis.held, new)
    for collection, version in new.items():
        about = versions.about(run.engine, version) or basis.wanted[collection]
        told = msgspec.structs.replace(about, complete=True, held_back="", forced=forced)
        versions.note(run.engine, version, told)
    points.reached("described")
    versions.switch(run.engine, new)
    points.reached("switched")
    return held


def _settle(run: Run) -> None:
    """Make the new versions ready for searching; what they hold is counted where all was sent."""
    reached = run.work.reached
    for collection, version in reached.versions.items():
        about = run.basis.wanted[collection]
        body = compiled(collection, about.dimension)
        settle.settle(run.engine, version, body, (reached.documents or {}).get(collection, 0))


def _caught_up(run: Run, basis: Basis) -> Basis:
    """Bring imports and decisions that came since ``basis`` into the new versions."""
    new = run.work.reached.versions

    def begun() -> None:
        # Half brought to something else they are of neither: a run that finds them so begins anew.
        run.work.note(made_of="")
        points.reached("following")

    for brought in bringing.followed(basis, run.engine, new, run.progress, run.stages, begun):
        basis = brought.basis
        for collection, version in new.items():
            known = versions.about(run.engine, version) or basis.wanted[collection]
            versions.note(run.engine, version, known.followed_by(basis.wanted[collection]))
        counts = dict(brought.counts)
        run.work.note(made_of=basis.key, documents=counts, sent=sum(counts.values()))
    return basis


def _verified(run: Run) -> str:
    """Return why the new versions go live against the checks; empty where nothing is against it.

    Raises HeldBack where something is and nobody forces it.
    """
    reached = run.work.reached
    loaded = Loaded(
        live=versions.live_all(run.engine),
        new=reached.versions,
        expected=reached.documents or {},
        sent=reached.sent,
    )
    why = run.order.check(loaded)
    if not why or run.order.force:
        return run.order.force if why else ""
    for version in reached.versions.values():
        known = versions.about(run.engine, version)
        if known:
            told = msgspec.structs.replace(known, held_back=why)
            versions.note(run.engine, version, told)
    run.work.hold_back()
    raise HeldBack(
        f"The new index does not go live, the previous one stays: {why} The new one is kept until "
        "the next rebuild, to be looked at (`partnernet index status` names it); `partnernet index "
        "rebuild --force REASON` puts it live all the same."
    )
