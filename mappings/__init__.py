"""Documents as data, compiled with analyzers/ into an index body."""

from mappings.compiler import COLLECTIONS, compiled, schema_hash

__all__ = ["COLLECTIONS", "compiled", "schema_hash"]
