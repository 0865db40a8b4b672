"""Where an import that is interrupted goes on: ``checkpoint.json`` beside its files."""

from datetime import date
from pathlib import Path

import msgspec

from core.files import replacing
from indexer.sources.base import Context, Remark

_FILE = "checkpoint.json"


class Tally(msgspec.Struct, kw_only=True):
    """What was counted so far."""

    taken: int = 0
    """Outcomes of the source, in its order."""
    organisations: int = 0
    offers: int = 0
    """Offers, requests and events."""
    rejections: dict[str, int] = {}
    """Rows that were not taken, by reason."""
    skipped: dict[str, int] = {}
    """Rows left out on purpose, by reason."""
    examples: list[str] = []
    """First rejections of each reason, each as ``file:line: sentence``."""
    damaged: list[str] = []
    """Names of files that are damaged or break off."""

    @property
    def rows(self) -> int:
        """All rows of which something became."""
        became = (self.organisations, self.offers)
        return sum((*became, *self.rejections.values(), *self.skipped.values()))


class Checkpoint(msgspec.Struct, frozen=True, kw_only=True):
    """All that an import has to know to go on."""

    tally: Tally
    sizes: dict[str, int]
    """Bytes of each file that belong to the outcomes that were taken."""
    today: date
    """Day on which the import began."""
    remarks: list[Remark]
    remark_counts: dict[str, int]

    def restore(self, context: Context) -> None:
        """Bring a fresh ``context`` to where it was, but for the claims, which have a file."""
        context.today = self.today
        context.remarks = list(self.remarks)
        context.remark_counts.update(self.remark_counts)
        context.replaying = self.tally.taken > 0


def write(folder: Path, checkpoint: Checkpoint) -> None:
    """Make ``checkpoint`` the one that counts. The files must be on the disk already."""
    with replacing(folder / _FILE) as file:
        file.write(msgspec.json.encode(checkpoint))


def read(folder: Path) -> Checkpoint | None:
    """Return the checkpoint in a folder; None where there is none that can be read."""
    try:
        return msgspec.json.decode((folder / _FILE).read_bytes(), type=Checkpoint)
    except (OSError, msgspec.MsgspecError):
        return None


def drop(folder: Path) -> None:
    """Forget the checkpoint in a folder, so that the next import begins anew."""
    (folder / _FILE).unlink(missing_ok=True)
