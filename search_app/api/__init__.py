"""The API under /api/v1 and the two probes."""
