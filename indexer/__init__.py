"""The write side: from a line of a register to a document in a new index version."""
