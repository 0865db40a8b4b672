"""The read side: the one way to search."""
