"""What of a document a search can ask for."""

import hashlib
from collections.abc import Mapping
from typing import Any

import msgspec

from mappings.percolating import asked_fields

_TELLS_NOTHING = frozenset(
    {
        # Who it is and who may see it: no other content.
        "id",
        "aliases",
        "visibility",
        "houses",
        # They change with every delivery of a source.
        "date",
        "sources",
        "demo",
        # They are computed from the rest, by a program that changes.
        "hash",
        "digest",
        "concepts",
        "inferred_sectors",
    }
)


def content_of(document: Mapping[str, Any], collection: str, dimension: int) -> str:
    """Return the hash of what a search can ask for in ``document``: 32 hexadecimal digits.

    Another telephone number or a newer state of a source is no other content.
    """
    asked = asked_fields(collection, dimension) - _TELLS_NOTHING
    told = {field: document[field] for field in sorted(asked & document.keys())}
    return hashlib.blake2b(
        msgspec.json.encode(told, order="deterministic"), digest_size=16
    ).hexdigest()
