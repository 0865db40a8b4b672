"""The mapping of stored queries: the fields that they ask for, as the searched index has them."""

from functools import cache
from typing import Any

from mappings.compiler import compiled

_NOT_ASKED = frozenset({"knn_vector", "object"})
"""Types of fields that no stored query asks for: vectors are compared elsewhere."""

_STORED = {"query": {"type": "percolator"}}


def percolating(collection: str, dimension: int) -> dict[str, Any]:
    """Return the body of the index with the stored queries on ``collection``.

    Words must be cut as in the searched index, so both are compiled from the same description.
    """
    body = compiled(collection, dimension)
    fields = {
        name: mapping
        for name, mapping in body["mappings"]["properties"].items()
        if mapping["type"] not in _NOT_ASKED
    }
    index = {key: value for key, value in body["settings"]["index"].items() if key != "knn"}
    return {
        "settings": {"index": index},
        "mappings": {
            "dynamic": "strict",
            "properties": {**fields, "query": {"type": "percolator"}},
        },
    }


@cache
def asked_fields(collection: str, dimension: int) -> frozenset[str]:
    """Return the fields of a document that stored queries may ask for."""
    return frozenset(percolating(collection, dimension)["mappings"]["properties"]) - _STORED.keys()
