"""Hashes of the code and code lists that turn files into records, and records into documents.

Records and schema can be the same while documents would come out otherwise; then the index is not
up to date. A hash cannot be forgotten as a version number can.
"""

import hashlib
from collections.abc import Iterator, Sequence, Set
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

_PARTS = ("indexer", "taxonomy", "analyzers", "engine/embedding")
"""Folders whose code and data make documents of records."""
_WITHOUT = frozenset(
    {
        "__pycache__",
        # They make records of files; what they made lies in the imports, whose state counts.
        "indexer/sources",
        "indexer/remote",
        # They tell of documents and do not change them.
        "indexer/quality",
    }
)
_READING = ("core", "indexer", "taxonomy")
"""Folders whose code and data make records of files."""
_NOT_READING = frozenset(
    {"__pycache__", "indexer/linking", "indexer/quality", "indexer/remote"},
)
_ENDINGS = (".py", ".txt", ".csv", ".yaml", ".json", ".npy")


@cache
def recipe_hash() -> str:
    """Return the hash of what makes documents of records: 16 hexadecimal digits."""
    return hash_of(_PARTS, _WITHOUT)


@cache
def reading_hash() -> str:
    """Return the hash of what makes records of files: 16 hexadecimal digits."""
    return hash_of(_READING, _NOT_READING)


def hash_of(folders: Sequence[str], without: Set[str] = frozenset({"__pycache__"})) -> str:
    """Return the hash of code and data in ``folders`` of the project: 16 hexadecimal digits.

    ``without`` are files and folders, by name or by path, that do not count.
    """
    digest = hashlib.blake2b(digest_size=8)
    for folder in folders:
        for name, content in _files(files(folder.replace("/", ".")), folder, without):
            digest.update(f"{name}\0".encode() + content)
    return digest.hexdigest()


def _files(folder: Traversable, path: str, without: Set[str]) -> Iterator[tuple[str, bytes]]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        name = f"{path}/{entry.name}"
        if name in without or entry.name in without:
            continue
        if entry.is_dir():
            yield from _files(entry, name, without)
        elif entry.name.endswith(_ENDINGS):
            yield name, entry.read_bytes()
