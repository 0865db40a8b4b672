"""A rebuild, its switch and the way back, under searches that come at a steady rate."""

import subprocess
import time
from collections.abc import Callable, Sequence

import msgspec

from core.errors import BuildStopped, NotFound
from core.progress import Progress
from core.settings import Settings
from engine import node, versions
from engine.client import Engine
from evaluation.load import asking
from evaluation.load.arrivals import Arrivals
from evaluation.load.phases import QUIET, Diary, Phase
from evaluation.serving import PROGRAM, served

_QUERIES = 600
"""Asked in turn: at 20 a second each comes twice a minute, as popular ones do."""
_LOOK_SECONDS = 0.1
_BEFORE_SWITCH, _AFTER_SWITCH = 2.0, 10.0
"""Seconds around a switch that are looked at alone: the new version is cold then."""


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """How much is asked, and how the index is built."""

    rate: float = 20.0
    """Requests a second."""
    quiet: float = 60.0
    """Seconds without a rebuild, to compare with."""
    throttle: float | None = None
    """Documents a second at most; None leaves the setting."""


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """What was measured."""

    plan: Plan
    documents: int
    queries: int
    """Distinct ones, of which each shows results on the quiet index."""
    rebuild_seconds: float
    rollback_seconds: float
    """Both with the start of the command."""
    phases: list[Phase]


def run(settings: Settings, plan: Plan, progress: Progress) -> Report:
    """Measure on the live index of the home; at the end the version is live that was so before.

    Raises NotFound when there is no live index, BuildStopped with what a command said that failed.
    """
    diary = Diary()
    with node.running(settings) as url, served() as address:
        engine = Engine.connect(settings, url)
        if versions.live(engine, "organisations") is None:
            raise NotFound("There is no live index to rebuild; run `partnernet index rebuild`.")
        service = asking.Service(address)
        progress.say("asking each query once")
        paths = asking.answered(service, asking.paths(_QUERIES))
        arrivals = Arrivals(service.problem, paths, plan.rate)
        with arrivals.arriving():
            progress.say(f"the quiet index for {plan.quiet:.0f} s")
            with diary.phase(QUIET):
                time.sleep(plan.quiet)
            progress.say("rebuild")
            with diary.phase("rebuild"):
                rebuilding = _command(engine, diary, "switch", _rebuild(plan))
                time.sleep(_AFTER_SWITCH)
            progress.say("rollback")
            with diary.phase("rollback"):
                rolling_back = _command(engine, diary, "switch back", ("index", "rollback"))
                time.sleep(_AFTER_SWITCH)
        documents = int(engine.client.count(index=engine.alias("organisations"))["count"])
        engine.close()
    return Report(
        plan=plan,
        documents=documents,
        queries=len(paths),
        rebuild_seconds=rebuilding,
        rollback_seconds=rolling_back,
        phases=diary.phases(arrivals.samples),
    )


def _rebuild(plan: Plan) -> Sequence[str]:
    throttle = () if plan.throttle is None else ("--throttle", f"{plan.throttle:g}")
    return "index", "rebuild", *throttle


def _command(engine: Engine, diary: Diary, switch: str, words: Sequence[str]) -> float:
    """Run ``partnernet`` with ``words``, note when the live version changed; return its seconds."""
    began = time.monotonic()
    with subprocess.Popen(  # noqa: S603  (our own program)
        [PROGRAM, *words], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        moment = _changed(lambda: versions.live(engine, "organisations"), process)
        said = process.communicate()[0]
    if process.returncode or moment is None:
        raise BuildStopped(f"`partnernet {' '.join(words)}` did not end well: {said.strip()}")
    diary.around(switch, moment, _BEFORE_SWITCH, _AFTER_SWITCH)
    return time.monotonic() - began


def _changed(live: Callable[[], str | None], process: "subprocess.Popen[str]") -> float | None:
    """Return when another version went live; None when the process ended without it."""
    before = live()
    while True:
        ended = process.poll() is not None
        if live() != before:
            return time.monotonic()
        if ended:
            return None
        time.sleep(_LOOK_SECONDS)
