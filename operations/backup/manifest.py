"""What stands in a backup beside its files, and which files it may hold.

A backup is a gzipped tar. Its first member is the manifest: who wrote it, and the name and size of
each file that follows, so that a reader knows what will come before it unpacks anything. Its last
member are the sums of the files, so that one that was cut off or changed is found out.
"""

import re
from importlib import metadata

import msgspec

from core.errors import BackupError

FORMAT = 1
"""Grows when older programs could not read what is written."""
MANIFEST = "manifest.json"
SUMS = "sums.json"
STORE = "store.jsonl"
VECTORS = "cache/vectors.sqlite"

MOST_FILES = 100_000
"""A home has three files for each import. More is no backup of this program."""
MOST_BYTES_OF_LISTS = 50_000_000
"""Of the manifest and of the sums: 500 for each of the most files."""

# What is put back, by its place in the home. Nothing else is taken from an archive.
_PLACES = (
    re.compile(re.escape(STORE)),
    re.compile(re.escape(VECTORS)),
    re.compile(r"secret_key"),
    re.compile(r"demo/made\.json"),
    re.compile(r"links/(links\.jsonl|made-of)"),
    re.compile(r"deliveries/ares/ares\.jsonl"),
    re.compile(r"imports/[a-z0-9][a-z0-9-]{0,99}/manifest\.json"),
    re.compile(r"imports/[a-z0-9][a-z0-9-]{0,99}/[0-9a-f]{8,64}/[a-z]+\.jsonl"),
)


class Stored(msgspec.Struct, frozen=True):
    """A file in a backup."""

    name: str
    """Place in the home; the store's lines have a name of their own."""
    size: int
    """Bytes."""


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """First member."""

    format: int
    program: str
    """Version of the PartnerNet that wrote it."""
    made: str
    """When, ISO 8601 in UTC."""
    store: str
    """Version of the store's tables."""
    revision: int
    """Of the store."""
    model: str
    """Setting of the embedding model: with another one the vectors are of no use."""
    index_prefix: str
    files: tuple[Stored, ...]

    @property
    def size(self) -> int:
        """Bytes of all files, unpacked."""
        return sum(file.size for file in self.files)


class _Version(msgspec.Struct):
    """What every format has had, so that a newer one can be told from a damaged one."""

    format: int
    program: str


def program() -> str:
    """Return the version of this PartnerNet."""
    return metadata.version("partnernet")


def has_place(name: str) -> bool:
    """Tell whether a file of this name belongs to a backup; names with ``..`` never do."""
    return any(place.fullmatch(name) for place in _PLACES)


def read(text: bytes) -> Manifest:
    """Read a manifest. Raises BackupError where it is damaged, or of a newer program."""
    try:
        version = msgspec.json.decode(text, type=_Version)
        if version.format > FORMAT or _numbers(version.program) > _numbers(program()):
            raise BackupError(
                f"The backup was made by PartnerNet {version.program}, which is newer than this "
                f"one ({program()}); install that version first."
            )
        manifest = msgspec.json.decode(text, type=Manifest)
    except msgspec.MsgspecError as error:
        raise BackupError(f"The backup's manifest cannot be read ({error}).") from error
    names = [file.name for file in manifest.files]
    if len(names) > MOST_FILES or len(set(names)) < len(names):
        raise BackupError("The backup names files twice, or too many; it cannot be used.")
    if STORE not in names:
        raise BackupError("The backup holds no store; it cannot be used.")
    for file in manifest.files:
        if not has_place(file.name) or file.size < 0:
            raise BackupError(f"The backup holds {file.name!r}, which has no place in a home.")
    return manifest


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(number) for number in re.findall(r"\d+", version)[:3])
