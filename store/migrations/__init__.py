"""Migrations of the store: one file in ``versions`` for each change of ``store/tables.py``.

A new one takes the next number and names the one before it as its ``down_revision``; a test
compares what all of them make with the tables that the code sees, on both databases, and prints
what is missing. A migration is never changed once it has left the house, and imports nothing of
it: tables move on. There is no way down but a backup, since what a newer table held has no place
in an older.
"""
