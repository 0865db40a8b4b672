"""The kinds of jobs there are, each with its function and its limits."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from operations.alerts import digests
from operations.jobs import kinds
from operations.jobs.context import JobContext
from store import Store, deliveries

_HEAVY = "index"
"""The key that heavy kinds share: they work in the same home, which only one may."""


@dataclass(frozen=True)
class Kind:
    """One kind of job."""

    name: str
    run: Callable[[JobContext], Mapping[str, Any]]
    """Does the work and returns what it did, as JSON can hold it. It may be killed at any moment
    and is then run again, so running it twice ends as running it once."""
    heavy: bool
    """Whether it changes index or imports of the home: of the heavy ones only one waits or runs."""
    seconds_soft: float
    """When it is asked to end: it fails with a sentence."""
    seconds_hard: float
    """When its process is killed; it then runs again, as often as ``most_attempts`` says."""
    why: str
    """The reason for the limits."""
    most_attempts: int = 3
    """How often it is begun when its worker is killed. Twice may be an accident, such as an update
    of the machine; what kills three workers kills the next one too."""
    wanted: Callable[[Store], bool] | None = None
    """Tells whether there is something to do now. The schedule asks each minute, and asks for a job
    only where there is: a job each minute would hide all others in the list."""

    @property
    def key(self) -> str:
        """Return what may wait or run only once."""
        return _HEAVY if self.heavy else self.name


def _named(*kinds_: Kind) -> Mapping[str, Kind]:
    return {kind.name: kind for kind in kinds_}


KINDS = _named(
    Kind(
        "alerts",
        kinds.alerts,
        heavy=False,
        seconds_soft=3600,
        seconds_hard=3600 + 600,
        why="10 ms a document with 10,000 saved searches: a new register of 50,000 takes minutes.",
    ),
    Kind(
        "webhooks",
        kinds.webhooks,
        heavy=False,
        seconds_soft=900,
        seconds_hard=900 + 120,
        why="A run begins no post after four minutes, and one takes 15 seconds; the rest is for an "
        "engine that has to be started.",
        wanted=deliveries.wanted,
    ),
    Kind(
        "mails",
        kinds.mails,
        heavy=False,
        seconds_soft=900,
        seconds_hard=900 + 120,
        why="500 mails of a run take a second each where a server is slow; the rest is for an "
        "engine that has to be started. What is not taken within a minute is tried again.",
        wanted=digests.wanted,
    ),
    Kind(
        "backup",
        kinds.backup,
        heavy=False,
        seconds_soft=3600,
        seconds_hard=3900,
        why="90 MB take two seconds on two cores, so an hour is for some 100 GB on a slow disk.",
    ),
    Kind(
        "update",
        kinds.update,
        heavy=True,
        seconds_soft=6 * 3600,
        seconds_hard=6 * 3600 + 600,
        why="An update that has to build anew takes as long as a rebuild: 52,000 organisations "
        "take minutes on two cores, a million some hours. Ten minutes more to end in.",
    ),
    Kind(
        "rebuild",
        kinds.rebuild,
        heavy=True,
        seconds_soft=6 * 3600,
        seconds_hard=6 * 3600 + 600,
        why="As an update that has to build anew; what was killed goes on where it stopped.",
    ),
    Kind(
        "rollback",
        kinds.rollback,
        heavy=True,
        seconds_soft=300,
        seconds_hard=420,
        why="It takes seconds; the limit is for a cluster that hardly answers.",
    ),
    Kind(
        "dry_run",
        kinds.dry_run,
        heavy=True,
        seconds_soft=1800,
        seconds_hard=1800 + 300,
        why="140 queries on two sides take half a minute on two cores, and a copied sample another "
        "one; half an hour is for a machine that rebuilds or serves beside it.",
    ),
    Kind(
        "decisions",
        kinds.decisions,
        heavy=False,
        seconds_soft=3600,
        seconds_hard=3600 + 600,
        why="Single organisations are made anew at once, then an update follows where nothing else "
        "works on the index; it sends what one decision changed.",
    ),
)
"""All kinds by name."""
