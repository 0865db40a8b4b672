"""Fetches subjects from ARES into a delivery: by number, or all of a district.

The basic answers come from searches, many at once. Only for subjects that are new, or whose
``datumAktualizace`` is another than before, the statistical and the public register are asked too.
One subject or search that fails leaves the others; when ARES is away the fetch stops, and what was
kept until then is in the journal.
"""

from collections.abc import Callable, Collection, Iterable
from functools import partial

from core.errors import RemoteUnavailable
from core.progress import Progress
from indexer.batches import batches
from indexer.remote import ares_searches
from indexer.remote.ares import NUMBERS_AT_ONCE
from indexer.remote.ares_searches import Search
from indexer.remote.contract import Misfit
from indexer.remote.pages import Found
from indexer.remote.subjects import Subjects, municipality

_PATIENCE = 3
"""Questions in a row without an answer, each asked several times, after which ARES is away."""


class Away(RemoteUnavailable):
    """ARES gives no answers any more: the fetch is over."""


class Fetch:
    """One fetch. All its functions raise Away when ARES gives no answers any more."""

    def __init__(self, subjects: Subjects, progress: Progress) -> None:
        self._subjects, self._progress = subjects, progress
        self._ares, self._checkpoint = subjects.ares, subjects.checkpoint
        self._tally = subjects.tally
        self._unanswered = 0
        self._complete = True

    def numbers(self, icos: Iterable[str], *, changed: bool = False) -> None:
        """Fetch subjects by number; with ``changed`` also those whose date is the same."""
        wanted = list(dict.fromkeys(icos))
        rest = [ico for ico in wanted if ico not in self._checkpoint.done]
        self._progress.start("asking ARES by number", len(wanted))
        self._progress.advance(len(wanted) - len(rest))
        for some in batches(rest, NUMBERS_AT_ONCE):
            self._try(partial(self._some, some, changed))
        self._progress.finish(f"{self._tally.fetched} fetched")

    def new(self, icos: Iterable[str], municipalities: Collection[int]) -> None:
        """Fetch those of ``icos`` that sit in one of ``municipalities`` (kód obce)."""
        rest = [ico for ico in dict.fromkeys(icos) if ico not in self._checkpoint.done]
        self._progress.start("asking ARES for new subjects", len(rest))
        for some in batches(rest, NUMBERS_AT_ONCE):
            self._try(partial(self._new, some, municipalities))
            self._progress.advance(len(some))
        self._progress.finish(f"{self._tally.fetched} fetched")

    def district(self, code: str) -> None:
        """Fetch all subjects of a Czech district (``CZ0421``), and those that have left it."""
        searches = ares_searches.of_district(code, natural_persons=self._subjects.natural_persons)
        seen: set[str] = set()
        whole: set[int] = set()
        self._progress.start(f"asking ARES for {code} by municipality", len(searches))
        for search in searches:
            if search.label not in self._checkpoint.searched:
                self._complete = True
                self._try(partial(self._search, search, seen))
                if self._complete:
                    self._checkpoint.search_done(search.label)
                    whole.add(int(search.municipality))
            self._progress.advance()
        self._progress.finish(f"{self._tally.fetched} fetched")
        self.numbers(
            ico
            for ico, known in self._checkpoint.known.items()
            if known.municipality in whole and ico not in seen
        )

    def _some(self, icos: list[str], changed: bool) -> None:
        found = self._ares.search({"ico": icos})
        for ico in icos:
            basic = found.subjects.get(ico)
            # Not every search gives subjects that have ended; a look-up does.
            self._try(
                partial(self._subjects.take, ico, basic, changed=changed)
                if basic
                else partial(self._subjects.look_up, ico, changed=changed)
            )
            self._progress.advance()

    def _new(self, icos: list[str], municipalities: Collection[int]) -> None:
        for ico, basic in self._counted(self._ares.search({"ico": icos})).subjects.items():
            if municipality(basic) in municipalities:
                self._try(partial(self._subjects.take, ico, basic))

    def _search(self, search: Search, seen: set[str]) -> None:
        for found in ares_searches.found(self._ares, search, self._gap):
            for ico, basic in self._counted(found).subjects.items():
                seen.add(ico)
                self._try(partial(self._subjects.take, ico, basic))

    def _counted(self, found: Found) -> Found:
        for misfit in found.misfits:
            self._tally.misfits.add(str(misfit))
            self._complete = False
        return found

    def _gap(self, search: Search, missing: int) -> None:
        many = f"{missing} subjects" if missing else "an unknown number of subjects"
        self._tally.gaps.add(
            f"The search {search.label} left out {many}; fetch them by number with --icos."
        )
        self._complete = False

    def _try(self, work: Callable[[], None]) -> None:
        """Do one piece of work, and count what is wrong with it."""
        try:
            work()
        except Away:
            raise
        except Misfit as misfit:
            self._tally.misfits.add(str(misfit))
            self._complete = False
        except RemoteUnavailable as error:
            self._tally.failed.add(str(error))
            self._complete = False
            self._unanswered += 1
            if error.for_long or self._unanswered >= _PATIENCE:
                raise Away(str(error)) from error
        else:
            self._unanswered = 0
