"""What a delivery must end as, whatever is in it, and what is said when it does not."""

import resource
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

from core.errors import DataError
from core.progress import Silent
from core.settings import Settings
from indexer import imports
from indexer.manifest import Manifest
from tests.fuzz.seeds import Seed

SECONDS = 20
"""Of the processor, for one small file: more is no end in sight."""
MEMORY = 768 * 1024 * 1024
"""Bytes that an import may take besides what the program itself takes."""
SECRET = "Geheim"
"""In the name of every person of the seeds."""
_LONGEST_SENTENCE = 1500


class TooSlow(AssertionError):
    """An import took more of the processor than it may."""


def written(folder: Path, seed: Seed, content: bytes) -> Path:
    """Write a delivery with the given content; return the file that is imported."""
    folder.mkdir(exist_ok=True)
    for name, beside in seed.beside.items():
        (folder / name).write_bytes(beside)
    if seed.mapping:
        (folder / "mapping.yaml").write_text(seed.mapping, "utf-8")
    (folder / seed.name).write_bytes(content)
    return folder / (seed.imported or seed.name)


def ends_well(source: str, file: Path, settings: Settings) -> Manifest | None:
    """Import a file as a person does; anything but counts or one sentence is an AssertionError."""
    mapping = file.with_name("mapping.yaml")
    try:
        with _deadline():
            report = imports.run(
                source,
                [file],
                settings,
                Silent(),
                dataset="fuzz",
                mapping=mapping if mapping.exists() else None,
                legal_basis="a test",
                accept_damaged=True,
            )
    except DataError as error:
        _is_one_sentence(str(error))
        return None
    for rejection in imports.rejections(settings, "fuzz"):
        _is_one_sentence(rejection.detail)
        assert rejection.reason, rejection
    for remark in imports.remarks(settings, "fuzz"):
        _is_one_sentence(remark.detail)
    manifest = report.manifest
    read = list(imports.records(settings))
    # Who ended is kept so that others below can be judged, and counts as left out.
    assert sum(getattr(one, "status", "") != "ended" for one in read) == manifest.records
    assert manifest.rejected == sum(manifest.rejections.values())
    for one in read:
        assert one.id
    return manifest


def _is_one_sentence(text: str) -> None:
    assert text.strip(), "nothing is said"
    assert "\n" not in text.strip(), text
    assert len(text) <= _LONGEST_SENTENCE, f"{len(text)} characters: {text[:300]}"
    assert "Traceback" not in text, text
    assert SECRET not in text, f"a person is named: {text}"


@contextmanager
def _deadline() -> Iterator[None]:
    """Raise TooSlow where the block takes SECONDS of the processor."""

    def stop(*_: object) -> None:
        raise TooSlow(f"more than {SECONDS} seconds of the processor")

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def limit_memory() -> None:
    """Let this process, and each that it starts, take MEMORY more than it has now."""
    size = psutil.Process().memory_info().vms + MEMORY
    resource.setrlimit(resource.RLIMIT_AS, (size, size))
