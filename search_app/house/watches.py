"""Saved searches: the list that somebody opens in the morning."""
