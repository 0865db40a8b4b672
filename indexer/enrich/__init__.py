"""Adds to records what their sources do not tell, marked as inferred."""
