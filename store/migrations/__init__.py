"""Migrations of the store: one file in ``versions`` for each change of ``store/tables.py``.

A migration is never changed once it has left the house, and imports nothing of it: tables move on.
"""
