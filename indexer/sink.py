"""Writes the outcomes of an import to files, counts them, and notes where it could go on."""

from collections import Counter
from collections.abc import Iterator, Mapping, Set
from contextlib import ExitStack, contextmanager
from hashlib import blake2b
from itertools import islice
from pathlib import Path

import msgspec

from core.records import Offer, Organisation, Rejection, Skipped
from indexer import checkpoint
from indexer.checkpoint import Checkpoint, Tally
from indexer.journal import Journal
from indexer.sources.base import BREAKS, Context, Outcome, Remark

RECORDS, REJECTIONS, REMARKS = "records.jsonl", "rejections.jsonl", "remarks.jsonl"
STATE = "state"
"""Folder of the files that are the import; what helps to go on lies beside it."""
_CLAIMS = "claims.jsonl"

_EXAMPLES = 3
"""Rejections and remarks of one reason that are shown to a person."""
_SHOWN = 300
"""Characters of a sentence that are shown."""


class RecordLine(msgspec.Struct, frozen=True, omit_defaults=True):
    """A line of ``records.jsonl``: exactly one of both."""

    organisation: Organisation | None = None
    offer: Offer | None = None


class Sink:
    """Takes what becomes of each row. Nothing but counts and examples stays in memory."""

    def __init__(
        self, folder: Path, journals: dict[str, Journal], tally: Tally, delivered: Set[str]
    ) -> None:
        self._folder, self._journals, self._delivered = folder, journals, delivered
        self._claimed = 0
        self._remark_examples: list[str] = []
        self.tally = tally

    @classmethod
    @contextmanager
    def into(cls, folder: Path, context: Context, delivered: Set[str]) -> Iterator["Sink"]:
        """Open ``folder`` for an import of the files that are named in ``delivered``.

        Where an import was left there that can go on, its outcomes are counted in ``tally``, and
        ``context`` is brought to where it was.
        """
        with ExitStack() as stack:
            left = checkpoint.read(folder)
            try:
                journals = _opened(folder, left.sizes if left else {}, stack)
            except (OSError, EOFError):
                if not left:
                    raise
                left, journals = None, _opened(folder, {}, stack)
            sink = cls(folder, journals, left.tally if left else Tally(), delivered)
            if left:
                left.restore(context)
                context.keys.update(_claims(folder))
                sink._claimed = len(context.keys)
            yield sink

    def take(self, outcome: Outcome) -> None:
        """Write or count one outcome."""
        self.tally.taken += 1
        if isinstance(outcome, Skipped):
            _count(self.tally.skipped, outcome.reason, outcome.count)
        elif isinstance(outcome, Rejection):
            self._reject(outcome)
        elif isinstance(outcome, Organisation):
            if outcome.status == "ended":
                _count(self.tally.skipped, "ended", 1)
            else:
                self.tally.organisations += 1
            self._journals[RECORDS].write(RecordLine(organisation=outcome))
        else:
            self.tally.offers += 1
            self._journals[RECORDS].write(RecordLine(offer=outcome))

    def keep(self, context: Context) -> None:
        """Put all on the disk in such a way that the import can go on from here."""
        claims = self._journals[_CLAIMS]
        for claim in islice(context.keys.items(), self._claimed, None):
            claims.write(claim)
        self._claimed = len(context.keys)
        for journal in self._journals.values():
            journal.sync()
        where = Checkpoint(
            tally=self.tally,
            sizes={name: journal.size for name, journal in self._journals.items()},
            today=context.today,
            remarks=context.remarks,
            remark_counts=dict(context.remark_counts),
        )
        checkpoint.write(self._folder, where)

    def finish(self, context: Context) -> str:
        """Write what was dropped from rows that were taken; return the hash of all."""
        self.keep(context)
        seen: Counter[str] = Counter()
        with Journal(self._folder / STATE / REMARKS) as remarks:
            for one in context.remarks:
                seen[one.reason] += 1
                if seen[one.reason] <= _EXAMPLES:
                    self._remark_examples.append(_shown(one))
                remarks.write(one)
            remarks.sync()
            kept = (self._journals[RECORDS], self._journals[REJECTIONS], remarks)
            return blake2b(b"".join(one.digest for one in kept), digest_size=12).hexdigest()

    @property
    def examples(self) -> tuple[str, ...]:
        """First rejections and remarks of each reason, each as ``file:line: sentence``."""
        return (*self.tally.examples, *self._remark_examples)

    def _reject(self, rejection: Rejection) -> None:
        tally = self.tally
        _count(tally.rejections, rejection.reason, 1)
        if tally.rejections[rejection.reason] <= _EXAMPLES:
            tally.examples.append(_shown(rejection))
        if rejection.reason in BREAKS and rejection.file in self._delivered - set(tally.damaged):
            tally.damaged.append(rejection.file)
        self._journals[REJECTIONS].write(rejection)


def _opened(folder: Path, sizes: Mapping[str, int], stack: ExitStack) -> dict[str, Journal]:
    state = folder / STATE
    state.mkdir(parents=True, exist_ok=True)
    paths = (state / RECORDS, state / REJECTIONS, folder / _CLAIMS)
    return {
        path.name: stack.enter_context(Journal(path, sizes.get(path.name, 0))) for path in paths
    }


def _claims(folder: Path) -> Iterator[tuple[str, str]]:
    decode = msgspec.json.Decoder(tuple[str, str]).decode
    with (folder / _CLAIMS).open("rb") as file:
        yield from map(decode, file)


def _count(counts: dict[str, int], reason: str, more: int) -> None:
    counts[reason] = counts.get(reason, 0) + more


def _shown(one: Rejection | Remark) -> str:
    place = f"{one.file}:{one.line}" if one.line else one.file
    return f"{place}: {one.reason}: {one.detail[:_SHOWN]}"
