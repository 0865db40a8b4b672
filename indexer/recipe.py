"""A hash of the code and code lists that turn records into documents.

Records and schema can be the same while documents would come out otherwise; then the index is not
up to date. A hash cannot be forgotten as a version number can.
"""

import hashlib
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

_PARTS = (
    ("indexer", ".py"),
    ("indexer", ".txt"),
    ("taxonomy/data/nace", ".csv"),
    ("taxonomy", ".py"),
    ("engine/embedding", ".py"),
    ("engine/embedding/data", ".json"),
)
"""Folders, without those in them, and the ends of the files that count."""


@cache
def recipe_hash() -> str:
    """Return the hash: 16 hexadecimal digits."""
    digest = hashlib.blake2b(digest_size=8)
    for folder, ending in _PARTS:
        package, *inner = folder.split("/")
        where: Traversable = files(package).joinpath(*inner)
        for file in sorted(where.iterdir(), key=lambda file: file.name):
            if file.is_file() and file.name.endswith(ending):
                digest.update(f"{folder}/{file.name}\0".encode() + file.read_bytes())
    return digest.hexdigest()
