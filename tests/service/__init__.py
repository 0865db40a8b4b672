"""The whole service on loopback: a real node, a small index built as any other, waitress."""
