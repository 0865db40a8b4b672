"""What a rebuild keeps on disk, so that the next one goes on where it was killed.

``HOME/rebuild/`` holds ``reached.json``, replaced whole, the documents that wait for their vectors,
and the quality report of the load. A file counts only once ``reached.json`` says so.
"""

import os
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec

from core.files import replacing
from core.settings import Settings
from indexer.quality import Report

_REACHED = "reached.json"


class Reached(msgspec.Struct, frozen=True, kw_only=True):
    """How far a rebuild has come."""

    made_of: str
    """See :attr:`indexer.basis.Basis.key`."""
    revision: int
    """That its documents carry."""
    documents: dict[str, int] | None = None
    """By collection: how many were made; None until all are."""
    statements: int = 0
    embedded: int = 0
    """Statements that had not been embedded before."""
    versions: dict[str, str] = {}
    """By collection: the new versions that exist."""
    sent: int = 0
    """Documents that are safe in them, in their order."""
    held_back: bool = False
    """Whether the checks stood against the new versions."""

    @property
    def loaded(self) -> bool:
        """Whether the new versions hold all documents."""
        return self.documents is not None and self.sent == sum(self.documents.values())


class Workplace:
    """The folder and what it tells."""

    def __init__(self, settings: Settings) -> None:
        self._folder = settings.home / "rebuild"
        self.left = self._read()
        """What an earlier rebuild left; None where there is nothing that can be read."""

    @property
    def documents(self) -> Path:
        """File of the documents that wait for their vectors, see :class:`Prepared`."""
        return self._folder / "documents.sqlite"

    @property
    def reached(self) -> Reached:
        """How far it has come; there is a rebuild."""
        assert self.left is not None
        return self.left

    def begin(self, reached: Reached) -> None:
        """Forget what was there and begin at ``reached``."""
        self.clear()
        self._write(reached)

    def note(self, **changes: Any) -> None:
        """Write down that it has come further; what it speaks of is on the disk already."""
        self._write(msgspec.structs.replace(self.reached, **changes))

    def keep_documents(self, counts: Mapping[str, int], report: Report) -> None:
        """Note that all documents are made, with the quality report of the load."""
        with replacing(self._folder / "report.json") as file:
            file.write(msgspec.json.encode(report))
        with self.documents.open("rb") as written:
            os.fsync(written.fileno())
        self.note(documents=dict(counts))

    def hold_back(self) -> None:
        """Note that the checks stood against the new versions; what they were made of can go."""
        self.note(held_back=True)
        self.documents.unlink(missing_ok=True)

    def report(self) -> Report | None:
        """Return the kept quality report; None where it is gone."""
        try:
            return msgspec.json.decode((self._folder / "report.json").read_bytes(), type=Report)
        except (OSError, msgspec.MsgspecError):
            return None

    def clear(self) -> None:
        """Remove all of it; what says that there is something goes first."""
        (self._folder / _REACHED).unlink(missing_ok=True)
        shutil.rmtree(self._folder, ignore_errors=True)
        self.left = None

    def _write(self, reached: Reached) -> None:
        with replacing(self._folder / _REACHED) as file:
            file.write(msgspec.json.encode(reached))
        self.left = reached

    def _read(self) -> Reached | None:
        try:
            return msgspec.json.decode((self._folder / _REACHED).read_bytes(), type=Reached)
        except (OSError, msgspec.MsgspecError):
            return None
