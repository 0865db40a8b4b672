"""A fetch from beginning to end: what is asked for, what goes into the delivery."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from core.errors import DataError
from core.progress import Progress
from core.settings import Settings
from indexer.remote import changes, checkpoint
from indexer.remote.ares import Ares
from indexer.remote.checkpoint import Checkpoint
from indexer.remote.fetch import Fetch
from indexer.remote.http import Polite
from indexer.remote.patience import Clock
from indexer.remote.subjects import Subjects
from indexer.remote.tally import Tally
from taxonomy import places


@dataclass(frozen=True)
class Asked:
    """What a fetch is asked for: numbers or districts."""

    icos: tuple[str, ...] = ()
    """Eight digits each."""
    districts: tuple[str, ...] = ()
    """Codes of Czech districts (``CZ0421``)."""
    since: date | None = None
    """Only what changed since then."""

    def __str__(self) -> str:
        """Return what tells this fetch from others."""
        since = f" since {self.since}" if self.since else ""
        return " ".join((*self.districts, *self.icos)) + since


@dataclass(frozen=True)
class Result:
    """What a fetch did."""

    delivery: Path
    tally: Tally
    unknown_keys: frozenset[str]
    """Keys of answers that the contract does not know: a sign of a newer version."""


def run(
    asked: Asked, settings: Settings, progress: Progress, tally: Tally, clock: Clock | None = None
) -> Result:
    """Fetch what is ``asked``, counted in ``tally``; a fetch that was interrupted goes on.

    Raises Away when ARES gives no answers any more, and DataError when another fetch runs or when
    no answer fits the contract. Whatever ends it, what was fetched is kept for the next one.
    """
    clock = clock or Clock()
    with (
        checkpoint.opened(settings, str(asked), clock.today()) as kept,
        Polite(settings.ares_url, settings.ares_per_minute, clock) as polite,
    ):
        ares = Ares(polite)
        subjects = Subjects(ares, kept, tally, clock.today().date(), settings.natural_persons)
        fetch = Fetch(subjects, progress)
        if asked.since:
            _changed(asked, asked.since, ares, kept, fetch, progress)
        else:
            _all(asked, fetch)
        if tally.misfits.number and not (tally.kept or tally.natural_persons):
            raise DataError(
                f"None of {tally.misfits.number} answers fits. {tally.misfits.sentences[0]}"
            )
        return Result(kept.finish(), tally, frozenset(ares.unknown_keys))


def _all(asked: Asked, fetch: Fetch) -> None:
    for district in asked.districts:
        fetch.district(district)
    if asked.icos:
        fetch.numbers(asked.icos)


def _changed(
    asked: Asked, since: date, ares: Ares, kept: Checkpoint, fetch: Fetch, progress: Progress
) -> None:
    changed = changes.since(ares, since)
    if changed is None:
        progress.say(
            f"ARES has no lists of changes any more that reach back to {since}; "
            "all subjects are compared by date instead."
        )
        _all(asked, fetch)
        return
    inside = _municipalities(asked.districts)
    known = {ico for ico, one in kept.known.items() if one.municipality in inside}
    fetch.numbers(sorted((known | set(asked.icos)) & changed.keys()), changed=True)
    if inside:
        new = (ico for ico, new in changed.items() if new and ico not in kept.known)
        fetch.new(sorted(new), inside)


def _municipalities(districts: Iterable[str]) -> frozenset[int]:
    wanted = set(districts)
    return frozenset(int(one.code) for one in places.municipalities() if one.district in wanted)
