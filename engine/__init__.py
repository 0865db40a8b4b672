"""Everything that touches OpenSearch, and the embedding models."""
