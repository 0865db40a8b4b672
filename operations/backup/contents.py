"""What of a home goes into a backup, and how it is held still while others work.

Records, links and deliveries are files that are only ever replaced whole. Each is opened at once:
what is open can be read to its end also after it was replaced or deleted. That several files belong
together is told by a marker that their writer takes away first and puts back last; it must be the
same before and after they were opened.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import msgspec

from core.errors import BackupError
from core.settings import Settings
from indexer.home import links_folder
from indexer.manifest import Manifest

_TRIES = 20
"""Each takes milliseconds; a writer replaces its marker every few seconds at most."""


@dataclass(frozen=True)
class Held:
    """A file that is open for reading."""

    name: str
    """Place in the home."""
    file: IO[bytes]


def held(settings: Settings, open_files: ExitStack) -> Iterator[Held]:
    """Open the home's files that are only replaced whole; ``open_files`` closes them.

    Raises BackupError where files that belong together do not stay so for a moment.
    """
    home = settings.home
    for marker in sorted((home / "imports").glob("*/manifest.json")):
        yield from _together(home, marker, _of_import(marker), open_files)
    links = links_folder(settings)
    yield from _together(home, links / "made-of", lambda _: [links / "links.jsonl"], open_files)
    for alone in ("deliveries/ares/ares.jsonl", "demo/made.json", "secret_key"):
        with suppress(FileNotFoundError):
            yield Held(alone, open_files.enter_context((home / alone).open("rb")))


def _of_import(marker: Path) -> Callable[[bytes], Iterable[Path]]:
    def files(content: bytes) -> Iterable[Path]:
        try:
            state = msgspec.json.decode(content, type=Manifest).state
        except msgspec.MsgspecError as error:
            raise BackupError(
                f"{marker} cannot be read ({error}); delete its folder and import the files again."
            ) from error
        return sorted((marker.parent / state).glob("*.jsonl"))

    return files


def _together(
    home: Path, marker: Path, files: Callable[[bytes], Iterable[Path]], open_files: ExitStack
) -> list[Held]:
    """Open a marker and the files that it speaks of, all of one state; none without a marker."""
    for _ in range(_TRIES):
        with ExitStack() as attempt, suppress(FileNotFoundError):
            content = _content(marker)
            if content is None:
                return []
            found = [
                Held(path.relative_to(home).as_posix(), attempt.enter_context(path.open("rb")))
                for path in (*files(content), marker)
            ]
            if _content(marker) == content == found[-1].file.read():
                found[-1].file.seek(0)
                open_files.push(attempt.pop_all())
                return found
    raise BackupError(f"{marker.parent} is changed all the time; try again in a moment.")


def _content(marker: Path) -> bytes | None:
    try:
        return marker.read_bytes()
    except FileNotFoundError:
        return None
