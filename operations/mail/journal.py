"""What was mailed, in files beside the store: an older backup of the store that comes back does not
take it along, so nothing is mailed twice.

One file for each month, a line for each alert, written to the disk before the store learns of it.
"""

import hashlib
import os
from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import cached_property
from pathlib import Path

import msgspec

from core.settings import Settings
from store.alerts import Alert
from store.moments import now
from store.watches import Watch

FOLDER = "mailed"
"""Of the home; no backup holds it."""
_KEPT = timedelta(days=130)
"""How long a file counts after its month began: longer than changes are kept (store.alerts), from
which an alert could follow anew."""


class Journal:
    """The mailed alerts of a home."""

    def __init__(self, settings: Settings) -> None:
        self._folder = settings.home / FOLDER

    @cached_property
    def _known(self) -> set[str]:
        return set(self._read())

    def holds(self, line: str) -> bool:
        """Tell whether an alert was mailed before, by its :func:`line`."""
        return line in self._known

    def add(self, lines: Iterable[str]) -> None:
        """Note alerts as mailed; they are on the disk when this returns."""
        new = [line for line in lines if not self.holds(line)]
        if not new:
            return
        self._folder.mkdir(parents=True, exist_ok=True)
        with (self._folder / f"{now():%Y-%m}.txt").open("ab") as file:
            # A line that a kill cut short ends here, so that the next one stands alone.
            file.write("".join(f"\n{line}\n" for line in new).encode("ascii"))
            file.flush()
            os.fsync(file.fileno())
        self._known.update(new)

    def prune(self) -> None:
        """Remove the files of months that are long over."""
        for path in self._files():
            if datetime.strptime(path.stem, "%Y-%m").replace(tzinfo=now().tzinfo) < now() - _KEPT:
                path.unlink()

    def _read(self) -> Iterable[str]:
        for path in self._files():
            yield from path.read_text("ascii", errors="replace").split()

    def _files(self) -> list[Path]:
        return sorted(self._folder.glob("[0-9][0-9][0-9][0-9]-[0-9][0-9].txt"))


def line(recipient: str, watch: Watch, alert: Alert) -> str:
    """Return what stands for an alert: of what it is about and whom it was told, not of ids that
    another one gets after an older backup came back."""
    about = (
        recipient,
        watch.house,
        watch.id,
        watch.created,
        alert.collection,
        alert.thing,
        alert.content,
    )
    return hashlib.blake2b(msgspec.json.encode(about), digest_size=16).hexdigest()
