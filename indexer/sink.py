"""Writes the outcomes of an import to files, and counts them."""

import hashlib
import os
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO, Any

import msgspec

from core.records import Offer, Organisation, Rejection, Skipped
from indexer.sources.base import Outcome, Remark

RECORDS, REJECTIONS, REMARKS = "records.jsonl", "rejections.jsonl", "remarks.jsonl"

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

    def __init__(self, records: IO[bytes], rejections: IO[bytes]) -> None:
        self._records, self._rejections = records, rejections
        self._encode = msgspec.json.Encoder().encode
        self._hash = hashlib.blake2b(digest_size=12)
        self.organisations = self.offers = 0
        self.rejections: Counter[str] = Counter()
        self.skipped: Counter[str] = Counter()
        self.examples: list[str] = []

    @classmethod
    @contextmanager
    def into(cls, folder: Path) -> Iterator["Sink"]:
        """Open the files of ``folder`` for writing; they are on the disk when the block ends."""
        with ExitStack() as stack:
            files = [
                stack.enter_context((folder / name).open("wb")) for name in (RECORDS, REJECTIONS)
            ]
            yield cls(*files)
            for file in files:
                file.flush()
                os.fsync(file.fileno())

    def take(self, outcome: Outcome) -> None:
        """Write or count one outcome."""
        if isinstance(outcome, Skipped):
            self.skipped[outcome.reason] += 1
        elif isinstance(outcome, Rejection):
            self.rejections[outcome.reason] += 1
            self._example(self.rejections[outcome.reason], outcome)
            self._write(self._rejections, outcome)
        elif isinstance(outcome, Organisation):
            self.organisations += 1
            self._write(self._records, RecordLine(organisation=outcome))
        else:
            self.offers += 1
            self._write(self._records, RecordLine(offer=outcome))

    def remark(self, remarks: Iterable[Remark], folder: Path) -> None:
        """Write what was dropped from rows that were taken."""
        seen: Counter[str] = Counter()
        with (folder / REMARKS).open("wb") as file:
            for one in remarks:
                seen[one.reason] += 1
                self._example(seen[one.reason], one)
                self._write(file, one)

    @property
    def state(self) -> str:
        """Hash of all that was written."""
        return self._hash.hexdigest()

    def _write(self, file: IO[bytes], thing: Any) -> None:
        line = self._encode(thing) + b"\n"
        self._hash.update(line)
        file.write(line)

    def _example(self, number: int, one: Rejection | Remark) -> None:
        if number <= _EXAMPLES:
            place = f"{one.file}:{one.line}" if one.line else one.file
            self.examples.append(f"{place}: {one.reason}: {one.detail[:_SHOWN]}")
