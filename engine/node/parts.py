"""What the node is made of (``parts.yaml``) and the sums of its files (``artefacts.json``)."""

import hashlib
from functools import cache
from pathlib import Path

import msgspec

from core.errors import DataError

PARTS_FILE = Path(__file__).with_name("parts.yaml")
LOCK_FILE = Path(__file__).with_name("artefacts.json")


class Library(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Coordinates of the class path: with their dependencies, and alone."""

    resolved: tuple[str, ...]
    alone: tuple[str, ...]


class LeftOut(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``group:artifact`` pairs that are never placed, or not in the agent's folder."""

    anywhere: frozenset[str]
    agent: frozenset[str]


class Module(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One module of the node, as its descriptor needs it."""

    artefact: str
    plugin_class: str = msgspec.field(name="class")
    extends: str = ""
    policy: str = ""


class Parts(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole recipe."""

    version: str
    lib: Library
    agent: str
    left_out: LeftOut
    modules: dict[str, Module]
    plugins: dict[str, str]


class Artefact(msgspec.Struct, frozen=True, forbid_unknown_fields=True, order=True):
    """One published file: where it goes in the node folder, and its sum."""

    folder: str
    """Relative to the node folder, such as ``lib`` or ``modules/geo``; zips are unpacked there."""
    coordinates: str
    """``group:artifact:packaging:version`` or ``group:artifact:packaging:classifier:version``."""
    sha256: str

    @property
    def file_name(self) -> str:
        """Name of the published file."""
        _, artifact, packaging, *rest = self.coordinates.split(":")
        return f"{artifact}-{'-'.join(reversed(rest))}.{packaging}"

    @property
    def is_archive(self) -> bool:
        """Whether the file is unpacked rather than placed."""
        return self.file_name.endswith(".zip")


@cache
def parts() -> Parts:
    """Return the recipe. Raises DataError naming file and key when it is wrong."""
    try:
        return msgspec.yaml.decode(PARTS_FILE.read_bytes(), type=Parts)
    except msgspec.ValidationError as error:
        raise DataError(f"{PARTS_FILE.name} is wrong: {error}.") from error


@cache
def locked() -> tuple[Artefact, ...]:
    """Return all files of the node. Raises DataError when the lock file is wrong."""
    try:
        return msgspec.json.decode(LOCK_FILE.read_bytes(), type=tuple[Artefact, ...])
    except msgspec.DecodeError as error:
        raise DataError(f"{LOCK_FILE.name} is wrong: {error}.") from error


def fingerprint() -> str:
    """Return a sum over recipe and lock: a node folder with another one is put together anew."""
    return hashlib.sha256(PARTS_FILE.read_bytes() + LOCK_FILE.read_bytes()).hexdigest()
